using System.Xml.Linq;
using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// A deployed permission set and the rows under it, which replace those of the deployment before.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
/// </summary>
internal sealed class PermissionSets(SalesforceOrg org, string userId)
{
    private static readonly string[] Under = ["ObjectPermissions", "FieldPermissions", "SetupEntityAccess", "PermissionSetTabSetting"];
    private static readonly (string Element, string Column, string Word)[] Rights =
    [
        ("allowCreate", "PermissionsCreate", "Create"), ("allowRead", "PermissionsRead", "Read"), ("allowEdit", "PermissionsEdit", "Edit"), ("allowDelete", "PermissionsDelete", "Delete"),
        ("viewAllRecords", "PermissionsViewAllRecords", "View All"), ("modifyAllRecords", "PermissionsModifyAllRecords", "Modify All"),
    ];

    /// <summary>The columns of the user permissions it gives; a name that is none is refused.</summary>
    internal static IEnumerable<(string Name, object? Value)> UserPermissions(SalesforceOrg org, ComponentSource source) =>
        source.Metadata.Children("userPermissions").Select(p => org.Schema["PermissionSet"].Field("Permissions" + p.Text("name")) is { } field
            ? (field.Name, (object?)p.Flag("enabled"))
            : throw ComponentProblem.At(p, $"Unknown user permission: {p.Text("name")}"));

    internal string Write(ComponentSource source, string parentId)
    {
        foreach (var table in Under)
        foreach (var row in org.Records.Table(table).WithText("ParentId", parentId).ToList())
            org.Records.Erase(row);
        var set = source.Metadata;
        foreach (var access in set.Children("objectPermissions")) Objects(access, parentId);
        foreach (var access in set.Children("fieldPermissions")) Fields(access, parentId);
        foreach (var access in set.Children("classAccesses")) Entity(access, parentId, "apexClass", "ApexClass");
        foreach (var access in set.Children("pageAccesses")) Entity(access, parentId, "apexPage", "ApexPage");
        foreach (var access in set.Children("applicationVisibilities").Where(a => !a.Text("application")!.StartsWith("standard__", StringComparison.Ordinal))) Entity(access, parentId, "application", "CustomApplication");
        foreach (var setting in set.Children("tabSettings")) Tab(setting, parentId);
        foreach (var custom in set.Children("customPermissions")) throw ComponentProblem.NotFound(custom.Child("name"), "customPermission", "CustomPermission", custom.Text("name")!);
        return parentId;
    }

    private void Objects(XElement access, string parentId)
    {
        var name = access.Text("object")!;
        if (org.Schema.Find(name) is not { InRest: true } definition || definition.Name != name) throw ComponentProblem.NotFound(access.Child("object"), "object", "CustomObject", name);
        bool Has(string element) => access.Flag(element);
        if (Has("modifyAllRecords") && !(Has("viewAllRecords") && Has("allowEdit") && Has("allowDelete"))) throw Depends(access, name, "Modify All", "View All, Edit, Delete");
        if (Has("allowDelete") && !Has("allowEdit")) throw Depends(access, name, "Delete", "Edit");
        foreach (var (element, _, word) in Rights.Where(r => r.Element != "allowRead"))
            if (Has(element) && !Has("allowRead"))
                throw Depends(access, name, word, "Read");
        if (!Rights.Any(r => Has(r.Element))) return;
        var values = Rights.ToDictionary(r => r.Column, r => (object?)Has(r.Element));
        (values["ParentId"], values["SobjectType"]) = (parentId, name);
        SetupRows.Put(org, userId, "ObjectPermissions", null, values);
    }

    private void Fields(XElement access, string parentId)
    {
        var name = access.Text("field")!;
        var dot = name.IndexOf('.');
        var definition = dot < 0 ? null : org.Schema.Find(name[..dot]);
        if (definition?.Field(name[(dot + 1)..]) is not { } field) throw ComponentProblem.NotFound(access.Child("field"), "field", "CustomField", name);
        if (Permissionable.FieldName(definition, field) != field.Name) throw ComponentProblem.At(access.Child("field"), $"You cannot deploy to a required field: {name}");
        var (edit, read) = (access.Flag("editable"), access.Flag("readable"));
        if (edit && !read) throw ComponentProblem.At(access, $"Permission Edit {name} depends on permission(s): Read {name}");
        if (edit && !field.Updateable) throw ComponentProblem.At(access, $"Field {name} is not editable");
        if (read) SetupRows.Put(org, userId, "FieldPermissions", null, new Dictionary<string, object?> { ["ParentId"] = parentId, ["SobjectType"] = definition.Name, ["Field"] = name, ["PermissionsRead"] = read, ["PermissionsEdit"] = edit });
    }

    private void Entity(XElement access, string parentId, string element, string type)
    {
        var name = access.Text(element)!;
        var component = MetadataComponents.Find(org, type, name) ?? throw ComponentProblem.NotFound(access.Child(element), element, type, name);
        if (access.Flag("enabled") || access.Flag("visible"))
            SetupRows.Put(org, userId, "SetupEntityAccess", null, new Dictionary<string, object?> { ["ParentId"] = parentId, ["SetupEntityId"] = component.Text("RowId"), ["SetupEntityType"] = type == "CustomApplication" ? "TabSet" : type });
    }

    private void Tab(XElement setting, string parentId)
    {
        var name = setting.Text("tab")!;
        if (!name.StartsWith("standard-", StringComparison.Ordinal)) ComponentReferences.Need(org, setting.Child("tab"), "tab", "CustomTab");
        var visibility = setting.Text("visibility") switch { "Visible" => "DefaultOn", "Available" => "DefaultOff", _ => "None" };
        if (visibility != "None") SetupRows.Put(org, userId, "PermissionSetTabSetting", null, new Dictionary<string, object?> { ["ParentId"] = parentId, ["Name"] = name, ["Visibility"] = visibility });
    }

    private static ComponentProblem Depends(XElement access, string name, string word, string on) => ComponentProblem.At(access, $"Permission {word} {name} depends on permission(s): {on} {name}");
}
