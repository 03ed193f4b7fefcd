using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>An org with many users is shown page by page, and asked for them a few hundred at a time.</summary>
public sealed class ManyPeopleTests
{
    private const int Many = 360;

    [Fact]
    public async Task Hundreds_of_users_are_given_a_role_at_once_and_shown_page_by_page()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var users = await MakeUsersAsync(world);
        var (_, given) = await world.AdminAsync(HttpMethod.Post, "roles", new { userIds = users, give = new[] { "User" } });
        Assert.Equal(Many, given["results"]!.AsArray().Count(result => (bool)result!["changed"]!));
        Assert.Equal(Many, await world.CountAsync("SELECT COUNT(*) FROM audit_entries WHERE what = 'role'"));

        var before = (await world.Salesforce.RequestsAsync()).Count;
        var first = (await world.AdminAsync(HttpMethod.Get, "people")).Body;
        Assert.Equal((Many + 6, 50), ((int)first["total"]!, first["people"]!.AsArray().Count));
        Assert.InRange((await world.Salesforce.RequestsAsync()).Count - before, 1, 3);
        var last = (await world.AdminAsync(HttpMethod.Get, "people?page=8")).Body["people"]!.AsArray();
        Assert.Equal(Many + 6 - 350, last.Count);
        Assert.Equal("Tom Number359", (string)last[^1]!["name"]!);

        using var admin = world.NewAdmin();
        var session = (string)(await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop)))["session"]!;
        await using var console = await Circuit.OpenAsync(world, session, "tieline-admin", page: "people");
        await console.ShowsAsync(world, $"1 to 25 of {Many + 6}");
    }

    private static async Task<IReadOnlyList<string>> MakeUsersAsync(TestWorld world)
    {
        var ids = new List<string>();
        var profile = (string)(await world.QueryAsync("SELECT Id FROM Profile WHERE Name = 'Standard User'")).Single()["Id"]!;
        var token = await world.Salesforce.ControlAsync("token?user=admin@nordlys.example");
        foreach (var some in Enumerable.Range(0, Many).Chunk(200))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/services/data/v67.0/composite/sobjects") { Content = JsonContent.Create(new { allOrNone = true, records = some.Select(index => UserOf(index, profile)) }) };
            request.Headers.Authorization = new("Bearer", (string)token["access_token"]!);
            ids.AddRange((await Simulator.ReadAsync(await world.Salesforce.Http.SendAsync(request, TestWorld.Stop))).AsArray().Select(row => (string)row!["id"]!));
        }

        return ids;
    }

    // Named so that they come last.
    private static JsonObject UserOf(int index, string profile) => new()
    {
        ["attributes"] = new JsonObject { ["type"] = "User" },
        ["Username"] = $"tom{index:000}@nordlys.example", ["Email"] = $"tom{index:000}@nordlys.example", ["FirstName"] = "Tom", ["LastName"] = $"Number{index:000}", ["Alias"] = $"tom{index:000}",
        ["CommunityNickname"] = $"tom{index:000}", ["ProfileId"] = profile, ["IsActive"] = true, ["TimeZoneSidKey"] = "America/New_York", ["LocaleSidKey"] = "en_US",
        ["LanguageLocaleKey"] = "en_US", ["EmailEncodingKey"] = "UTF-8",
    };
}
