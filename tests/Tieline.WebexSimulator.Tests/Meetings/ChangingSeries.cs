using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class ChangingSeries
{
    [Fact]
    public async Task A_change_of_one_occurrence_is_told_as_that_occurrence()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await DailyAsync(simulation);
        await simulation.ListenToMeetingsAsync("ann", "meetings", "updated");
        var changed = (await simulation.ApiAsync("ann", "PATCH", $"/meetings/{id}_20260303T100000Z", """{"title":"Moved"}""")).Expect(200).Json;
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, """{"title":"Renamed"}""")).Expect(200);
        await simulation.SettleAsync();
        var told = Story.Bodies(simulation, "ann").Select(body => body["data"]!).ToList();
        Assert.Equal(changed.ToJsonString(), told[0].ToJsonString());
        Assert.Equal((id, "meetingSeries", "Renamed"), (told[1].Id(), told[1]["meetingType"]!.GetValue<string>(), told[1]["title"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"title":"Renamed"}""", "03:Moved 05:Contract questions", 3)]
    [InlineData("""{"start":"2026-03-02T10:00:00Z","end":"2026-03-02T10:30:00Z"}""", "03:Moved 05:Contract questions", 3)]
    [InlineData("""{"start":"2026-03-02T12:00:00Z","end":"2026-03-02T12:30:00Z"}""", "", 4)]
    [InlineData("""{"end":"2026-03-02T11:00:00Z"}""", "", 4)]
    [InlineData("""{"recurrence":"FREQ=DAILY;COUNT=5"}""", "", 5)]
    public async Task Another_time_of_the_series_ends_its_exceptions(string change, string exceptions, int held)
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await DailyAsync(simulation);
        (await simulation.ApiAsync("ann", "PATCH", $"/meetings/{id}_20260303T100000Z", """{"title":"Moved"}""")).Expect(200);
        (await simulation.ApiAsync("ann", "PATCH", $"/meetings/{id}_20260305T100000Z", """{"agenda":"Only here"}""")).Expect(200);
        (await simulation.ApiAsync("ann", "DELETE", $"/meetings/{id}_20260304T100000Z")).Expect(204);
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, change)).Expect(200);
        var left = (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting&isModified=true")).Expect(200).Items;
        Assert.Equal(held, (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting")).Expect(200).Items.Count);
        Assert.Equal(exceptions, string.Join(' ', left.Select(one => $"{one!["start"]!.GetValue<string>()[8..10]}:{one["title"]}")));
    }

    [Theory]
    [InlineData("UTC", "20260304T100000Z", "02 03 04")]
    [InlineData("UTC", "20260304T095959Z", "02 03")]
    [InlineData("Asia/Shanghai", "20260304T100000Z", "02 03 04")]
    [InlineData("America/New_York", "20260304T090000Z", "02 03")]
    [InlineData("America/New_York", "20260304T090000", "02 03 04")]
    [InlineData("Asia/Shanghai", "20260304T100000", "02 03")]
    [InlineData("Asia/Shanghai", "20260304", "02 03 04")]
    public async Task A_recurrence_ends_at_an_instant_or_at_a_time_of_the_meetings_own_zone(string timezone, string until, string days)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        (body["timezone"], body["recurrence"]) = (timezone, "FREQ=DAILY;UNTIL=" + until);
        await simulation.ScheduleAsync(body);
        var held = (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting")).Expect(200).Items;
        Assert.Equal(days, string.Join(' ', held.Select(one => one!["start"]!.GetValue<string>()[8..10])));
    }

    [Theory]
    [InlineData("99991231")]
    [InlineData("99991231T235959Z")]
    public async Task A_recurrence_may_end_on_the_last_day_of_time(string until)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["recurrence"] = "FREQ=DAILY;UNTIL=" + until;
        await simulation.ScheduleAsync(body);
        Assert.Equal(7, (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting&max=100")).Expect(200).Items.Count);
    }

    /// <summary>Every day at ten, four times from the second of March on.</summary>
    private static async Task<string> DailyAsync(Simulation simulation)
    {
        var body = MeetingStory.Body();
        body["recurrence"] = "FREQ=DAILY;COUNT=4";
        return (await simulation.ScheduleAsync(body)).Id();
    }
}
