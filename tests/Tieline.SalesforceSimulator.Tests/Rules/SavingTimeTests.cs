using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>Saves that take time on the org's clock: those below one parent wait for each other, and not for ever.</summary>
public sealed class SavingTimeTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string contact = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        contact = await ann.NewIdAsync("Contact", new { LastName = "Busy" });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task SavingAsync(double takes, double waits) => org.ControlAsync("saving", new JsonObject { ["takesSeconds"] = takes, ["waitsSeconds"] = waits });

    private Task AdvanceAsync(double seconds) => org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    private Task<OrgAnswer> TaskAsync(string subject) => ann.CreateAsync("Task", new { Subject = subject, WhoId = contact });

    private async Task<int> SavesAsync() => (int)(await org.GetJsonAsync("/control/saving"))["saving"]!;

    private async Task<int> WaitingAsync() => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]!;

    [Fact]
    public async Task Of_saves_below_one_parent_at_once_the_second_is_refused_when_nobody_waits()
    {
        await SavingAsync(takes: 4, waits: 0);
        var saves = new[] { TaskAsync("one"), TaskAsync("two"), TaskAsync("three") };
        await Waiting.UntilAsync(async () => saves.Count(s => s.IsCompleted) == 2 && await WaitingAsync() == 1);
        await AdvanceAsync(4);
        var answers = await Task.WhenAll(saves);
        Assert.Equal([201, 400, 400], answers.Select(a => a.Status).Order());
        Assert.All(answers.Where(a => a.Status == 400), a => Assert.Equal("UNABLE_TO_LOCK_ROW", a.Code));
        Assert.Equal(1, (int)(await ann.QueryAsync("SELECT Id FROM Task")).Is(200).Body!["totalSize"]!);
    }

    [Fact]
    public async Task Who_waits_gets_the_rows_when_they_are_free_and_is_refused_after_his_time()
    {
        await SavingAsync(takes: 4, waits: 10);
        var saves = Enumerable.Range(1, 4).Select(i => TaskAsync($"task {i}")).ToArray();
        await Waiting.UntilAsync(async () => await WaitingAsync() == 4);
        foreach (var done in new[] { 1, 2 })
        {
            await AdvanceAsync(4);
            // The next has begun too, and its four seconds count: who holds rows is asked first, as he is told as waiting only then.
            await Waiting.UntilAsync(async () => saves.Count(s => s.IsCompleted) == done && await SavesAsync() == 1 && await WaitingAsync() == 4 - done);
        }

        // Eight seconds have passed: the third saves until the twelfth, the fourth waits until the tenth.
        await AdvanceAsync(2);
        await Waiting.UntilAsync(() => Task.FromResult(saves.Count(s => s.IsCompleted) == 3));
        await AdvanceAsync(2);
        Assert.Equal([201, 201, 201, 400], (await Task.WhenAll(saves)).Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Saves_apart_from_each_other_and_reading_wait_for_nobody()
    {
        await SavingAsync(takes: 4, waits: 0);
        var (first, second) = (TaskAsync("here"), ann.CreateAsync("Account", new { Name = "elsewhere" }));
        await Waiting.UntilAsync(async () => await WaitingAsync() == 2);
        (await ann.GetAsync("sobjects/Contact/" + contact)).Is(200);
        await AdvanceAsync(4);
        (await first).Is(201);
        (await second).Is(201);
    }

    [Fact]
    public async Task A_reset_lets_saves_take_no_time_again()
    {
        await SavingAsync(takes: 4, waits: 10);
        await org.ControlAsync("reset");
        (await (await org.AsAsync()).CreateAsync("Account", new { Name = "at once" })).Is(201);
        using var refused = await org.Http.PostAsync("/control/saving", TestOrg.Json(new JsonObject { ["takesSeconds"] = -1 }), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)refused.StatusCode);
    }

    [Fact]
    public async Task Quick_actions_and_invoked_actions_take_their_time_too()
    {
        await SavingAsync(takes: 4, waits: 0);
        var actions = new[]
        {
            ann.SendAsync("POST", "quickActions/NewTask", JsonNode.Parse("""{"record":{"Subject":"one"}}""")),
            ann.SendAsync("POST", "actions/custom/quickAction/NewTask", JsonNode.Parse("""{"inputs":[{"Subject":"two"}]}""")),
        };
        await Waiting.UntilAsync(async () => await WaitingAsync() == 2 || actions.Any(a => a.IsCompleted));
        Assert.DoesNotContain(actions, a => a.IsCompleted);
        await AdvanceAsync(4);
        Assert.Equal([201, 200], (await Task.WhenAll(actions)).Select(a => a.Status));
    }
}
