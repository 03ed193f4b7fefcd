using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Between which instants the org tells what changed and what went.</summary>
public sealed class ReplicationTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        await org.ControlAsync("clock", JsonNode.Parse("""{"mode":"stepped"}"""));
        await org.ControlAsync("clock", JsonNode.Parse("""{"now":"2030-03-31T12:34:56Z"}"""));
        await org.ControlAsync("reset");
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("updated", "2030-03-31T12:00:00Z", "2030-03-31T12:30:00Z", "2030-03-31T12:30:00.000+0000")]
    [InlineData("updated", "2030-03-01T12:34:00Z", "2099-01-01T00:00:00Z", "2030-03-31T12:34:00.000+0000")]
    [InlineData("deleted", "2030-03-31T12:00:00Z", "2030-03-31T12:35:00Z", "2030-03-31T12:34:00.000+0000")]
    public async Task No_more_is_covered_than_has_passed(string which, string start, string end, string covered) =>
        Assert.Equal(covered, (string)(await ann.GetAsync($"sobjects/Account/{which}?start={start}&end={end}")).Is(200).Body!["latestDateCovered"]!);

    [Fact]
    public async Task What_came_in_the_minute_that_is_not_over_is_told_and_not_yet_covered()
    {
        var id = await ann.NewIdAsync("Account", new { Name = "Now" });
        async Task<(string Covered, string[] Ids)> AskAsync(string start)
        {
            var answer = (await ann.GetAsync($"sobjects/Account/updated?start={Uri.EscapeDataString(start)}&end=2099-01-01T00:00:00Z")).Is(200).Body!;
            return ((string)answer["latestDateCovered"]!, [.. answer["ids"]!.AsArray().Select(i => (string)i!)]);
        }

        var (covered, ids) = await AskAsync("2030-03-31T12:00:00Z");
        Assert.Equal([id], ids);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 20 });
        var late = await ann.NewIdAsync("Account", new { Name = "Late" });
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 60 });
        Assert.Equal([id, late], (await AskAsync(covered)).Ids);
    }

    [Theory]
    [InlineData("updated")]
    [InlineData("deleted")]
    public async Task Nothing_is_told_from_before_30_days(string which) =>
        (await ann.GetAsync($"sobjects/Account/{which}?start=2030-03-01T12:33:00Z&end=2030-03-31T12:00:00Z")).Refused("INVALID_REPLICATION_DATE");
}
