using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Faults;

/// <summary>A reset leaves nothing of what was before.</summary>
public sealed class ResetTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task Signing_in_while_the_org_is_reset_never_meets_an_empty_org()
    {
        using var stop = new CancellationTokenSource();
        var tokens = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await org.AsAsync();
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 8 && !tokens.IsCompleted; i++) await org.ControlAsync("reset");
        await stop.CancelAsync();
        await tokens;
    }

    [Fact]
    public async Task What_was_to_commit_late_does_not_commit_into_the_new_org()
    {
        await org.ControlAsync("faults", new JsonObject { ["match"] = new JsonObject { ["method"] = "POST" }, ["fault"] = new JsonObject { ["kind"] = "lateCommit", ["delaySeconds"] = 20 } });
        await Assert.ThrowsAsync<HttpRequestException>(() => ann.CreateAsync("Task", new { Subject = "from before" }));
        await org.ControlAsync("reset");
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 30 });
        Assert.Equal(0, (int)(await (await org.AsAsync()).QueryAsync("SELECT count() FROM Task WHERE Subject = 'from before'")).Is(200).Body!["totalSize"]!);
    }

    [Fact]
    public async Task Who_waits_for_a_slow_answer_gets_it()
    {
        await org.ControlAsync("faults", new JsonObject { ["fault"] = new JsonObject { ["kind"] = "slow", ["seconds"] = 1000 } });
        var asking = ann.GetAsync("limits");
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        await org.ControlAsync("reset");
        (await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Refused("INVALID_SESSION_ID", 401);
    }

    [Fact]
    public async Task Who_waits_by_the_machines_clock_is_counted_and_released_too()
    {
        await org.ControlAsync("faults", new JsonObject { ["fault"] = new JsonObject { ["kind"] = "slow", ["delayMs"] = 600_000 } });
        var asking = ann.GetAsync("limits");
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        await org.ControlAsync("reset");
        (await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Refused("INVALID_SESSION_ID", 401);
        Assert.Equal(0, (int)(await org.GetJsonAsync("/control/faults"))["waiting"]!);
    }

    [Fact]
    public async Task The_numbers_of_requests_go_on()
    {
        await ann.GetAsync("limits");
        var before = (long)(await org.GetJsonAsync("/control/usage"))["requests"]!.AsArray()[^1]!["index"]!;
        await org.ControlAsync("reset");
        (await ann.GetAsync("limits")).Is(401);
        Assert.Equal(before + 1, (long)Assert.Single((await org.GetJsonAsync("/control/usage"))["requests"]!.AsArray())!["index"]!);
    }

    [Fact]
    public async Task Settings_recent_records_and_open_queries_are_forgotten()
    {
        await org.ControlAsync("search", new JsonObject { ["indexDelaySeconds"] = 77 });
        var recent = (await ann.GetAsync("recent")).Is(200).Text;
        (await ann.QueryAsync($"SELECT Id FROM Contact WHERE OwnerId != '{ann.UserId}' LIMIT 5 FOR VIEW")).Is(200);
        Assert.NotEqual(recent, (await ann.GetAsync("recent")).Text);
        var records = Enumerable.Range(0, 200).Select(i => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Account" }, ["Name"] = $"A{i}" });
        (await ann.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = new JsonArray([.. records]) })).Is(200);
        var next = (string)(await ann.QueryAsync("SELECT Id FROM Account", ("Sforce-Query-Options", "batchSize=200"))).Is(200).Body!["nextRecordsUrl"]!;
        await org.ControlAsync("reset");
        ann = await org.AsAsync();
        Assert.Equal(recent, (await ann.GetAsync("recent")).Is(200).Text);
        Assert.Equal(2, (double)(await org.GetJsonAsync("/control/search"))["indexDelaySeconds"]!);
        (await ann.GetAsync(next)).Refused("INVALID_QUERY_LOCATOR");
    }

    [Theory]
    [InlineData("clock", """{"advanceSeconds":1e12}""")]
    [InlineData("clock", """{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("faults", """{"fault":{"kind":"slow","delayMs":-5}}""")]
    [InlineData("faults", """{"fault":{"kind":"slow","seconds":1e15}}""")]
    [InlineData("faults", """{"fault":{"kind":"slow","seconds":-1}}""")]
    [InlineData("faults", """{"fault":{"kind":"lateCommit","delaySeconds":1e15}}""")]
    public async Task A_door_takes_no_time_beyond_reason(string door, string body)
    {
        using var response = await org.Http.PostAsync("/control/" + door, TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        (await ann.GetAsync("limits")).Is(200);
    }
}
