using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Users;

/// <summary>What tests of roles do in the org as its administrator, and at the admin's doors.</summary>
internal static class RoleWorld
{
    /// <summary>The assignments of permission sets that Tieline knows, as <c>Webex_User</c>; those by a group under the group's name.</summary>
    public static async Task<IReadOnlyList<string>> AssignedAsync(this TestWorld world, string user) =>
        [.. (await AssignmentsAsync(world, user, "Webex%")).Select(row => (string)row["PermissionSet"]!["Name"]!).Order()];

    public static async Task TakeInSalesforceAsync(this TestWorld world, string user, string set)
    {
        foreach (var row in await AssignmentsAsync(world, user, set))
        {
            await world.RemoveAsync("PermissionSetAssignment", (string)row["Id"]!);
        }
    }

    public static async Task<string> GiveInSalesforceAsync(this TestWorld world, string user, string set, DateTimeOffset? expires = null) =>
        await world.CreateAsync("PermissionSetAssignment", new JsonObject
        {
            ["AssigneeId"] = await world.SalesforceUserIdAsync(user),
            ["PermissionSetId"] = await world.SetIdAsync(set),
            ["ExpirationDate"] = expires?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        });

    public static async Task<string> SetIdAsync(this TestWorld world, string set) =>
        (string)(await world.QueryAsync($"SELECT Id FROM PermissionSet WHERE Name = '{set}'")).Single()["Id"]!;

    /// <summary>A permission set group that holds this set; gives its id.</summary>
    public static async Task<string> GroupAsync(this TestWorld world, string name, string set)
    {
        var group = await world.CreateAsync("PermissionSetGroup", new JsonObject { ["DeveloperName"] = name, ["MasterLabel"] = name.Replace('_', ' ') });
        await world.CreateAsync("PermissionSetGroupComponent", new JsonObject { ["PermissionSetGroupId"] = group, ["PermissionSetId"] = await world.SetIdAsync(set) });
        return group;
    }

    /// <summary>An org without the package: its permission sets are gone, and with them their assignments.</summary>
    public static async Task RemovePackageAsync(this TestWorld world)
    {
        foreach (var row in await world.QueryAsync("SELECT Id FROM PermissionSet WHERE Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')"))
        {
            await world.RemoveAsync("PermissionSet", (string)row["Id"]!);
        }
    }

    public static async Task<(HttpStatusCode Status, JsonNode Body)> AdminAsync(this TestWorld world, HttpMethod method, string path, object? body = null)
    {
        using var admin = world.NewAdmin();
        using var request = new HttpRequestMessage(method, $"/admin/api/tenants/{world.TenantId}/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await admin.SendAsync(request, TestWorld.Stop);
        var text = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        return (answer.StatusCode, JsonNode.Parse(text.Length == 0 ? "{}" : text)!);
    }

    public static async Task SetAsync(this TestWorld world, string key, string value) =>
        Assert.Equal(HttpStatusCode.OK, (await world.AdminAsync(HttpMethod.Post, "settings", new { settings = new[] { new { key, value } } })).Status);

    private static Task<IReadOnlyList<JsonNode>> AssignmentsAsync(TestWorld world, string user, string set) =>
        world.QueryAsync($"SELECT Id, PermissionSet.Name FROM PermissionSetAssignment WHERE Assignee.Username = '{user}' AND PermissionSet.Name LIKE '{set}'");
}
