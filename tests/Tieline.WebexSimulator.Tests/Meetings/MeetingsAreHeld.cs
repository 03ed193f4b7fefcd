using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class MeetingsAreHeld
{
    [Fact]
    public async Task The_hosts_webhooks_hear_of_everything()
    {
        await using var simulation = await Simulation.StartAsync();
        foreach (var resource in (string[])["meetings", "meetingParticipants", "recordings", "meetingTranscripts"])
        {
            var events = resource switch { "meetings" => (string[])["created", "updated", "deleted", "started", "ended"], "meetingParticipants" => ["joined", "left"], _ => ["created"] };
            foreach (var happening in events)
            {
                await simulation.ListenToMeetingsAsync("ann", resource, happening);
            }
        }

        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, """{"title":"Contract"}""")).Expect(200);
        await simulation.HoldAsync(id);
        await simulation.EndAsync(id);
        (await simulation.ApiAsync("ann", "DELETE", "/meetings/" + id)).Expect(204);
        await simulation.SettleAsync();
        Assert.Equal(
        [
            "meetingParticipants joined", "meetingParticipants joined", "meetingParticipants left", "meetingParticipants left", "meetingTranscripts created",
            "meetings created", "meetings deleted", "meetings ended", "meetings started", "meetings updated", "recordings created",
        ], simulation.Told("ann").Order(StringComparer.Ordinal));
        var started = Story.Bodies(simulation, "ann").First(body => body["event"]!.GetValue<string>() == "started");
        Assert.StartsWith(id + "_I_", started["data"]!["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(simulation.Id("ann"), started["actorId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_filter_and_the_owner_decide_who_hears()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenToMeetingsAsync("bo", "meetings", "created");
        await simulation.ListenToMeetingsAsync("admin", "meetings", "created", "hostEmail=" + simulation.Of("ann", "email"), "org");
        (await simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "m", targetUrl = "https://t.example/", resource = "meetings", @event = "created", filter = "hostEmail=x" })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "m", targetUrl = "https://t.example/", resource = "meetings", @event = "created", ownedBy = "org" })).Expect(403);
        await simulation.ScheduleAsync();
        await simulation.ScheduleAsync(host: "carla");
        await simulation.SettleAsync();
        Assert.Empty(simulation.Told("bo"));
        Assert.Equal(["meetings created"], simulation.Told("admin"));
    }

    [Fact]
    public async Task Notifications_of_a_meeting_are_held_back_and_released_like_those_of_calls()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenToMeetingsAsync("ann", "meetings", "started");
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"held"}""");
        await simulation.HoldAsync(id);
        Assert.Empty(simulation.Told("ann"));
        Assert.Equal(1, (await simulation.PostAsync("/control/webhook-delivery/release", "{}"))["released"]!.GetValue<int>());
        Assert.Equal(["meetings started"], simulation.Told("ann"));
    }

    [Fact]
    public async Task A_mode_holds_for_meetings_begun_afterwards()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(id);
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"lost","lose":[0]}""");
        await simulation.ListenToMeetingsAsync("ann", "meetings", "ended");
        await simulation.EndAsync(id);
        Assert.Equal(["meetings ended"], simulation.Told("ann"));
    }

    [Fact]
    public async Task An_ended_meeting_shows_a_quarter_of_an_hour_after_its_end()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        Assert.Equal("inProgress", (await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Json["state"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "GET", "/meetings/" + instance)).Expect(404);
        await simulation.ActAsync(id, "end");
        await simulation.AdvanceAsync(899);
        const string Ended = "/meetings?meetingType=meeting&state=ended";
        Assert.Empty((await simulation.ApiAsync("ann", "GET", Ended)).Items);
        await simulation.AdvanceAsync(1);
        var shown = (await simulation.ApiAsync("ann", "GET", Ended + "&hasRecording=true&hasQA=true&hasPolls=true&hasSummary=true")).Items.Single()!;
        Assert.Equal((instance, "2026-03-02T10:00:00Z", "2026-03-02T10:12:10Z"), (shown.Id(), shown["start"]!.GetValue<string>(), shown["end"]!.GetValue<string>()));
        Assert.Empty((await simulation.ApiAsync("ann", "GET", Ended + "&hasChat=false")).Items);
        Assert.Single((await simulation.ApiAsync("admin", "GET", Ended)).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", $"/meetings?meetingSeriesId={id}&meetingType=meeting")).Items);
        Assert.Equal("ended", (await simulation.ApiAsync("ann", "GET", $"/meetings/{id}_20260302T100000Z")).Json["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Participants_are_the_hosts_to_see_and_who_comes_back_has_two_devices()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "leave", new { email = MeetingStory.Customer });
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance)).Expect(200).Items);
        await simulation.AdvanceAsync(60);
        await simulation.ActAsync(id, "join", new { email = MeetingStory.Customer });
        await simulation.ActAsync(id, "join", new { phone = "+12025550188" });
        var there = (await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + id)).Expect(200).Items;
        Assert.Equal(3, there.Count);
        Assert.Equal("1970-01-01T00:00:00.000Z", there[0]!["leftTime"]!.GetValue<string>());
        var maria = there[1]!;
        Assert.Equal((MeetingStory.Customer, 2, true), (maria["email"]!.GetValue<string>(), maria["devices"]!.AsArray().Count, maria["invitee"]!.GetValue<bool>()));
        Assert.Null(there[2]!["email"]);
        Assert.Equal("pstn", there[2]!["devices"]![0]!["audioType"]!.GetValue<string>());
        (await simulation.ApiAsync("bo", "GET", "/meetingParticipants?meetingId=" + instance)).Expect(403);
        (await simulation.ApiAsync("ann", "GET", "/meetingParticipants")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", $"/meetingParticipants?meetingId={id}&joinTimeFrom=2026-01-01T00:00:00Z&joinTimeTo=2026-04-02T00:00:00Z")).Expect(400);
        Assert.Single((await simulation.ApiAsync("ann", "POST", "/meetingParticipants/query?meetingId=" + id, """{"emails":["MARIA@acme.example"]}""")).Expect(200).Items);
        await simulation.EndAsync(id);
        Assert.Equal(3, (await simulation.ApiAsync("admin", "GET", "/meetingParticipants?meetingId=" + instance)).Items.Count);
    }

    [Fact]
    public async Task A_stranger_waits_in_the_lobby_until_the_host_lets_them_in()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["unlockedMeetingJoinSecurity"] = "allowJoinWithLobby";
        var id = (await simulation.ScheduleAsync(body)).Id();
        await simulation.HoldAsync(id);
        var view = await simulation.ActAsync(id, "join", new { email = "stranger@elsewhere.example" });
        var stranger = view["participants"]!.AsArray().Last()!;
        Assert.Equal("lobby", stranger["state"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/admit", new { items = new[] { new { participantId = stranger.Id() } } })).Expect(204);
        var read = (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + stranger.Id())).Expect(200);
        Assert.Equal("joined", read.Of("state"));
        (await simulation.ApiAsync("ann", "PUT", "/meetingParticipants/" + stranger.Id(), """{"muted":true,"expel":true}""")).Expect(200);
        Assert.Equal("end", (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + stranger.Id())).Of("state"));
    }

    [Fact]
    public async Task Guests_cannot_start_a_meeting_unless_the_host_allows_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/join", $$"""{"email":"{{MeetingStory.Customer}}"}""", null)).Expect(409);
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, """{"enabledJoinBeforeHost":true,"joinBeforeHostMinutes":5}""")).Expect(200);
        await simulation.AdvanceAsync(3299);
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/join", $$"""{"email":"{{MeetingStory.Customer}}"}""", null)).Expect(409);
        await simulation.AdvanceAsync(1);
        await simulation.ActAsync(id, "join", new { email = MeetingStory.Customer });
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, """{"title":"x"}""")).Expect(403);
        (await simulation.ApiAsync("bo", "POST", $"/meetings/{id}/end", "{}")).Expect(404);
        (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/end", """{"reason":"done"}""")).Expect(204);
        (await simulation.ApiAsync("ann", "POST", $"/meetings/{id}/end", "{}")).Expect(409);
    }
}
