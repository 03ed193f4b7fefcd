using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users.Launching;
using Tieline.Testing;

namespace Tieline.Server.Tests.Users;

/// <summary>The key with which the org's Apex signs: written by the server, changed in time, never in a state in which panels do not open.</summary>
public class LaunchKeyTests
{
    private const string Keys = "/services/data/v66.0/sobjects/Webex_Launch_Key__c";

    [Fact]
    public async Task The_first_key_is_in_the_org_when_it_is_connected_and_takes_the_place_of_the_pasted_secret()
    {
        await using var world = await StartAsync();
        Assert.Equal(LaunchKeyStanding.Ready, (await StateAsync(world)).Standing);
        var key = Assert.Single(await RecordsAsync(world));
        Assert.Equal((world.Address, true), ((string)key["Server_Url__c"]!, (bool)key["Active__c"]!));
        Assert.Matches("^[*]+$", (string)key["Secret__c"]!);

        await OpensAsync(world, await ShellTokenAsync(world));
        var pasted = OrgSigner.Sign(world.LaunchSecret, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow);
        await OpensAsync(world, pasted);
        await world.AdvanceAsync(TimeSpan.FromMinutes(61));
        await OpensAsync(world, OrgSigner.Sign(world.LaunchSecret, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow), HttpStatusCode.Unauthorized);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task An_admin_changes_it_the_trail_tells_without_it_and_the_one_before_serves_another_hour()
    {
        await using var world = await StartAsync();
        var before = (string)Assert.Single(await RecordsAsync(world))["Id"]!;
        var signedBefore = await ShellTokenAsync(world);
        var old = (await AcceptedAsync(world))[0];
        using var admin = world.NewAdmin();
        var rotated = await Simulator.ReadAsync(await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop));
        Assert.Equal("Ready", (string)rotated["standing"]!);
        var after = (string)Assert.Single(await RecordsAsync(world))["Id"]!;
        Assert.NotEqual(before, after);

        await OpensAsync(world, signedBefore);
        await OpensAsync(world, await ShellTokenAsync(world));
        var trail = await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{world.TenantId}/audit", TestWorld.Stop));
        var entry = trail["entries"]![0]!;
        Assert.Equal(("launchKey", "admin key", before, after), ((string)entry["what"]!, (string)entry["who"]!, (string)entry["before"]!, (string)entry["after"]!));
        Assert.All(await AcceptedAsync(world), key => Assert.DoesNotContain(key, trail.ToJsonString() + world.Log.Text, StringComparison.Ordinal));

        await world.AdvanceAsync(TimeSpan.FromMinutes(61));
        await OpensAsync(world, OrgSigner.Sign(old, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_a_leak_the_one_before_opens_nothing_at_once()
    {
        await using var world = await StartAsync();
        var signedBefore = await ShellTokenAsync(world);
        using var admin = world.NewAdmin();
        await Simulator.ReadAsync(await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate?at-once=true", null, TestWorld.Stop));
        await OpensAsync(world, signedBefore, HttpStatusCode.Unauthorized);
        await OpensAsync(world, OrgSigner.Sign(world.LaunchSecret, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow), HttpStatusCode.Unauthorized);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    // The server dies, or Salesforce is silent, between the order and the org: whoever finishes must end the key that leaked, over another server's key too.
    [Theory]
    [InlineData("GET", "/query", false)]
    [InlineData("POST", "Webex_Launch_Key__c", false)]
    [InlineData("POST", "Webex_Launch_Key__c", true)]
    public async Task That_a_key_leaked_is_noted_at_once_and_kept_until_the_org_has_taken_another(string method, string path, bool isAnothersNewer)
    {
        await using var world = await StartAsync();
        var leaked = (await AcceptedAsync(world))[0];
        var before = (string)Assert.Single(await RecordsAsync(world))["Id"]!;
        if (isAnothersNewer)
        {
            await world.AdvanceAsync(TimeSpan.FromSeconds(5));
            using var org = await world.OrgAsync();
            await Simulator.ReadAsync(await org.PostAsJsonAsync(Keys, new { Secret__c = "another's", Server_Url__c = "https://other.example.com", Active__c = true }, TestWorld.Stop));
        }

        await world.Salesforce.ControlAsync("faults", new { match = new { method, path }, times = 20, fault = new { kind = "status", status = 503 } });
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate?at-once=true", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var entry = (await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{world.TenantId}/audit", TestWorld.Stop)))["entries"]![0]!;
        Assert.Equal(("launchKey", "admin key", before, "leaked"), ((string)entry["what"]!, (string)entry["who"]!, (string)entry["before"]!, (string)entry["after"]!));
        await world.Salesforce.DeleteControlAsync("faults");
        await world.RestartServerAsync();
        var ordered = world.Clock.UtcNow;
        await world.NextRoundAsync(TimeSpan.FromMinutes(16), async () => (await StateAsync(world)).Standing == LaunchKeyStanding.Ready);
        Assert.True(world.Clock.UtcNow - ordered < LaunchKeyStore.Overlap, "So late a former key is not taken anyway.");
        await OpensAsync(world, OrgSigner.Sign(leaked, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow), HttpStatusCode.Unauthorized);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task A_key_that_leaked_on_its_way_into_the_org_is_not_written_again()
    {
        await using var world = await StartAsync();
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "Webex_Launch_Key__c" }, times = 1, fault = new { kind = "cut" } });
        using var admin = world.NewAdmin();
        using var unsure = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, unsure.StatusCode);
        var signedWithNext = await ShellTokenAsync(world);
        var former = await AcceptedAsync(world);
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate?at-once=true", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await OpensAsync(world, signedWithNext, HttpStatusCode.Unauthorized);
        Assert.Empty((await AcceptedAsync(world)).Intersect(former));
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task While_Salesforce_is_slow_the_door_says_so_and_the_key_comes_all_the_same()
    {
        await using var world = await StartAsync();
        var before = (string)Assert.Single(await RecordsAsync(world))["Id"]!;
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "Webex_Launch_Key__c" }, times = 1, fault = new { kind = "slow", seconds = 60 } });
        using var admin = world.NewAdmin();
        var asked = admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        await world.EventuallyAsync(() =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(asked.IsCompleted);
        });
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);

        await world.EventuallyAsync(async () =>
        {
            await world.Salesforce.ControlAsync("clock", new { advanceSeconds = 10 }); // The door may have given up before the key was on its way.
            return await RecordsAsync(world) is [{ } only] && (string)only!["Id"]! != before;
        });
    }

    [Fact]
    public async Task A_tenant_that_leaves_gets_no_key_any_more_and_one_that_is_gone_no_row()
    {
        await using var world = await StartAsync();
        var store = world.Get<LaunchKeyStore>();
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        var onItsWay = (await store.NextAsync(tenant, toldBy: null, TestWorld.Stop))!;
        using var admin = world.NewAdmin();
        using var leaving = await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/leaving", new { name = tenant.Name }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Accepted, leaving.StatusCode);

        Assert.False(await store.MakeCurrentAsync(tenant, onItsWay, "a00000000000001AAA", "secret", Actor.AdminKey, TestWorld.Stop));
        Assert.Null(await store.NextAsync(tenant, toldBy: null, TestWorld.Stop));
        using var refused = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("leaving", await refused.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);

        var gone = tenant with { Id = Guid.NewGuid() };
        Assert.Null(await store.NextAsync(gone, toldBy: null, TestWorld.Stop));
        Assert.False(await store.MakeCurrentAsync(gone, onItsWay, "a00000000000001AAA", "secret", Actor.AdminKey, TestWorld.Stop));
        Assert.Null(await store.FindAsync(gone));
    }

    [Fact]
    public async Task What_a_rotation_that_ended_half_way_left_in_the_org_goes_at_the_next_look()
    {
        await using var world = await StartAsync();
        await world.Salesforce.ControlAsync("faults", new
        {
            match = new { method = "DELETE", path = "Webex_Launch_Key__c" }, times = 1,
            fault = new { kind = "status", status = 400, body = new[] { new { message = "not now", errorCode = "UNKNOWN_EXCEPTION" } } },
        });
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(2, (await RecordsAsync(world)).Count);
        await world.NextRoundAsync(TimeSpan.FromMinutes(16), async () => (await RecordsAsync(world)).Count == 1);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task It_is_changed_when_its_days_are_over()
    {
        await using var world = await StartAsync();
        var before = (string)Assert.Single(await RecordsAsync(world))["Id"]!;
        using var admin = world.NewAdmin();
        await Simulator.ReadAsync(await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/settings", new { settings = new[] { new { key = "connection.launchKeyDays", value = "1" } } }, TestWorld.Stop));
        await world.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(before, (string)Assert.Single(await RecordsAsync(world))["Id"]!);
        await world.NextRoundAsync(TimeSpan.FromMinutes(90), async () => await RecordsAsync(world) is [{ } only] && (string)only!["Id"]! != before);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task Many_changes_at_once_leave_one_key_that_serves()
    {
        await using var world = await StartAsync();
        using var admin = world.NewAdmin();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(await RecordsAsync(world));
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task Servers_that_are_at_it_at_once_after_a_failover_leave_the_org_with_a_key_that_serves_and_the_next_look_tidies_up()
    {
        await using var world = await StartAsync();
        var rotation = world.Get<LaunchKeyRotation>(); // Past the grain, as two activations are for a moment.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => rotation.TendAsync(world.TenantId, Actor.AdminKey, isAtOnce: false, TestWorld.Stop)));
        Assert.NotEmpty(await RecordsAsync(world));
        await OpensAsync(world, await ShellTokenAsync(world));

        await rotation.TendAsync(world.TenantId, Actor.AdminKey, isAtOnce: false, TestWorld.Stop);
        Assert.Single(await RecordsAsync(world));
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task While_its_way_into_the_org_is_unsure_both_keys_serve_and_it_goes_on_by_itself()
    {
        await using var world = await StartAsync();
        var signedBefore = await ShellTokenAsync(world);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "Webex_Launch_Key__c" }, times = 1, fault = new { kind = "cut" } });
        using var admin = world.NewAdmin();
        using var unsure = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, unsure.StatusCode);
        Assert.Equal(LaunchKeyStanding.NoAnswer, (await StateAsync(world)).Standing);
        Assert.Equal(2, (await RecordsAsync(world)).Count);

        // The org signs with the new one already; the server was restarted in between.
        await world.RestartServerAsync();
        await OpensAsync(world, signedBefore);
        await OpensAsync(world, await ShellTokenAsync(world));
        await world.NextRoundAsync(TimeSpan.FromMinutes(16), async () => (await StateAsync(world)).Standing == LaunchKeyStanding.Ready && (await RecordsAsync(world)).Count == 1);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task Without_the_package_the_state_says_so_and_the_pasted_secret_goes_on_serving()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var state = await StateAsync(world);
        Assert.Equal((LaunchKeyStanding.NoPackage, false), (state.Standing, state.IsProblem));
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("does not have Tieline’s package", (string)(JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop)))!["detail"]!, StringComparison.Ordinal);
        await world.AdvanceAsync(TimeSpan.FromHours(2));
        await world.OpenPanelAsync(TestWorld.Ann);

        // Deployed later: the next look finds it.
        await new PackagedOrg(world.Salesforce.Http, world.Address).PrepareAsync(TestWorld.Integration);
        await world.NextRoundAsync(TimeSpan.FromMinutes(16), async () => (await StateAsync(world)).Standing == LaunchKeyStanding.Ready);
    }

    [Fact]
    public async Task A_key_that_was_deleted_in_the_org_is_written_anew_and_anothers_is_left_until_an_admin_decides()
    {
        await using var world = await StartAsync();
        using var admin = await world.OrgAsync();
        using var gone = await admin.DeleteAsync($"{Keys}/{(string)Assert.Single(await RecordsAsync(world))["Id"]!}", TestWorld.Stop);
        await world.NextRoundAsync(TimeSpan.FromMinutes(90), async () => (await RecordsAsync(world)).Count == 1);

        await world.AdvanceAsync(TimeSpan.FromSeconds(5));
        using var later = await world.OrgAsync(); // A session lives for two hours.
        await Simulator.ReadAsync(await later.PostAsJsonAsync(Keys, new { Secret__c = "another server's", Server_Url__c = "https://other.example.com", Active__c = true }, TestWorld.Stop));
        await world.NextRoundAsync(TimeSpan.FromMinutes(90), async () => (await StateAsync(world)).Standing == LaunchKeyStanding.OtherServer);
        Assert.Equal("https://other.example.com", (await StateAsync(world)).Detail);
        Assert.Equal(2, (await RecordsAsync(world)).Count);

        using var tieline = world.NewAdmin();
        await Simulator.ReadAsync(await tieline.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop));
        Assert.Equal(world.Address, (string)Assert.Single(await RecordsAsync(world))["Server_Url__c"]!);
    }

    [Fact]
    public async Task A_server_that_is_new_to_an_org_takes_it_from_no_other_unasked()
    {
        await using var world = await TestWorld.StartAsync();
        await new PackagedOrg(world.Salesforce.Http, world.Address).PrepareAsync(TestWorld.Integration);
        using var org = await world.OrgAsync();
        await Simulator.ReadAsync(await org.PostAsJsonAsync(Keys, new { Secret__c = "production's", Server_Url__c = "https://other.example.com", Active__c = true }, TestWorld.Stop));
        await world.ConnectOrgAsync();
        Assert.Equal((LaunchKeyStanding.OtherServer, "https://other.example.com"), ((await StateAsync(world)).Standing, (await StateAsync(world)).Detail));
        Assert.Equal("https://other.example.com", (string)Assert.Single(await RecordsAsync(world))["Server_Url__c"]!);

        using var tieline = world.NewAdmin();
        await Simulator.ReadAsync(await tieline.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop));
        Assert.Equal(world.Address, (string)Assert.Single(await RecordsAsync(world))["Server_Url__c"]!);
        await OpensAsync(world, await ShellTokenAsync(world));
    }

    [Fact]
    public async Task Keys_that_a_sandbox_was_copied_with_sign_nothing_there()
    {
        await using var world = await StartAsync();
        var production = (await AcceptedAsync(world))[0];
        var sandbox = await world.ConnectSecondOrgAsync();
        var forged = OrgSigner.Sign(production, sandbox.OrgId, await sandbox.UserIdAsync(TestWorld.Ann), world.Clock.UtcNow);
        await OpensAsync(world, forged, HttpStatusCode.Unauthorized);

        await new PackagedOrg(sandbox.Salesforce.Http, world.Address).PrepareAsync(TestWorld.Integration);
        using var admin = await world.OrgAsync(org: sandbox.Salesforce);
        await Simulator.ReadAsync(await admin.PostAsJsonAsync(Keys, new { Secret__c = production, Server_Url__c = world.Address, Active__c = true }, TestWorld.Stop));
        await world.NextRoundAsync(TimeSpan.FromMinutes(16), async () => (await world.Get<LaunchKeys>().StateAsync(sandbox.Id, TestWorld.Stop)).Standing == LaunchKeyStanding.Ready);
        Assert.Single(await RecordsAsync(world, sandbox.Salesforce));
        await OpensAsync(world, OrgSigner.Sign(production, sandbox.OrgId, await sandbox.UserIdAsync(TestWorld.Ann), world.Clock.UtcNow), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_org_that_is_another_than_the_connected_one_gets_no_key()
    {
        await using var world = await StartAsync();
        await world.Salesforce.ControlAsync("faults", new
        {
            match = new { method = "GET", path = "/query" }, times = 1,
            fault = new { kind = "status", status = 200, body = new { totalSize = 1, done = true, records = new[] { new { Id = "00D000000000999AAA" } } } },
        });
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/launch-key/rotate", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal((LaunchKeyStanding.OtherOrg, "00D000000000999AAA"), ((await StateAsync(world)).Standing, (await StateAsync(world)).Detail));
        Assert.Single(await RecordsAsync(world));
    }

    [Fact]
    public async Task The_key_is_not_readable_in_the_database()
    {
        await using var world = await StartAsync();
        var keys = await AcceptedAsync(world);
        await world.Server.StopAsync();
        foreach (var file in Directory.GetFiles(world.DataFolder, "tieline.db*"))
        {
            var text = await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, TestWorld.Stop);
            Assert.All(keys, key => Assert.DoesNotContain(key, text, StringComparison.Ordinal));
        }
    }

    private static async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync();
        await new PackagedOrg(world.Salesforce.Http, world.Address).PrepareAsync(TestWorld.Integration);
        await world.ConnectOrgAsync();
        return world;
    }

    private static Task<LaunchKeyState> StateAsync(TestWorld world) => world.Get<LaunchKeys>().StateAsync(world.TenantId, TestWorld.Stop);

    private static async Task<IReadOnlyList<string>> AcceptedAsync(TestWorld world) =>
        await world.Get<LaunchKeys>().AcceptedAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, TestWorld.Stop);

    private static async Task<List<JsonNode>> RecordsAsync(TestWorld world, Simulator? org = null)
    {
        using var admin = await world.OrgAsync(org: org);
        var soql = Uri.EscapeDataString("SELECT Id, Secret__c, Server_Url__c, Active__c FROM Webex_Launch_Key__c");
        return [.. (await Simulator.ReadAsync(await admin.GetAsync($"/services/data/v66.0/query?q={soql}", TestWorld.Stop)))["records"]!.AsArray().Select(one => one!)];
    }

    /// <summary>As the org itself signs for Ann: with the newest key there.</summary>
    private static async Task<string> ShellTokenAsync(TestWorld world)
    {
        using var shell = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(world.Salesforce.Address) };
        using var signedIn = await shell.PostAsync("/lightning/login", new FormUrlEncodedContent([new("username", TestWorld.Ann)]), TestWorld.Stop);
        return (string)(await Simulator.ReadAsync(await shell.PostAsync("/lightning/launch-token", null, TestWorld.Stop)))["token"]!;
    }

    private static async Task OpensAsync(TestWorld world, string token, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await world.Http.PostAsJsonAsync("/panels/api/session", new { token }, TestWorld.Stop);
        Assert.Equal(status, answer.StatusCode);
    }
}
