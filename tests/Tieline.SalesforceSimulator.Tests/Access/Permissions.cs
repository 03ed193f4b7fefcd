using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

/// <summary>Changes what profiles may do, the way an administrator's tool does: through the rows of permission sets.</summary>
internal static class Permissions
{
    public static async Task<string> OfProfileAsync(OrgClient admin, string table, string profile, string column, string value)
    {
        var found = await admin.QueryAsync($"SELECT Id FROM {table} WHERE Parent.Profile.Name = '{profile}' AND {column} = '{value}'");
        return (string)found.Is(200).Records.Single()!["Id"]!;
    }

    /// <summary>Leaves the standard user the rights named on an object.</summary>
    public static async Task OnObjectAsync(OrgClient admin, string objectName, params string[] rights)
    {
        var row = new JsonObject();
        foreach (var right in new[] { "Read", "Create", "Edit", "Delete", "ViewAllRecords", "ModifyAllRecords" }) row["Permissions" + right] = rights.Contains(right);
        (await admin.UpdateAsync("ObjectPermissions", await OfProfileAsync(admin, "ObjectPermissions", "Standard User", "SobjectType", objectName), row)).Is(204);
    }

    public static async Task OnFieldAsync(OrgClient admin, string field, bool read, bool edit) =>
        (await admin.UpdateAsync("FieldPermissions", await OfProfileAsync(admin, "FieldPermissions", "Standard User", "Field", field), new { PermissionsRead = read, PermissionsEdit = edit })).Is(204);
}
