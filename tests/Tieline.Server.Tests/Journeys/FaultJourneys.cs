using System.Text.Json.Nodes;
using Tieline.Server.CallLogging;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>Salesforce fails in every way it knows: all logs arrive, and nothing twice.</summary>
public sealed class FaultJourneys(ConnectedWorld connected) : IClassFixture<ConnectedWorld>, IAsyncLifetime
{
    private const string TaskDoor = "^/services/data/.*/sobjects/Task";
    private HashSet<string> _before = [];

    private TestWorld World => connected.World;

    public async ValueTask InitializeAsync() => _before = [.. (await World.TasksAsync()).Select(task => (string)task["Id"]!)];

    public async ValueTask DisposeAsync()
    {
        await World.Salesforce.DeleteControlAsync("faults");
        await World.Salesforce.DeleteControlAsync("rules");
    }

    [Theory]
    [InlineData("requestLimitExceeded", 2)]
    [InlineData("lockRow", 3)]
    [InlineData("serverUnavailable", 3)]
    [InlineData("internalError", 2)]
    [InlineData("tooManyRequests", 2)]
    [InlineData("refuse", 2)]
    [InlineData("cut", 1)]
    [InlineData("cut", 2)]
    public async Task A_create_that_fails_is_tried_again_and_makes_one_Task(string kind, int times)
    {
        await World.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = TaskDoor }, times, fault = new { kind } });
        await World.PlayAsync(TestWorld.Ann, "answered", "+12125550175");
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        await World.AdvanceAsync(TimeSpan.FromMinutes(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("ann: Call from (212) 555-0175, Inbound, Completed, 5 s", CallWorld.Told(await MadeAsync()));
    }

    [Theory]
    [InlineData("lockRow", 3)]
    [InlineData("serverUnavailable", 3)]
    [InlineData("internalError", 2)]
    [InlineData("cut", 2)]
    public async Task A_completion_that_fails_is_tried_again(string kind, int times)
    {
        await World.Salesforce.ControlAsync("faults", new { match = new { method = "PATCH", path = TaskDoor }, times, fault = new { kind } });
        await World.PlayAsync(TestWorld.Bo, "answered", "+12125550175");
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("bo: Call from (212) 555-0175, Inbound, Completed, 5 s", CallWorld.Told(await MadeAsync()));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(800)]
    public async Task A_create_that_is_committed_late_makes_two_for_a_while_and_the_older_stays(int delaySeconds)
    {
        await World.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = TaskDoor }, times = 1, fault = new { kind = "lateCommit", delaySeconds } });
        var played = await World.PlayAsync(TestWorld.Ann, "answered", "+12125550175");
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        var panel = await World.OpenPanelAsync(TestWorld.Ann);
        var call = await World.CallOfAsync(panel, (string)played["callSessionId"]!);
        await World.Get<CallLogs>().SaveNotesAsync(World.TenantId, call.CallSessionId, call.PersonId, "Said <b>hello</b> twice", TestWorld.Stop);
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        await World.AdvanceAsync(TimeSpan.FromMinutes(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        var task = Assert.Single(await MadeAsync());
        Assert.Equal("ann: Call from (212) 555-0175, Inbound, Completed, 5 s", CallWorld.Told(task));
        Assert.StartsWith("Said <b>hello</b> twice", (string)task["Description"]!);
    }

    [Fact]
    public async Task Salesforce_down_for_an_hour_delays_the_logs_and_loses_none()
    {
        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data" }, fault = new { kind = "serverUnavailable" } });
        foreach (var agent in new[] { TestWorld.Ann, TestWorld.Bo, TestWorld.Carla })
        {
            await World.PlayAsync(agent, "answered", "+12125550175");
            await World.PlayAsync(agent, "unanswered", "+12125550176");
        }

        await World.AdvanceAsync(TimeSpan.FromMinutes(60));
        await World.Salesforce.DeleteControlAsync("faults");
        await World.AdvanceAsync(TimeSpan.FromMinutes(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(
            """
            ann: Call from (212) 555-0175, Inbound, Completed, 5 s
            ann: Missed call from (212) 555-0176, Inbound, Completed, Missed
            bo: Call from (212) 555-0175, Inbound, Completed, 5 s
            bo: Missed call from (212) 555-0176, Inbound, Completed, Missed
            carla: Call from (212) 555-0175, Inbound, Completed, 5 s
            carla: Missed call from (212) 555-0176, Inbound, Completed, Missed
            """,
            CallWorld.Told(await MadeAsync()));
    }

    [Fact]
    public async Task A_session_that_expires_during_a_burst_is_refreshed_once()
    {
        foreach (var number in Enumerable.Range(0, 20))
        {
            await World.PlayAsync(new[] { TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David, TestWorld.Eva }[number % 5], "callerHangsUp", $"+121255501{number + 10}", ringSeconds: 4);
        }

        var index = (await World.Salesforce.RequestsAsync()).Count;
        await World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await World.AdvanceAsync(TimeSpan.FromSeconds(15));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(20, (await MadeAsync()).Count);
        Assert.Single((await World.Salesforce.RequestsAsync()).Skip(index), request => request == "POST /services/oauth2/token");
    }

    [Fact]
    public async Task A_validation_rule_refuses_the_log_the_agent_is_told_and_the_draft_is_kept_until_it_passes()
    {
        await World.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", field = "Subject", equals = "Call from (212) 555-0175", message = "Say what the call was about." });
        var played = await World.PlayAsync(TestWorld.David, "answered", "+12125550175");
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        var panel = await World.OpenPanelAsync(TestWorld.David);
        var call = await World.CallOfAsync(panel, (string)played["callSessionId"]!);
        var logs = World.Get<CallLogs>();
        CallLogView? log = null;
        await World.EventuallyAsync(async () => (log = await logs.FindAsync(World.TenantId, call.CallSessionId, call.PersonId, TestWorld.Stop)).Problem is not null);
        Assert.Equal(("LogRefused", "Say what the call was about.", null), (log!.Problem, log.ProblemDetail, log.TaskId));

        await logs.SaveFieldsAsync(log.Draft with { Subject = "Quote for 40 seats" }, TestWorld.Stop);
        await World.AdvanceAsync(TimeSpan.FromSeconds(10));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("david: Quote for 40 seats, Inbound, Completed, 5 s", CallWorld.Told(await MadeAsync()));
        Assert.Null((await logs.FindAsync(World.TenantId, call.CallSessionId, call.PersonId, TestWorld.Stop)).Problem);
    }

    [Fact]
    public async Task A_link_to_a_record_that_is_gone_is_left_out_and_the_reason_shown()
    {
        var played = await World.PlayAsync(TestWorld.Eva, "answered", "+12125550175");
        var panel = await World.OpenPanelAsync(TestWorld.Eva);
        var call = await World.CallOfAsync(panel, (string)played["callSessionId"]!);
        var logs = World.Get<CallLogs>();
        await logs.SaveFieldsAsync(
            new CallLogDraft(World.TenantId, call.CallSessionId, call.PersonId) { WhoId = "003000000000ZZZAAA", WhoName = "Nobody Any More", LinkedBy = LinkedBy.Agent }, TestWorld.Stop);
        await World.AdvanceAsync(TimeSpan.FromSeconds(20));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        var task = Assert.Single(await MadeAsync());
        Assert.Null((string?)task["WhoId"]);
        Assert.Equal("LogNotLinked", (await logs.FindAsync(World.TenantId, call.CallSessionId, call.PersonId, TestWorld.Stop)).Problem);
    }

    private async Task<IReadOnlyList<JsonNode>> MadeAsync() => [.. (await World.TasksAsync()).Where(task => !_before.Contains((string)task["Id"]!))];
}
