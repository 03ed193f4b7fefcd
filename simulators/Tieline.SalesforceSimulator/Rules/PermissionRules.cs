namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A permission set is assigned to a user once.</summary>
public static class PermissionRules
{
    public static void Apply(Save save)
    {
        if (save["PermissionSetId"] is null) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [PermissionSetId]", "PermissionSetId");
        var twin = save.Org.Records.Table("PermissionSetAssignment").WithText("AssigneeId", save.Text("AssigneeId")!).FirstOrDefault(a => a.Text("PermissionSetId") == save.Text("PermissionSetId"));
        if (twin is not null)
            throw SalesforceRefusal.Bad("DUPLICATE_VALUE", $"duplicate value found: PermissionSetId duplicates value on record with id: {twin.Id[..15]}");
        save["IsActive"] = true;
    }
}
