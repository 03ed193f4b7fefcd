using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Access;

/// <summary>
/// What a record's owner, the roles above him, shares and the organisation-wide default let a user do. Callers hold the org's gate.
/// See https://help.salesforce.com/s/articleView?id=platform.security_data_access.htm
/// </summary>
internal static class RecordSharing
{
    private const int MostRoles = 500;

    /// <summary>Above each other; records may hang below each other in a circle.</summary>
    private const int MostParents = 10;

    public static RecordRights Of(SalesforceOrg org, string userId, SalesforceRecord record) => Of(org, userId, record, depth: 0);

    private static RecordRights Of(SalesforceOrg org, string userId, SalesforceRecord record, int depth)
    {
        if (depth > MostParents) return RecordRights.None;
        if (org.Hidden.From(userId, record.Id)) return RecordRights.None;
        var definition = org.Schema[record.ObjectName];
        var (rights, model) = (org.Access.Of(userId).On(definition), org.Sharing.Of(record.ObjectName));
        if (rights.ModifyAll || model == SharingModel.FullAccess) return RecordRights.All.Within(rights);
        var shared = rights.ViewAll ? RecordRights.ReadOnly : RecordRights.None;
        shared = shared.Or(Owns(org, userId, record.Text("OwnerId")) ? RecordRights.All : RecordRights.None);
        shared = shared.Or(model == SharingModel.ControlledByParent ? OfParents(org, userId, definition, record, depth) : SharingModels.Given(model));
        if (definition.Name is "Task" or "Event" && model == SharingModel.Private && OfParents(org, userId, definition, record, depth).Read) shared = shared.Or(RecordRights.ReadOnly);
        shared = shared.Or(Shares(org, userId, record));
        if (!shared.Read && definition.Name == "Account" && HasChildOf(org, userId, record.Id)) shared = RecordRights.ReadOnly;
        return shared.Within(rights);
    }

    /// <summary>Who owns or shares what belongs to an account sees the account.</summary>
    private static bool HasChildOf(SalesforceOrg org, string userId, string accountId) => new[] { "Contact", "Opportunity", "Case" }
        .Where(name => org.Sharing.Of(name) != SharingModel.ControlledByParent && org.Access.Of(userId).On(org.Schema[name]).Read)
        .SelectMany(name => org.Records.Table(name).WithText("AccountId", accountId))
        .Any(child => !child.IsDeleted && (Owns(org, userId, child.Text("OwnerId")) || Granted(org, userId, child.ObjectName, child.Id, child.ObjectName).Read));

    /// <summary>What is done with the parent may be done with the record; what is a mere part of its parent is deleted by whoever may change that.</summary>
    private static RecordRights OfParents(SalesforceOrg org, string userId, ObjectDefinition definition, SalesforceRecord record, int depth)
    {
        var part = Parents.Controlling(definition.Name) is not null;
        return Parents.Of(org, definition, record).Select(parent => Of(org, userId, parent, depth + 1))
            .Aggregate(RecordRights.None, (all, parent) => all.Or(part ? parent with { Delete = parent.Edit } : parent));
    }

    private static bool Owns(SalesforceOrg org, string userId, string? ownerId) =>
        ownerId is not null && (ownerId == userId || org.Access.Of(userId).Groups.Contains(ownerId) || IsAbove(org, userId, ownerId));

    /// <summary>Whether a user's role stands above the owner's.</summary>
    private static bool IsAbove(SalesforceOrg org, string userId, string ownerId)
    {
        if (org.Records.Find(userId)?.Text("UserRoleId") is not { } role) return false;
        var at = org.Records.Find(org.Records.Find(ownerId)?.Text("UserRoleId"));
        for (var steps = 0; at is not null && steps < MostRoles; steps++)
        {
            if (at.Text("ParentRoleId") == role) return true;
            at = org.Records.Find(at.Text("ParentRoleId"));
        }

        return false;
    }

    /// <summary>Rows that share the record, or share its account together with what belongs to it.</summary>
    private static RecordRights Shares(SalesforceOrg org, string userId, SalesforceRecord record)
    {
        var own = Granted(org, userId, record.ObjectName, record.Id, record.ObjectName);
        if (record.ObjectName is not ("Contact" or "Opportunity" or "Case") || record.Text("AccountId") is not { } account) return own;
        return own.Or(Granted(org, userId, "Account", account, record.ObjectName));
    }

    private static RecordRights Granted(SalesforceOrg org, string userId, string sharedObject, string id, string levelOf)
    {
        if (org.Schema.Find(sharedObject + "Share") is null) return RecordRights.None;
        var groups = org.Access.Of(userId).Groups;
        return org.Records.Table(sharedObject + "Share").WithText(sharedObject + "Id", id)
            .Where(s => !s.IsDeleted && s.Text("UserOrGroupId") is { } to && (to == userId || groups.Contains(to)))
            .Aggregate(RecordRights.None, (all, share) => all.Or(RecordRights.OfShare(share.Text(levelOf + "AccessLevel"))));
    }
}
