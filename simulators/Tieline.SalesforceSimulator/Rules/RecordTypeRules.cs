using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Record types: one of the record's own object and active; the object's first when none is given, none where the org has none.</summary>
public static class RecordTypeRules
{
    /// <summary>The id that stands for "no record type of the org's own".</summary>
    public const string Master = "012000000000000AAA";

    public static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, string objectName) =>
        org.Records.Rows("RecordType").Where(t => t.Is("IsActive") && t.Text("SobjectType") == objectName);

    public static void Apply(Save save)
    {
        if (save.Definition.Field("RecordTypeId") is null) return;
        if (save.IsInsert && !save.Given.ContainsKey("RecordTypeId")) save["RecordTypeId"] = Of(save.Org, save.Definition.Name).FirstOrDefault()?.Id;
        if (save.Changed("RecordTypeId") && save.Text("RecordTypeId") is { } id && !Of(save.Org, save.Definition.Name).Any(t => t.Id == id))
            throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", $"Record Type ID: this ID value isn't valid for the user: {id}", "RecordTypeId");
    }
}
