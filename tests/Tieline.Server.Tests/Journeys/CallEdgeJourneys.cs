using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>Calls at the edges: begun before sign-in, agents who leave, notes from strangers.</summary>
public class CallEdgeJourneys
{
    [Theory]
    [InlineData("inOrder")]
    [InlineData("doubled")]
    [InlineData("shuffled")]
    [InlineData("late")]
    [InlineData("lost")]
    public async Task A_call_that_runs_already_when_the_agent_signs_in_is_seen_and_logged(string webhooks)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.Webex.ControlAsync("webhook-delivery", new { mode = webhooks, lateSeconds = 180, lose = new[] { 0 }, seed = 1 });
        var played = await world.PlayAsync(TestWorld.Ann, "alreadyRunning", "+12125550175", talkSeconds: 20);
        await world.AdvanceAsync(TimeSpan.FromSeconds(5));
        var ann = await world.ConnectAgentAsync(TestWorld.Ann);
        var call = await world.CallOfAsync(ann, (string)played["callSessionId"]!);
        Assert.Equal(CallStatus.Connected, call.Status);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.AdvanceAsync(TimeSpan.FromSeconds(webhooks == "late" ? 180 : 0));
        await world.SettleAsync();
        var task = Assert.Single(await world.TasksAsync());
        Assert.StartsWith("ann: Call from (212) 555-0175, Inbound, Completed", CallWorld.Told(task));
        if (webhooks == "lost")
        {
            CallWorld.AssertLengthOfACallFoundOver(task, exactSeconds: 20);
        }
        else
        {
            Assert.Equal(20, (double?)task["CallDurationInSeconds"]);
        }
    }

    [Fact]
    public async Task An_agent_who_is_inactive_in_Salesforce_has_calls_logged_to_the_integration_user_and_is_told()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Bo);
        await world.ChangeAsync("User", await world.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["IsActive"] = false });
        var played = await world.PlayAsync(TestWorld.Bo, "answered", "+12125550175");
        var call = await world.CallOfAsync(panels[0], (string)played["callSessionId"]!);
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
        await world.SettleAsync();
        Assert.Equal("integration@nordlys: Call from (212) 555-0175, Inbound, Completed, 5 s", CallWorld.Told(await world.TasksAsync()));
        var log = await world.Get<CallLogs>().FindAsync(world.TenantId, call.CallSessionId, call.PersonId, TestWorld.Stop);
        Assert.Equal("LogOwnerInactive", log.Problem);
    }

    [Fact]
    public async Task A_call_that_waits_for_Salesforce_is_logged_though_the_agent_signed_out_meanwhile_and_another_took_his_line()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data" }, fault = new { kind = "serverUnavailable" } });
        for (var call = 0; call < 4; call++)
        {
            await world.PlayAsync(TestWorld.Bo, "callerHangsUp", $"+1212555018{call}", ringSeconds: 2);
        }

        // By now Salesforce is left alone, and what follows is not even tried.
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        var played = await world.PlayAsync(TestWorld.Ann, "answered", "+12125550175");
        await world.AdvanceAsync(TimeSpan.FromSeconds(8));
        await world.CallOfAsync(panels[0], (string)played["callSessionId"]!);
        await panels[0].PostAsync("/panels/api/webex/sign-out");
        await panels[1].SignInAsync("webex", TestWorld.Ann);
        await world.Salesforce.DeleteControlAsync("faults");
        await world.AdvanceAsync(TimeSpan.FromMinutes(2));
        await world.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Contains("ann: Call from (212) 555-0175, Inbound, Completed, 5 s", await world.ToldAsync(), StringComparison.Ordinal);
        Assert.Equal(5, (await world.TasksAsync()).Count);
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("403")]
    [InlineData("401")]
    public async Task A_call_that_cannot_be_asked_about_is_given_up_after_twelve_hours_without_a_length(string why)
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann);
        await world.Webex.ControlAsync("webhook-delivery", new { mode = "lost", lose = new[] { 3 } });
        await world.PlayAsync(TestWorld.Ann, "answered", "+12125550175", talkSeconds: 5);
        await world.AdvanceAsync(TimeSpan.FromSeconds(3));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);
        if (why == "signed out")
        {
            await panels[0].PostAsync("/panels/api/webex/sign-out");
        }
        else
        {
            await world.Webex.ControlAsync("faults", new
            {
                match = new { method = "GET", path = "/telephony/calls/[^/]+$" }, times = (int?)null, fault = new { kind = "status", status = int.Parse(why, CultureInfo.InvariantCulture) },
            });
        }

        await world.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM call_sessions WHERE check_at IS NOT NULL"));
        await world.AdvanceAsync(TimeSpan.FromHours(7));
        await world.SettleAsync(TimeSpan.FromHours(1));
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal("ann: Call from (212) 555-0175, Inbound, Completed", CallWorld.Told(task));
        CallWorld.AssertLengthOfACallFoundOver(task, exactSeconds: 5);
    }

    [Fact]
    public async Task A_call_that_ended_while_the_server_was_down_has_no_length()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.PlayAsync(TestWorld.Ann, "answered", "+12125550175", talkSeconds: 5);
        await world.AdvanceAsync(TimeSpan.FromSeconds(3));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);
        await world.Server.StopAsync();
        await world.AdvanceAsync(TimeSpan.FromHours(15));
        await world.Server.StartAsync();
        await world.SettleAsync();
        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal("ann: Call from (212) 555-0175, Inbound, Completed", CallWorld.Told(task));
        CallWorld.AssertLengthOfACallFoundOver(task, exactSeconds: 5);
    }

    [Fact]
    public async Task An_org_whose_API_calls_are_used_up_for_days_gets_its_logs_by_itself_once_there_are_calls_again()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/data/.*/sobjects/Task" }, fault = new { kind = "requestLimitExceeded" } });
        await world.PlayAsync(TestWorld.Ann, "answered", "+12125550175");
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
        for (var day = 0; day < 4; day++)
        {
            world.Clock.Advance(TimeSpan.FromDays(1));
            await world.EventuallyAsync(async () => await world.CountAsync(
                $"SELECT COUNT(*) FROM deliveries WHERE kind = 'call-log' AND state = 0 AND failure_kind = 1 AND due_at > {Moment.ToMicroseconds(world.Clock.UtcNow)}") == 1);
        }

        await world.Salesforce.DeleteControlAsync("faults");
        world.Clock.Advance(TimeSpan.FromMinutes(12));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);
        Assert.Equal("ann: Call from (212) 555-0175, Inbound, Completed, 5 s", await world.ToldAsync());
    }

    [Fact]
    public async Task Notes_are_taken_from_the_agent_whose_call_it_is_and_from_nobody_else()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var played = await world.PlayAsync(TestWorld.Ann, "manual", "+12125550175");
        var door = $"/panels/api/calls/{(string)played["callSessionId"]!}/notes";
        await world.CallOfAsync(panels[0], (string)played["callSessionId"]!);
        Assert.Equal(HttpStatusCode.OK, await PutAsync(panels[0].Http, new { notes = "<script>alert(1)</script>" }));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(panels[1].Http, new { notes = "mine" }));
        Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(world.Http, new { notes = "anybody's" }));
        using var forger = world.NewClient();
        forger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", panels[0].Session[..^4] + "AAAA");
        Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(forger, new { notes = "forged" }));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(panels[0].Http, new { other = 1 }));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(panels[0].Http, "no object"));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(panels[0].Http, new { notes = new string('x', CallLogs.LongestNotes + 1) }));

        async Task<HttpStatusCode> PutAsync(HttpClient http, object body)
        {
            using var answer = await http.PutAsJsonAsync(door, body, TestWorld.Stop);
            return answer.StatusCode;
        }
    }
}
