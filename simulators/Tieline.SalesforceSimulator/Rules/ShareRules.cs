using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Manual shares: given by who may do everything with a record, worth more than what everybody has, gone when the owner changes.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_accountshare.htm
/// </summary>
internal static class ShareRules
{
    public static void Apply(Save save)
    {
        var shared = save.Definition.Name[..^"Share".Length];
        if (save.Related(shared + "Id") is not { } record) return;
        if (save.Org.Access.On(save.UserId, record) != RecordRights.All) throw SalesforceRefusal.NoAccess();
        var (level, standard) = (save.Text(shared + "AccessLevel")!, SharingModels.Given(save.Org.Sharing.Of(shared)));
        if (standard.Or(RecordRights.OfShare(level)) == standard)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"field integrity exception: {shared}AccessLevel (trivial share level {level}, for organization with default level {standard.Level})", shared + "AccessLevel");
        if (!save.IsInsert) return;
        foreach (var twin in Of(save.Org, record).Where(s => s.Text("UserOrGroupId") == save.Text("UserOrGroupId")).ToList()) save.Org.Records.Erase(twin);
    }

    /// <summary>A new owner starts with nobody.</summary>
    public static void Forget(SalesforceOrg org, SalesforceRecord record)
    {
        if (org.Schema.Find(record.ObjectName + "Share") is null) return;
        foreach (var share in Of(org, record).ToList()) org.Records.Erase(share);
    }

    private static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, SalesforceRecord record) =>
        org.Records.Table(record.ObjectName + "Share").WithText(record.ObjectName + "Id", record.Id);
}
