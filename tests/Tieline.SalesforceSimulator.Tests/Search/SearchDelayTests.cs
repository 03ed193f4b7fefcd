using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Search;

/// <summary>When the index knows what was saved.</summary>
public sealed class SearchDelayTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task<int> FoundAsync(string name) => (await ann.SearchAsync($"FIND {{{name}}} IN NAME FIELDS RETURNING Account(Id)")).Is(200).Body!["searchRecords"]!.AsArray().Count;

    [Fact]
    public async Task After_two_seconds_and_not_before()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Early" });
        Assert.Equal(0, await FoundAsync("Early"));
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        await ann.UpdateAsync("Account", id, new { Name = "Later" });
        Assert.Equal((0, 0), (await FoundAsync("Early"), await FoundAsync("Later")));
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 2 });
        Assert.Equal((0, 1), (await FoundAsync("Early"), await FoundAsync("Later")));
    }

    [Fact]
    public async Task Also_when_the_clock_was_set_back_meanwhile()
    {
        await ann.NewIdAsync("Account", new { Name = "Ahead" });
        await org.ControlAsync("clock", new JsonObject { ["now"] = (await org.GetJsonAsync("/control/clock"))["now"]!.GetValue<DateTimeOffset>().AddDays(-1) });
        await ann.NewIdAsync("Account", new { Name = "Behind" });
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 2 });
        Assert.Equal((1, 1), (await FoundAsync("Ahead"), await FoundAsync("Behind")));
    }
}
