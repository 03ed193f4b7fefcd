using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class EventRuleTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z","EndDateTime":"2030-01-01T10:30:00Z"}""", "2030-01-01T10:00", "2030-01-01T10:30", 30, "2030-01-01")]
    [InlineData("""{"ActivityDateTime":"2030-01-01T10:00:00Z","DurationInMinutes":60}""", "2030-01-01T10:00", "2030-01-01T11:00", 60, "2030-01-01")]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z","EndDateTime":"2030-01-01T10:30:00Z","DurationInMinutes":30}""", "2030-01-01T10:00", "2030-01-01T10:30", 30, "2030-01-01")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-01"}""", "2030-01-01T00:00", "2030-01-01T00:00", 1440, "2030-01-01")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-01","DurationInMinutes":2880}""", "2030-01-01T00:00", "2030-01-02T00:00", 2880, "2030-01-01")]
    [InlineData("""{"IsAllDayEvent":true,"StartDateTime":"2030-01-01T00:00:00Z","EndDateTime":"2030-01-03T00:00:00Z"}""", "2030-01-01T00:00", "2030-01-03T00:00", 4320, "2030-01-01")]
    public async Task Start_end_and_duration_follow_from_each_other(string body, string start, string end, int minutes, string day)
    {
        var row = await ann.RowAsync("Event", await ann.NewIdAsync("Event", JsonNode.Parse(body)!));
        Assert.Equal((start, end, minutes, day), (((string)row["StartDateTime"]!)[..16], ((string)row["EndDateTime"]!)[..16], (int)row["DurationInMinutes"]!, (string)row["ActivityDate"]!));
    }

    [Theory]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z","EndDateTime":"2030-01-01T10:30:00Z","DurationInMinutes":45}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z","ActivityDateTime":"2030-01-01T11:00:00Z","DurationInMinutes":45}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z","EndDateTime":"2030-01-01T09:00:00Z"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"StartDateTime":"2030-01-01T10:00:00Z"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"IsAllDayEvent":true}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-01","DurationInMinutes":90}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-02","EndDateTime":"2030-01-01T00:00:00Z"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-01","EndDateTime":"2030-01-20T00:00:00Z"}""", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("""{"IsAllDayEvent":true,"ActivityDate":"2030-01-01","IsReminderSet":true}""", "FIELD_INTEGRITY_EXCEPTION")]
    public async Task What_does_not_agree_is_refused(string body, string code) => (await ann.CreateAsync("Event", JsonNode.Parse(body)!)).Refused(code);

    [Fact]
    public async Task An_all_day_event_that_moves_stays_as_long()
    {
        var id = await ann.NewIdAsync("Event", new { IsAllDayEvent = true, ActivityDate = "2030-01-01", DurationInMinutes = 2880 });
        (await ann.UpdateAsync("Event", id, new { ActivityDate = "2030-02-01" })).Is(204);
        Assert.Equal("2030-02-02", (string)(await ann.RowAsync("Event", id))["EndDate"]!);
    }
}
