using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>Settings move from one org to another as a file.</summary>
public class ConfigDoorTests
{
    [Fact]
    public async Task What_was_tried_in_the_sandbox_is_applied_to_production_once_and_then_nothing_is_left_to_do()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var sandbox = await world.ConnectSecondOrgAsync();
        var sales = await ProfileAsync(world, sandbox);
        await SetAsync(world, sandbox.Id, new("calling.inboundSearch", SettingScope.All, "Lead"), new("calling.callSearch", SettingScope.Profile(sales.Id), "Contact, User"), new("calling.inboundSearch", SettingScope.User(await sandbox.UserIdAsync(TestWorld.Ann)), ""));
        await PostAsync(world, sandbox.Id, "config/apply", $"version: 1\nroles:\n  {TestWorld.Bo}: [User, Admin]\n");

        var file = await ExportAsync(world, sandbox.Id);
        Assert.Contains($"  {TestWorld.Ann}:\n    calling.inboundSearch: []\n", file, StringComparison.Ordinal);
        Assert.Contains("  calling.inboundSearch: [Lead]\n", file, StringComparison.Ordinal);
        Assert.Contains($"  {TestWorld.Bo}: [User, Admin]\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain(sales.Id, file, StringComparison.Ordinal);
        Assert.Equal(file, await ExportAsync(world, sandbox.Id));

        var plan = await PostAsync(world, world.TenantId, "config/plan", file);
        Assert.Equal(["+", "+", "+", "+"], Changes(plan).Select(change => (string)change!["sign"]!));
        var applied = await PostAsync(world, world.TenantId, $"config/apply?plan={plan["fingerprint"]}", file);
        Assert.Equal(4, (int)applied["changed"]!);
        Assert.Empty(Changes(await PostAsync(world, world.TenantId, "config/plan", file)));
        Assert.Equal(0, (int)(await PostAsync(world, world.TenantId, "config/apply", file))["changed"]!);

        var values = await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop);
        Assert.Equal("Contact, User", values[("calling.callSearch", SettingScope.Profile((await ProfileAsync(world, world.Tenant)).Id))]);
        Assert.Equal("", values[("calling.inboundSearch", SettingScope.User(await world.SalesforceUserIdAsync(TestWorld.Ann)))]);
        using var admin = world.NewAdmin();
        var trail = (await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{world.TenantId}/audit", TestWorld.Stop)))["entries"]!.AsArray();
        Assert.Equal(4, trail.Count(entry => (string)entry!["who"]! == "config file"));
    }

    [Fact]
    public async Task A_complete_file_takes_back_what_it_does_not_name_and_an_incomplete_one_does_not()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await SetAsync(world, world.TenantId, new("calling.inboundSearch", SettingScope.All, "Lead"), new("calling.callSearch", SettingScope.All, "Lead"));
        const string File = "version: 1\nsettings:\n  calling.inboundSearch: [Lead]\n";
        Assert.Empty(Changes(await PostAsync(world, world.TenantId, "config/plan", File)));
        var line = Assert.Single(Changes(await PostAsync(world, world.TenantId, "config/apply", File + "complete: true\n")))!;
        Assert.Equal(("-", "calling.callSearch", "everybody", "Lead", (string?)null), ((string)line["sign"]!, (string)line["key"]!, (string)line["for"]!, (string)line["before"]!, (string?)line["after"]));
        Assert.Equal("calling.inboundSearch", Assert.Single((await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop)).Keys).Key);
    }

    [Fact]
    public async Task A_plan_that_was_overtaken_is_refused_and_nothing_is_changed()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        const string File = "version: 1\nsettings:\n  calling.inboundSearch: [Lead]\n  calling.callSearch: [Lead]\n";
        var plan = await PostAsync(world, world.TenantId, "config/plan", File);
        await SetAsync(world, world.TenantId, new SettingChange("calling.callSearch", SettingScope.All, "Contact"));
        var refused = await PostAsync(world, world.TenantId, $"config/apply?plan={plan["fingerprint"]}", File, HttpStatusCode.Conflict);
        Assert.Contains("Make the plan again", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal("Contact", Assert.Single(await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop)).Value);
    }

    [Fact]
    public async Task Names_that_the_org_does_not_have_are_told_with_their_lines_and_a_sandboxs_usernames_are_found()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var file = "version: 1\nsettings:\n  calling.callSearch: [Lead]\nprofiles:\n  No Such Profile:\n    calling.callSearch: [Lead]\nusers:\n  nobody@nordlys.example:\n    calling.callSearch: [Lead]\n";
        var problems = (await PostAsync(world, world.TenantId, "config/apply", file, HttpStatusCode.BadRequest))["problems"]!.AsArray();
        Assert.Equal([6L, 9L], problems.Select(problem => (long)problem!["line"]!));
        Assert.Contains("Standard User", (string)problems[0]!["sentence"]!, StringComparison.Ordinal);
        Assert.Empty(await world.Get<SettingsStore>().ValuesAsync(world.TenantId, TestWorld.Stop));

        var fromSandbox = $"version: 1\nusers:\n  {TestWorld.Ann}.devbox:\n    calling.callSearch: [Lead]\n";
        var found = Assert.Single(Changes(await PostAsync(world, world.TenantId, "config/plan", fromSandbox)))!;
        Assert.Equal($"user {TestWorld.Ann}.devbox (found as {TestWorld.Ann})", (string)found["for"]!);
        await world.ChangeAsync("User", await world.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["Username"] = TestWorld.Bo + ".devbox" });
        Assert.Single(Changes(await PostAsync(world, world.TenantId, "config/plan", $"version: 1\nusers:\n  {TestWorld.Bo}:\n    calling.callSearch: [Lead]\n")));
        var twice = $"version: 1\nusers:\n  {TestWorld.Ann}:\n    calling.callSearch: [Lead]\n  {TestWorld.Ann}.devbox:\n    calling.callSearch: [Contact]\n";
        Assert.Contains("one and the same", (string)(await PostAsync(world, world.TenantId, "config/plan", twice, HttpStatusCode.BadRequest))["problems"]![0]!["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reads_a_plan_sees_to_whom_a_role_goes_that_was_found_under_another_name()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.ChangeAsync("User", await world.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["Username"] = TestWorld.Bo + ".partner" });
        var file = $"version: 1\nroles:\n  {TestWorld.Bo}: [Admin]\n  {TestWorld.Ann}: [User]\n";
        var plan = await PostAsync(world, world.TenantId, "config/plan", file);
        Assert.Equal([$"user {TestWorld.Ann}", $"user {TestWorld.Bo} (found as {TestWorld.Bo}.partner)"], Changes(plan).Select(change => (string)change!["for"]!));
        Assert.Equal(2, (int)(await PostAsync(world, world.TenantId, $"config/apply?plan={plan["fingerprint"]}", file))["changed"]!);
        Assert.Empty(Changes(await PostAsync(world, world.TenantId, "config/plan", file)));
    }

    [Fact]
    public async Task A_complete_file_without_roles_takes_no_role_back_and_one_with_an_empty_list_takes_all()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await PostAsync(world, world.TenantId, "config/apply", $"version: 1\nroles:\n  {TestWorld.Bo}: [User]\n");
        Assert.Empty(Changes(await PostAsync(world, world.TenantId, "config/apply", "version: 1\ncomplete: true\n")));
        Assert.Contains($"  {TestWorld.Bo}: [User]\n", await ExportAsync(world, world.TenantId), StringComparison.Ordinal);
        var taken = Assert.Single(Changes(await PostAsync(world, world.TenantId, "config/apply", "version: 1\ncomplete: true\nroles: {}\n")))!;
        Assert.Equal(("-", $"user {TestWorld.Bo}", "User"), ((string)taken["sign"]!, (string)taken["for"]!, (string)taken["before"]!));
        Assert.DoesNotContain("roles:", await ExportAsync(world, world.TenantId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_users_of_a_file_are_asked_for_with_one_question()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var file = "version: 1\nusers:\n" + string.Concat(new[] { TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David }.Select(user => $"  {user}:\n    calling.callSearch: [Lead]\n"));
        var before = await QueriesAsync(world);
        Assert.Equal(4, Changes(await PostAsync(world, world.TenantId, "config/plan", file)).Count);
        Assert.Equal(before + 1, await QueriesAsync(world));
    }

    [Fact]
    public async Task A_file_is_taken_in_parts_of_unknown_length_and_one_that_is_too_large_is_refused_in_words()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        using var admin = world.NewAdmin();
        foreach (var (text, expected) in new[] { ("version: 1\nsettings:\n  calling.callSearch: [Lead]\n", HttpStatusCode.OK), (new string('#', 2_000_000), HttpStatusCode.RequestEntityTooLarge) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/api/tenants/{world.TenantId}/config/plan") { Content = new StringContent(text) };
            request.Headers.TransferEncodingChunked = true;
            using var answer = await admin.SendAsync(request, TestWorld.Stop);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    private static async Task<int> QueriesAsync(TestWorld world) => (await world.Salesforce.RequestsAsync()).Count(request => request.Contains("/query", StringComparison.Ordinal));

    private static JsonArray Changes(JsonNode plan) => plan["changes"]!.AsArray();

    private static async Task<(string Id, string Name)> ProfileAsync(TestWorld world, TenantUnderTest tenant)
    {
        var profile = (await world.Get<OrgPeople>().ProfilesAsync(tenant.Id, TestWorld.Stop)).Single(one => one.Name == "Standard User");
        return (profile.Id, profile.Name);
    }

    private static async Task SetAsync(TestWorld world, Guid tenantId, params SettingChange[] changes) =>
        Assert.Null((await world.Get<SettingsStore>().WriteAsync(tenantId, changes, Actor.AdminKey, TestWorld.Stop)).Problem);

    private static async Task<string> ExportAsync(TestWorld world, Guid tenantId)
    {
        using var admin = world.NewAdmin();
        return await admin.GetStringAsync($"/admin/api/tenants/{tenantId}/config", TestWorld.Stop);
    }

    private static async Task<JsonNode> PostAsync(TestWorld world, Guid tenantId, string door, string file, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{tenantId}/{door}", new StringContent(file, Encoding.UTF8, "application/yaml"), TestWorld.Stop);
        var text = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        Assert.True(answer.StatusCode == expected, text);
        return JsonNode.Parse(text)!;
    }
}
