using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Doctor;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>The doctor's doors, and what several checks make of one cause.</summary>
public class DoctorDoorTests
{
    private static readonly string[] AskTheOrg =
        ["Edition", "ApiCalls", "IntegrationRights", "ObjectRights", "FieldRights", "CdcEntities", "PackageVersion", "PermissionSets", "Assignments", "TrustedSite", "LaunchSecret", "Leftovers"];

    [Theory]
    [InlineData("the API is off", "ApiAccess", "API access")]
    [InlineData("the app is not approved", "AppApproved", "App approved")]
    [InlineData("IP ranges shut the server out", "IpRestriction", "IP addresses")]
    [InlineData("the integration user is frozen", "UserFrozen", "Integration user active")]
    [InlineData("the policy ended the sign-in", "RefreshToken", "Refresh token")]
    [InlineData("the consumer secret was changed and the session ended", "AppSecret", "Key and secret of the app")]
    [InlineData("the consumer secret was wrong and is mended", "SalesforceSignIn", "Sign-in with Salesforce")]
    [InlineData("nobody is signed in to Salesforce", "SalesforceSignIn", "Sign-in with Salesforce")]
    [InlineData("the org answers and takes no request", "MyDomain", "Address of the org")]
    [InlineData("the sign-in server does not answer", "MyDomain", "Address of the org")]
    [InlineData("API calls are used up", "ApiCalls", "API calls left")]
    [InlineData("the session may not be used", "SalesforceScopes", "Scopes in Salesforce")]
    public async Task When_the_org_refuses_one_check_is_broken_and_those_that_ask_the_org_say_because_of_which(string way, string check, string title)
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All[way].DoAsync(world);
        var found = await world.RunAsync();
        Assert.Equal([check], found.Values.Where(one => (string)one["verdict"]! == "broken").Select(one => (string)one["name"]!));
        Assert.All(AskTheOrg.Except([check]), name =>
        {
            Assert.Equal("unknown", (string)found[name]["verdict"]!);
            Assert.StartsWith($"Not known, because of: {title}", (string)found[name]["sentence"]!, StringComparison.Ordinal);
        });
        Assert.All(found.Values.Where(one => ((string)one["name"]!).StartsWith("We", StringComparison.Ordinal)), one => Assert.Equal("well", (string)one["verdict"]!));
    }

    [Fact]
    public async Task The_last_results_are_kept_with_the_age_of_each_verdict()
    {
        await using var world = await HealthyWorld.StartAsync();
        var door = $"/admin/api/tenants/{world.World.TenantId}/doctor";
        var none = await world.AskAsync(HttpMethod.Get, door);
        Assert.Null(none["ranAt"]);
        Assert.Empty(none["checks"]!.AsArray());

        await world.RunAsync();
        var began = world.World.Clock.UtcNow;
        await world.World.AdvanceAsync(TimeSpan.FromMinutes(2));
        world.Disk.Free = 1_000_000;
        await world.RunAsync();
        var kept = await world.AskAsync(HttpMethod.Get, door);
        Assert.Equal(world.World.Clock.UtcNow, (DateTimeOffset)kept["ranAt"]!);
        Assert.Equal(["name", "title", "verdict", "couldLook", "sentence", "evidence", "whoMends", "canFix", "since"], kept["checks"]![0]!.AsObject().Select(field => field.Key));
        Assert.Equal((world.World.Clock.UtcNow, began), (SinceOf(kept, "DataFolder"), SinceOf(kept, "Edition")));
        Assert.Equal("IT, whoever runs the server", (string)Check(kept, "DataFolder")["whoMends"]!);

        await world.World.RestartServerAsync();
        Assert.Equal("broken", (string)Check(await world.AskAsync(HttpMethod.Get, door), "DataFolder")["verdict"]!);
    }

    [Fact]
    public async Task A_cloud_that_hangs_makes_its_checks_unknown_and_nothing_else()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "^/services/data/v66.0/limits" }, fault = new { kind = "slow", delayMs = 60_000 } });
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var found = await world.RunAsync();
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, Examiner.Limit + TimeSpan.FromSeconds(40)); // Salesforce is silent for sixty.
        Assert.Equal(["ApiCalls"], found.Values.Where(one => (string)one["verdict"]! != "well").Select(one => (string)one["name"]!));
        Assert.Equal(("unknown", false), ((string)found["ApiCalls"]["verdict"]!, (bool)found["ApiCalls"]["couldLook"]!));
        Assert.Contains("no answer within 8 seconds", (string)found["ApiCalls"]["sentence"]!, StringComparison.Ordinal);
        await world.World.Salesforce.DeleteControlAsync("faults");
    }

    [Theory]
    [InlineData("Salesforce", "^/services/data/v66.0", "MyDomain", "Edition", "unknown")] // Its front page answers: it may be slow and no more.
    [InlineData("Salesforce", "^/services/data", "MyDomain", "SalesforceClock", "broken")]
    [InlineData("Webex", "^/v1/", "WebexAnswers", "WebexClock", "broken")]
    public async Task A_cloud_of_which_nothing_comes_is_the_finding_of_one_check(string cloud, string path, string check, string other, string verdict)
    {
        await using var world = await HealthyWorld.StartAsync();
        var its = cloud == "Webex" ? world.World.Webex : world.World.Salesforce;
        await its.ControlAsync("faults", new { match = new { method = "GET", path }, fault = new { kind = "slow", delayMs = 60_000 } });
        var found = await world.RunAsync();
        for (var run = 1; run < 3 && !((string)found[check]["verdict"]! == verdict && BlamesTheCheck()); run++)
        {
            found = await world.RunAsync(); // A check has two or three seconds of the machine's time to tell what it waited six or five for.
        }

        Assert.Equal((verdict, verdict == "broken", "unknown"), ((string)found[check]["verdict"]!, (bool)found[check]["couldLook"]!, (string)found[other]["verdict"]!));
        Assert.True(BlamesTheCheck(), (string)found[other]["sentence"]!);
        await its.DeleteControlAsync("faults");

        bool BlamesTheCheck() => ((string)found[other]["sentence"]!).StartsWith($"Not known, because of: {found[check]["title"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Webex_is_down_one_check_is_broken_and_those_that_ask_it_say_because_of_which()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All["Webex is down"].DoAsync(world);
        var found = await world.RunAsync();
        Assert.Equal(["WebexAnswers"], found.Values.Where(one => (string)one["verdict"]! == "broken").Select(one => (string)one["name"]!));
        Assert.All(
            ["WebexCallback", "WebhookReachable", "WebhookActive", "WebhookSecret", "CallingLicence", "MeetingsLicence", "WebinarsLicence"],
            name => Assert.StartsWith("Not known, because of: Webex answers", (string)found[name]["sentence"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_earlier_version_kept_is_told_as_far_as_it_can_be()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.RunAsync();
        await world.World.Get<GroupCommitWriter>().CommitAsync(
            [new Statement("UPDATE doctor_checks SET args = '[]' WHERE name = 'DataFolder'", []), new Statement("UPDATE doctor_checks SET says = 'Gone' WHERE name = 'Edition'", [])], TestWorld.Stop);
        var kept = await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/doctor");
        Assert.Equal("… MB are free where Tieline keeps its data.", (string)Check(kept, "DataFolder")["sentence"]!);
        Assert.DoesNotContain(kept["checks"]!.AsArray(), check => (string)check!["name"]! == "Edition");
    }

    [Fact]
    public async Task A_tenant_that_is_only_made_is_told_where_to_begin()
    {
        await using var world = await TestWorld.StartAsync();
        var (tenantId, _) = await world.NewTenantAsync("New");
        using var admin = world.NewAdmin();
        var found = (await Simulator.ReadAsync(await admin.PostAsync($"/admin/api/tenants/{tenantId}/doctor", null, TestWorld.Stop)))["checks"]!.AsArray();
        Assert.Equal(["SalesforceSignIn"], found.Where(one => (string)one!["verdict"]! == "broken").Select(one => (string)one!["name"]!));
        Assert.StartsWith("Nobody has signed in to Salesforce", (string)found.Single(one => (string)one!["name"]! == "SalesforceSignIn")!["sentence"]!, StringComparison.Ordinal);
        Assert.All(AskTheOrg, name => Assert.Equal("unknown", (string)found.Single(one => (string)one!["name"]! == name)!["verdict"]!));
    }

    [Fact]
    public async Task An_org_without_the_package_works_and_is_warned()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        using var admin = world.NewAdmin();
        var found = (await Simulator.ReadAsync(await admin.PostAsync($"/admin/api/tenants/{world.TenantId}/doctor", null, TestWorld.Stop)))["checks"]!.AsArray();
        Assert.Empty(found.Where(one => (string)one!["verdict"]! == "broken").Select(one => one!.ToJsonString()));
        Assert.Contains("not deployed", (string)found.Single(one => (string)one!["name"]! == "PackageVersion")!["sentence"]!, StringComparison.Ordinal);
        Assert.StartsWith("Not known, because of: Package", (string)found.Single(one => (string)one!["name"]! == "TrustedSite")!["sentence"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "{0}/doctor", HttpStatusCode.NotFound, "no such tenant")]
    [InlineData("GET", "{0}/doctor", HttpStatusCode.NotFound, "no such tenant")]
    [InlineData("POST", "{0}/doctor/HostOrigins/fix", HttpStatusCode.NotFound, "no such tenant")]
    [InlineData("POST", "{1}/doctor/Nonsense/fix", HttpStatusCode.NotFound, "no such check")]
    [InlineData("POST", "{1}/doctor/Edition/fix", HttpStatusCode.Conflict, "cannot mend")]
    [InlineData("POST", "{1}/doctor/HostOrigins/fix", HttpStatusCode.BadGateway, "Not known, because of: Sign-in with Salesforce.")]
    public async Task What_cannot_be_done_is_refused_in_words(string method, string path, HttpStatusCode status, string words)
    {
        await using var world = await TestWorld.StartAsync();
        var (tenantId, _) = await world.NewTenantAsync("New");
        using var admin = world.NewAdmin();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/admin/api/tenants/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Guid.Empty, tenantId));
        using var answer = await admin.SendAsync(request, TestWorld.Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
    }

    private static JsonNode Check(JsonNode kept, string name) => kept["checks"]!.AsArray().Single(check => (string)check!["name"]! == name)!;

    private static DateTimeOffset SinceOf(JsonNode kept, string name) => (DateTimeOffset)Check(kept, name)["since"]!;
}
