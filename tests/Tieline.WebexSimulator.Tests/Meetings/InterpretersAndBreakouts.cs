using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class InterpretersAndBreakouts
{
    [Fact]
    public async Task Interpreters_are_added_changed_and_removed_once_the_meeting_is_interpreted()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["recurrence"] = "FREQ=DAILY;COUNT=2";
        var id = (await simulation.ScheduleAsync(body)).Id();
        var path = $"/meetings/{id}/interpreters";
        var german = new { languageCode1 = "en", languageCode2 = "de", email = "i@x.example" };
        (await simulation.ApiAsync("ann", "POST", path, german)).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/meetings/{id}/simultaneousInterpretation", """{"enabled":true}""")).Expect(200);
        var first = (await simulation.ApiAsync("ann", "POST", path, german)).Expect(200).Json.Id();
        (await simulation.ApiAsync("ann", "POST", path, german)).Expect(409);
        var second = (await simulation.ApiAsync("ann", "POST", path, new { languageCode1 = "en", languageCode2 = "fr" })).Expect(200).Json.Id();
        Assert.Equal([second, first], (await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items.Select(one => one!.Id()));
        (await simulation.ApiAsync("ann", "PUT", $"{path}/{second}", new { languageCode1 = "en", languageCode2 = "da" })).Expect(200);
        Assert.Equal("da", (await simulation.ApiAsync("ann", "GET", $"{path}/{second}")).Expect(200).Of("languageCode2"));
        var occurrence = $"/meetings/{id}_20260303T100000Z/interpreters";
        (await simulation.ApiAsync("ann", "DELETE", $"{occurrence}/{second}")).Expect(204);
        Assert.Equal((1, 2), ((await simulation.ApiAsync("ann", "GET", occurrence)).Items.Count, (await simulation.ApiAsync("ann", "GET", path)).Items.Count));
        (await simulation.ApiAsync("bo", "GET", path)).Expect(404);
        (await simulation.ApiAsync("ann", "PUT", $"/meetings/{id}/breakoutSessions", """{"items":[{"name":"A"}]}""")).Expect(400);
        var instance = await simulation.HoldAsync(id);
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", $"/meetings/{instance}/interpreters")).Expect(200).Items.Count);
        (await simulation.ApiAsync("ann", "DELETE", $"{path}/{first}")).Expect(403);
    }

    [Fact]
    public async Task A_meeting_splits_into_its_breakout_sessions_and_comes_together_again()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var path = $"/meetings/{id}/breakoutSessions";
        object Sessions(params string[] emails) => new { items = emails.Select((email, index) => new { name = "Room " + index, invitees = new[] { email } }) };
        (await simulation.ApiAsync("ann", "PUT", path, Sessions(MeetingStory.Customer, MeetingStory.Customer))).Expect(400);
        var planned = (await simulation.ApiAsync("ann", "PUT", path, Sessions(MeetingStory.Customer, "other@x.example"))).Expect(200).Items;
        Assert.True((await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Json["enabledBreakoutSessions"]!.GetValue<bool>());
        var instance = await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "breakouts", new { open = true });
        var there = (await simulation.ApiAsync("ann", "GET", $"/meetingParticipants?meetingId={instance}&breakoutSessionId={planned[0]!.Id()}")).Expect(200).Items.Single()!;
        Assert.Equal((MeetingStory.Customer, "breakoutSession"), (there["email"]!.GetValue<string>(), there["state"]!.GetValue<string>()));
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/breakouts", """{"open":true}""", null)).Expect(409);
        await simulation.AdvanceAsync(300);
        await simulation.ActAsync(id, "breakouts", new { open = false });
        Assert.Equal("joined", (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + there.Id())).Of("state"));
        await simulation.EndAsync(id);
        var held = (await simulation.ApiAsync("ann", "GET", $"/meetings/{instance}/breakoutSessions")).Expect(200).Items;
        Assert.Equal(("2026-03-02T10:12:10Z", "2026-03-02T10:17:10Z"), (held[0]!["startTime"]!.GetValue<string>(), held[0]!["endTime"]!.GetValue<string>()));
        JsonNode gone = (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + there.Id())).Json;
        Assert.Equal("Room 0", gone["breakoutSessionsAttended"]![0]!["name"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "DELETE", path)).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items);
        Assert.False((await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Json["enabledBreakoutSessions"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_meeting_in_progress_shows_only_the_breakout_sessions_that_are_open()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var path = $"/meetings/{id}/breakoutSessions";
        (await simulation.ApiAsync("ann", "PUT", path, """{"items":[{"name":"A"},{"name":"B"}]}""")).Expect(200);
        var instance = await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "breakouts", new { open = true });
        await simulation.ActAsync(id, "breakouts", new { open = false });
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items);
        await simulation.ActAsync(id, "breakouts", new { open = true });
        Assert.Equal(["A", "B"], (await simulation.ApiAsync("ann", "GET", path)).Fields("name"));
        await simulation.EndAsync(id);
        Assert.Equal(["A", "B", "A", "B"], (await simulation.ApiAsync("ann", "GET", $"/meetings/{instance}/breakoutSessions")).Fields("name"));
    }
}
