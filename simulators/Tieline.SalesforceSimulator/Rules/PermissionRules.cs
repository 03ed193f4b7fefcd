using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Permission sets: assigned to a user once; one row for each object and field, whose rights build on each other.</summary>
public static class PermissionRules
{
    private static readonly (string Right, string[] Needs)[] Dependencies =
    [
        ("Create", ["Read"]), ("Edit", ["Read"]), ("Delete", ["Read", "Edit"]), ("ViewAllRecords", ["Read"]), ("ModifyAllRecords", ["Read", "Edit", "Delete", "ViewAllRecords"]),
    ];

    public static void Apply(Save save)
    {
        if (save.Text("PermissionSetGroupId") is { } group) save["PermissionSetId"] = save.Org.Records.Table("PermissionSet").WithText("PermissionSetGroupId", group).Single().Id;
        if (save["PermissionSetId"] is null) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [PermissionSetId]", "PermissionSetId");
        RefuseTwin(save, "AssigneeId", "PermissionSetId");
        save["IsActive"] = true;
    }

    public static void ApplyToComponent(Save save) => RefuseTwin(save, "PermissionSetGroupId", "PermissionSetId");

    /// <summary>A group has a permission set of its own, by which it is assigned.</summary>
    internal static void GiveSet(SalesforceOrg org, SalesforceRecord group) => SeedRows.Put(org, "PermissionSet",
        ("Name", group.Text("DeveloperName")), ("Label", group.Text("MasterLabel")), ("Type", "Group"), ("PermissionSetGroupId", group.Id), ("CreatedById", group.Text("CreatedById")), ("LastModifiedById", group.Text("CreatedById")));

    public static void ApplyToObject(Save save)
    {
        if (save.Org.Schema.Find(save.Text("SobjectType")!) is not { } definition || !Permissionable.Object(definition)) throw Unknown("Object Type Name", "SobjectType", save.Text("SobjectType"));
        save["SobjectType"] = definition.Name;
        RefuseTwin(save, "ParentId", "SobjectType");
        foreach (var (right, needs) in Dependencies)
        {
            var missing = needs.Where(n => save["Permissions" + n] is not true).ToList();
            if (save["Permissions" + right] is true && missing.Count > 0)
                throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"Permission {right} {definition.Name} depends on permission(s): {string.Join(", ", missing.Select(m => $"{m} {definition.Name}"))}", "Permissions" + right);
        }
    }

    public static void ApplyToField(Save save)
    {
        var (name, path) = (save.Text("SobjectType")!, save.Text("Field")!.Split('.'));
        if (save.Org.Schema.Find(name) is not { } definition || !Permissionable.Fields(definition)) throw Unknown("Object Type Name", "SobjectType", name);
        if (path is not [var owner, var fieldName] || !owner.Equals(name, StringComparison.OrdinalIgnoreCase) || definition.Field(fieldName) is not { } field || Permissionable.FieldName(definition, field) != field.Name)
            throw Unknown("Field Name", "Field", save.Text("Field"));
        (save["SobjectType"], save["Field"]) = (definition.Name, $"{definition.Name}.{field.Name}");
        RefuseTwin(save, "ParentId", "Field");
        if (save["PermissionsEdit"] is true && save["PermissionsRead"] is not true)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"Permission Edit {save["Field"]} depends on permission(s): Read {save["Field"]}", "PermissionsEdit");
    }

    /// <summary>A profile's row tells the system permissions of the set that belongs to it.</summary>
    internal static void After(SalesforceOrg org, SalesforceRecord set)
    {
        if (org.Records.Find(set.Text("ProfileId")) is not { } profile) return;
        var told = org.Schema["Profile"].Fields.Where(f => f.Name.StartsWith("Permissions", StringComparison.Ordinal));
        org.Records.Put(told.Aggregate(profile, (row, field) => row.With(field.Name, set.Is(field.Name))));
    }

    private static void RefuseTwin(Save save, string of, string what)
    {
        var twin = save.Org.Records.Table(save.Definition.Name).WithText(of, save.Text(of)!).FirstOrDefault(r => r.Id != save.Draft.Id && r.Text(what) == save.Text(what));
        if (twin is not null) throw SalesforceRefusal.Bad("DUPLICATE_VALUE", $"duplicate value found: {what} duplicates value on record with id: {twin.Id[..15]}");
    }

    private static SalesforceRefusal Unknown(string label, string field, string? value) =>
        SalesforceRefusal.Bad("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{label}: bad value for restricted picklist field: {value}", field);
}
