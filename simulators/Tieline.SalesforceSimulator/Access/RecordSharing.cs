using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>
/// What a record's owner, the roles above him, shares and the organisation-wide default let a user do. One look at many records: what was
/// found out about an object, an owner or a parent is kept. Used within the org's gate, and while nothing changes.
/// See https://help.salesforce.com/s/articleView?id=platform.security_data_access.htm
/// </summary>
internal sealed class RecordSharing(SalesforceOrg org, string userId)
{
    /// <summary>Above each other; records may hang below each other in a circle.</summary>
    private const int MostParents = 10;

    private readonly UserRights user = org.Access.Of(userId);
    private readonly bool anyHidden = org.Hidden.HasAny(userId);
    private readonly OwnerSharing owners = new(org, userId);
    private readonly Dictionary<string, (ObjectDefinition Definition, ObjectRights Rights, SharingModel Model, string[] Parents)> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordRights> parents = new(StringComparer.Ordinal);

    public RecordRights Of(SalesforceRecord record) => Of(record, depth: 0);

    private RecordRights Of(SalesforceRecord record, int depth)
    {
        if (depth > MostParents || (anyHidden && org.Hidden.From(userId, record.Id))) return RecordRights.None;
        var (definition, rights, model, above) = Object(record.ObjectName);
        if (rights.ModifyAll || model == SharingModel.FullAccess) return RecordRights.All.Within(rights);
        if (owners.Owns(record.Text("OwnerId"))) return RecordRights.All.Within(rights);
        var shared = rights.ViewAll ? RecordRights.ReadOnly : RecordRights.None;
        shared = shared.Or(model == SharingModel.ControlledByParent ? OfParents(definition, record, above, depth) : SharingModels.Given(model));
        if (definition.Name is "Task" or "Event" && model == SharingModel.Private && OfParents(definition, record, above, depth).Read) shared = shared.Or(RecordRights.ReadOnly);
        shared = shared.Or(Shares(record));
        if (!shared.Read && definition.Name == "Account" && HasChildOf(record.Id)) shared = RecordRights.ReadOnly;
        return shared.Within(rights);
    }

    private (ObjectDefinition Definition, ObjectRights Rights, SharingModel Model, string[] Parents) Object(string name)
    {
        if (objects.TryGetValue(name, out var known)) return known;
        var definition = org.Schema[name];
        return objects[name] = (definition, user.On(definition), org.Sharing.Of(name), [.. Access.Parents.Fields(definition)]);
    }

    /// <summary>Who owns or shares what belongs to an account sees the account.</summary>
    private bool HasChildOf(string accountId) => new[] { "Contact", "Opportunity", "Case" }
        .Where(name => Object(name) is { Model: not SharingModel.ControlledByParent, Rights.Read: true })
        .SelectMany(name => org.Records.Table(name).WithText("AccountId", accountId))
        .Any(child => !child.IsDeleted && (owners.Owns(child.Text("OwnerId")) || owners.Granted(child.ObjectName, child.Id, child.ObjectName).Read));

    /// <summary>What is done with the parent may be done with the record; what is a mere part of its parent is deleted by whoever may change that.</summary>
    private RecordRights OfParents(ObjectDefinition definition, SalesforceRecord record, string[] fields, int depth)
    {
        var all = RecordRights.None;
        foreach (var field in fields)
            if (record.Text(field) is { } id)
                all = all.Or(OfParent(id, depth + 1));
        return Parents.Controlling(definition.Name) is null ? all : all with { Delete = all.Edit };
    }

    /// <summary>Kept only for the lowest parents: further up a circle may have been cut off.</summary>
    private RecordRights OfParent(string id, int depth)
    {
        if (depth == 1 && parents.TryGetValue(id, out var known)) return known;
        var rights = org.Records.Find(id) is { } parent ? Of(parent, depth) : RecordRights.None;
        if (depth == 1) parents[id] = rights;
        return rights;
    }

    /// <summary>Rows that share the record, or share its account together with what belongs to it.</summary>
    private RecordRights Shares(SalesforceRecord record)
    {
        var own = owners.Granted(record.ObjectName, record.Id, record.ObjectName);
        if (record.ObjectName is not ("Contact" or "Opportunity" or "Case") || record.Text("AccountId") is not { } account) return own;
        return own.Or(owners.Granted("Account", account, record.ObjectName));
    }
}
