using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Faults;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Tasks = "^/services/data/.*/sobjects/Task";
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task<JsonNode?> SetAsync(JsonObject fault, int? times = 1, int? after = null) => org.ControlAsync("faults", new JsonObject
    {
        ["match"] = new JsonObject { ["method"] = "POST", ["path"] = Tasks }, ["times"] = times, ["after"] = after, ["fault"] = fault,
    });

    private async Task<int> TasksAsync() => (int)(await ann.QueryAsync("SELECT count() FROM Task")).Is(200).Body!["totalSize"]!;

    [Fact]
    public async Task A_late_commit_is_seen_only_after_its_delay()
    {
        await SetAsync(new JsonObject { ["kind"] = "lateCommit", ["delaySeconds"] = 20 });
        await Assert.ThrowsAsync<HttpRequestException>(() => ann.CreateAsync("Task", new { Subject = "late", CallObject = "webex:7" }));
        Assert.Equal(0, await TasksAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 19 });
        Assert.Equal(0, await TasksAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 2 });
        var row = Assert.Single((await ann.QueryAsync("SELECT CreatedDate FROM Task WHERE CallObject = 'webex:7'")).Records)!;
        var now = DateTimeOffset.Parse((string)(await org.GetJsonAsync("/control/clock"))["now"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(now - DateTimeOffset.Parse(((string)row["CreatedDate"]!).Replace("+0000", "Z"), System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public async Task A_cut_request_is_carried_out_and_a_refused_one_is_not()
    {
        await SetAsync(new JsonObject { ["kind"] = "cut" });
        await Assert.ThrowsAsync<HttpRequestException>(() => ann.CreateAsync("Task", new { Subject = "cut" }));
        Assert.Equal(1, await TasksAsync());
        await SetAsync(new JsonObject { ["kind"] = "refuse" });
        await Assert.ThrowsAsync<HttpRequestException>(() => ann.CreateAsync("Task", new { Subject = "refused" }));
        Assert.Equal(1, await TasksAsync());
        var statuses = (await org.GetJsonAsync("/control/usage"))["requests"]!.AsArray().Where(r => (string)r!["method"]! == "POST").Select(r => (int)r!["status"]!);
        Assert.Equal([0, 0], statuses);
    }

    [Theory]
    [InlineData("requestLimitExceeded", 403, "REQUEST_LIMIT_EXCEEDED")]
    [InlineData("lockRow", 400, "UNABLE_TO_LOCK_ROW")]
    [InlineData("serverUnavailable", 503, "SERVER_UNAVAILABLE")]
    [InlineData("internalError", 500, "UNKNOWN_EXCEPTION")]
    [InlineData("tooManyRequests", 429, "REQUEST_LIMIT_EXCEEDED")]
    [InlineData("sessionExpired", 401, "INVALID_SESSION_ID")]
    public async Task A_named_fault_answers_as_the_cloud_does(string kind, int status, string code)
    {
        await SetAsync(new JsonObject { ["kind"] = kind });
        (await ann.CreateAsync("Task", new { Subject = "x" })).Refused(code, status);
        Assert.Equal(kind == "sessionExpired" ? 401 : 201, (await ann.CreateAsync("Task", new { Subject = "x" })).Status);
    }

    [Fact]
    public async Task A_fault_skips_and_counts_and_can_be_lifted()
    {
        await SetAsync(new JsonObject { ["kind"] = "status", ["status"] = 502, ["body"] = new JsonObject { ["a"] = 1 }, ["headers"] = new JsonObject { ["X-Odd"] = "yes" } }, times: null, after: 1);
        (await ann.CreateAsync("Task", new { Subject = "x" })).Is(201);
        var failed = (await ann.CreateAsync("Task", new { Subject = "x" })).Is(502);
        Assert.Equal(("""{"a":1}""", "yes"), (failed.Text, failed.Headers.GetValues("X-Odd").Single()));
        (await ann.QueryAsync("SELECT Id FROM Task")).Is(200);
        await org.Http.DeleteAsync("/control/faults", TestContext.Current.CancellationToken);
        (await ann.CreateAsync("Task", new { Subject = "x" })).Is(201);
    }

    [Fact]
    public async Task A_kept_back_answer_comes_late_for_what_was_done_at_once()
    {
        var before = await TasksAsync();
        await SetAsync(new JsonObject { ["kind"] = "slowAnswer", ["seconds"] = 30 });
        var creating = ann.CreateAsync("Task", new { Subject = "kept back" });
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        Assert.Equal(before + 1, await TasksAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 29 });
        Assert.False(creating.IsCompleted);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        (await creating).Is(201);
        Assert.Equal(before + 1, await TasksAsync());
    }

    [Fact]
    public async Task A_slow_answer_waits_for_the_orgs_clock()
    {
        await SetAsync(new JsonObject { ["kind"] = "slow", ["seconds"] = 30 });
        var creating = ann.CreateAsync("Task", new { Subject = "slow" });
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 29 });
        Assert.False(creating.IsCompleted);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        (await creating).Is(201);
    }

    [Theory]
    [InlineData("""{"fault":{"kind":"nonsense"}}""")]
    [InlineData("""{"fault":{"kind":"status"}}""")]
    [InlineData("""{"fault":{"kind":"lateCommit"}}""")]
    [InlineData("""{"match":{"path":"("},"fault":{"kind":"cut"}}""")]
    [InlineData("""{"fault":{"kind":"cut"},"times":0}""")]
    public async Task A_fault_that_makes_no_sense_is_refused(string body)
    {
        using var response = await org.Http.PostAsync("/control/faults", TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Ended_sessions_stay_ended_for_that_user_only()
    {
        var bo = await org.AsAsync("bo.lind");
        await org.ControlAsync("session/expire", new JsonObject { ["user"] = "ann.berg@nordlys.example" });
        (await ann.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        (await bo.GetAsync("limits")).Is(200);
    }
}
