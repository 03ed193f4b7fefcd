using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>Who may use the panels, and what everybody else is told.</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private const string Connections = "/panels/api/connections";

    /// <summary>Not for users but for administrators, who are asked for their own role.</summary>
    private static readonly string[] Consoles = ["tieline-admin", "tieline-administration"];

    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task An_agent_without_the_role_opens_a_panel_and_reads_who_can_give_it_to_him()
    {
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        foreach (var panel in RootComponents.NamesOf(World).Except(Consoles))
        {
            await using var circuit = await Circuit.OpenAsync(World, ann.Session, panel);
            await circuit.ShowsAsync(World, "no-role");
            Assert.Contains("permission set Webex User", circuit.Shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_door_of_a_panel_refuses_him_in_his_language()
    {
        await World.TakeInSalesforceAsync(TestWorld.David, "Webex_User");
        await World.ChangeAsync("User", await World.SalesforceUserIdAsync(TestWorld.David), new JsonObject { ["LanguageLocaleKey"] = "da" });
        using var david = await World.OpenPanelAsync(TestWorld.David);
        var doors = World.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(demand => demand.Policy == PanelSession.Scheme)).ToList();
        Assert.True(doors.Count >= 7, "The doors of the panels were not found.");
        foreach (var door in doors)
        {
            var path = "/" + door.RoutePattern.RawText!.Trim('/').Replace("{state}", "x", StringComparison.Ordinal).Replace("{callSessionId}", "x", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(door.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]), path);
            using var answer = await david.Http.SendAsync(request, TestWorld.Stop);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.StatusCode));
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop))!;
            Assert.Equal("Du må ikke bruge Tieline endnu", (string)problem["title"]!);
            Assert.Contains("rettighedssættet Webex User", (string)problem["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_that_is_taken_ends_the_open_panel_within_about_a_minute_and_one_that_is_given_opens_it_again()
    {
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        await using var softphone = await Circuit.OpenAsync(World, ann.Session, "tieline-softphone");
        await softphone.ShowsAsync(World, "sign-in");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));

        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        await World.WithinLooksAsync(TimeSpan.FromSeconds(62), TimeSpan.FromSeconds(60), () => softphone.Shown.Contains("no-role", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann));

        await World.GiveInSalesforceAsync(TestWorld.Ann, "Webex_User");
        World.Clock.Advance(TimeSpan.FromSeconds(11));
        await World.EventuallyAsync(async () => await StatusAsync(ann) == HttpStatusCode.OK); // Who asks while roles are read for over a second hears the old ones.
        await using var reloaded = await Circuit.OpenAsync(World, ann.Session, "tieline-softphone");
        await reloaded.ShowsAsync(World, "sign-in");
    }

    [Fact]
    public async Task Roles_cost_the_org_one_request_a_minute_however_many_ask()
    {
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
        var before = await RoleQueriesAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(61));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => new[] { StatusAsync(ann), StatusAsync(bo) }));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(before + 1, await RoleQueriesAsync());
    }

    [Fact]
    public async Task An_assignment_counts_until_it_expires()
    {
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        await World.GiveInSalesforceAsync(TestWorld.Ann, "Webex_User", World.Clock.UtcNow.AddMinutes(5));
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann));
    }

    [Fact]
    public async Task A_permission_set_group_gives_what_is_in_it()
    {
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        var group = await World.GroupAsync("Service_Desk", "Webex_User");
        await World.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await World.SalesforceUserIdAsync(TestWorld.Ann), ["PermissionSetGroupId"] = group });
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
    }

    [Fact]
    public async Task Without_the_package_everybody_is_a_user_until_an_administrator_says_otherwise()
    {
        await World.RemovePackageAsync();
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));

        await World.SetAsync("people.everybodyIsUser", "false");
        World.Clock.Advance(TimeSpan.FromSeconds(61));
        await World.EventuallyAsync(async () => await StatusAsync(ann) == HttpStatusCode.Forbidden);
        using var refused = await ann.Http.GetAsync(Connections, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("administers Tieline", await refused.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);

        var (status, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { await World.SalesforceUserIdAsync(TestWorld.Ann) }, give = new[] { "User" } });
        Assert.Equal((HttpStatusCode.OK, true), (status, (bool)body["results"]![0]!["changed"]!));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
    }

    [Fact]
    public async Task While_Salesforce_cannot_be_asked_everybody_keeps_what_he_had()
    {
        await World.TakeInSalesforceAsync(TestWorld.Bo, "Webex_User");
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await StatusAsync(ann), await StatusAsync(bo)));

        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/.*/query" }, times = 100, fault = new { kind = "serverUnavailable" } });
        World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await StatusAsync(ann), await StatusAsync(bo)));
        World.Clock.Advance(TimeSpan.FromHours(2)); // Longer than what was read is held: now what is noted of each agent counts, which a restart does not lose.
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await StatusAsync(ann), await StatusAsync(bo)));
    }

    [Fact]
    public async Task Who_was_never_judged_waits_while_Salesforce_cannot_be_asked_and_comes_in_by_himself()
    {
        // The first query says who he is; those for the roles fail.
        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/.*/query" }, after = 1, fault = new { kind = "serverUnavailable" } });
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var refused = await ann.Http.GetAsync(Connections, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("Salesforce did not answer, so Tieline does not know yet", await refused.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        await using var softphone = await Circuit.OpenAsync(World, ann.Session, "tieline-softphone");
        await softphone.ShowsAsync(World, "Not known yet whether you may use Tieline");
        await using var home = await Circuit.OpenAsync(World, ann.Session, "tieline-home");
        await home.ShowsAsync(World, "Salesforce did not answer");

        await World.Salesforce.DeleteControlAsync("faults");
        await World.AdvanceAsync(TimeSpan.FromSeconds(62));
        await softphone.ShowsAsync(World, "sign-in");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));

        // From now on she is known to be a user, also to a server that has just started.
        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/.*/query" }, fault = new { kind = "serverUnavailable" } });
        await World.RestartServerAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
    }

    private static async Task<HttpStatusCode> StatusAsync(PanelClient panel)
    {
        using var answer = await panel.Http.GetAsync(Connections, TestWorld.Stop);
        return answer.StatusCode;
    }

    private async Task<int> RoleQueriesAsync() => (await World.Salesforce.RequestsAsync()).Count(request => request.Contains("query", StringComparison.Ordinal));
}
