using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class MeetingPreferences
{
    private const string Room = "/meetingPreferences/personalMeetingRoom";
    private const string Options = "/meetingPreferences/schedulingOptions";

    [Fact]
    public async Task A_user_sets_the_own_preferences_and_an_administrator_those_of_others()
    {
        await using var simulation = await Simulation.StartAsync();
        var all = (await simulation.ApiAsync("ann", "GET", "/meetingPreferences")).Expect(200).Json;
        Assert.Equal("https://nordlys.webex.example/meet/ann.berg", all["personalMeetingRoom"]!["personalMeetingRoomLink"]!.GetValue<string>());
        (await simulation.ApiAsync("admin", "PUT", $"{Room}?userEmail={simulation.Of("ann", "email")}", RoomBody().ToJsonString())).Expect(200);
        Assert.Equal(("Ann's place", "2580"), (await RoomAsync(simulation, "ann", "topic"), await RoomAsync(simulation, "ann", "hostPin")));
        (await simulation.ApiAsync("bo", "PUT", $"{Room}?userEmail={simulation.Of("ann", "email")}", RoomBody("Bo's place").ToJsonString())).Expect(200);
        Assert.Equal(("Ann's place", "Bo's place"), (await RoomAsync(simulation, "ann", "topic"), await RoomAsync(simulation, "bo", "topic")));
        (await simulation.ApiAsync("admin", "GET", Room + "?userEmail=nobody@x.example")).Expect(404);
        (await simulation.ApiAsync("ann", "GET", Room + "?siteUrl=other.example")).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/sites?defaultSite=false", $$"""{"siteUrl":"{{MeetingStory.Site}}"}""")).Expect(400);
    }

    [Theory]
    [InlineData("""{"hostPin":"1234"}""")]
    [InlineData("""{"hostPin":"4321"}""")]
    [InlineData("""{"hostPin":"1111"}""")]
    [InlineData("""{"hostPin":"12x9"}""")]
    [InlineData("""{"hostPin":"25801"}""")]
    [InlineData("""{"autoLockMinutes":7}""")]
    [InlineData("""{"topic":""}""")]
    [InlineData("""{"coHosts":[{"email":"x"}]}""")]
    public async Task A_room_set_wrongly_is_refused(string change)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = RoomBody();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        (await simulation.ApiAsync("ann", "PUT", Room, body.ToJsonString())).Expect(400);
    }

    [Fact]
    public async Task Of_several_video_devices_one_is_the_default()
    {
        await using var simulation = await Simulation.StartAsync();
        object Devices(params bool[] defaults) => new { videoDevices = defaults.Select((one, index) => new { deviceName = "Board", deviceAddress = $"b{index}@x.example", isDefault = one }) };
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/video", Devices(true, true))).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/video", Devices(false))).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/video", Devices(false, true))).Expect(200);
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", "/meetingPreferences/video")).Json["videoDevices"]!.AsArray().Count);
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/video", Devices())).Expect(200);
    }

    [Fact]
    public async Task Scheduling_options_hold_for_new_meetings_and_delegates_come_and_go()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = new { enabledJoinBeforeHost = true, joinBeforeHostMinutes = 10, enabledAutoShareRecording = false, delegateEmails = new[] { "a@x.example" } };
        (await simulation.ApiAsync("ann", "PUT", Options, body)).Expect(200);
        var made = await simulation.ScheduleAsync();
        Assert.Equal((true, 10), (made["enabledJoinBeforeHost"]!.GetValue<bool>(), made["joinBeforeHostMinutes"]!.GetValue<int>()));
        Assert.Equal(2, (await simulation.ApiAsync("ann", "POST", Options + "/delegateEmails/insert", new { emails = new[] { "A@x.example", "b@x.example" } })).Expect(200).Json["emails"]!.AsArray().Count);
        (await simulation.ApiAsync("ann", "POST", Options + "/delegateEmails/delete", new { emails = new[] { "a@x.example" } })).Expect(204);
        Assert.Equal("b@x.example", (await simulation.ApiAsync("ann", "GET", Options)).Json["delegateEmails"]!.AsArray().Single()!.GetValue<string>());
        (await simulation.ApiAsync("ann", "PUT", Options, new { body.enabledJoinBeforeHost, body.joinBeforeHostMinutes, body.enabledAutoShareRecording })).Expect(200);
        Assert.Single((await simulation.ApiAsync("ann", "GET", Options)).Json["delegateEmails"]!.AsArray());
    }

    [Fact]
    public async Task A_meeting_in_a_personal_room_has_the_rooms_link_and_number_and_locks_as_the_room_does()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "PUT", Room, RoomBody().ToJsonString())).Expect(200);
        var body = MeetingStory.Body();
        body["scheduledType"] = "personalRoomMeeting";
        var made = await simulation.ScheduleAsync(body);
        var room = (await simulation.ApiAsync("ann", "GET", Room)).Expect(200).Json;
        Assert.Equal((room["personalMeetingRoomLink"]!.GetValue<string>(), room["telephony"]!["accessCode"]!.GetValue<string>()), (made["webLink"]!.GetValue<string>(), made["meetingNumber"]!.GetValue<string>()));
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(made.Id(), "join", new { email = simulation.Of("ann", "email") });
        await simulation.AdvanceAsync(600);
        Assert.True((await simulation.ApiAsync("ann", "GET", "/meetings/controls?meetingId=" + made.Id())).Expect(200).Json["locked"]!.GetValue<bool>());
        body["title"] = "A later one";
        (body["start"], body["end"]) = ("2026-03-02T15:00:00Z", "2026-03-02T15:30:00Z");
        await simulation.ScheduleAsync(body);
        var call = new { meetingNumber = made["meetingNumber"]!.GetValue<string>(), address = "room@acme.example", displayName = "Room" };
        Assert.StartsWith(made.Id(), (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/callout", call)).Expect(200).Of("participantId"), StringComparison.Ordinal);
        body["integrationTags"] = new JsonArray("0061");
        (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400);
    }

    [Fact]
    public async Task An_administrator_renames_personal_rooms_and_their_meetings_move_along()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["scheduledType"] = "personalRoomMeeting";
        var id = (await simulation.ScheduleAsync(body)).Id();
        Task<Answer> Refresh(params object[] items) => simulation.ApiAsync("admin", "POST", "/admin" + Room + "/refreshId", new { siteUrl = MeetingStory.Site, personalMeetingRoomIds = items });
        var (ann, bo) = (simulation.Of("ann", "email"), simulation.Of("bo", "email"));
        (await Refresh(new { email = ann, personalMeetingRoomId = "sales" })).Expect(200);
        Assert.EndsWith("/meet/sales", (await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Of("webLink"), StringComparison.Ordinal);
        (await Refresh(new { email = bo, personalMeetingRoomId = "Sales" })).Expect(409);
        (await Refresh(new { email = bo, personalMeetingRoomId = "x" }, new { email = ann, systemGenerated = true })).Expect(400);
        (await Refresh(new { email = bo, personalMeetingRoomId = "x" }, new { personId = simulation.Id("ann"), personalMeetingRoomId = "y" })).Expect(400);
        (await Refresh(new { email = bo, systemGenerated = true })).Expect(200);
        Assert.StartsWith("https://nordlys.webex.example/meet/pr", await RoomAsync(simulation, "bo", "personalMeetingRoomLink"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_the_personal_room_of_somebody_else_who_has_set_nothing_yet()
    {
        await using var simulation = await Simulation.StartAsync();
        var refresh = new { siteUrl = MeetingStory.Site, personalMeetingRoomIds = new[] { new { email = simulation.Of("bo", "email"), personalMeetingRoomId = "Ann.Berg" } } };
        (await simulation.ApiAsync("admin", "POST", "/admin" + Room + "/refreshId", refresh)).Expect(409);
        await simulation.PostAsync("/control/people", """{"email":"ann.berg@other.example","firstName":"Ann"}""");
        var other = (await simulation.ApiAsync("admin", "GET", Room + "?userEmail=ann.berg@other.example")).Expect(200).Of("personalMeetingRoomLink");
        var known = await RoomAsync(simulation, "ann", "personalMeetingRoomLink");
        Assert.Equal(("https://nordlys.webex.example/meet/ann.berg", true), (known, other.StartsWith(known, StringComparison.Ordinal) && other != known));
    }

    [Fact]
    public async Task A_personal_room_keeps_its_link_once_a_meeting_is_made_there()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people", """{"email":"bo.lind@other.example","firstName":"Bo"}""");
        var body = MeetingStory.Body();
        (body["scheduledType"], body["hostEmail"]) = ("personalRoomMeeting", "bo.lind@other.example");
        var link = (await simulation.ScheduleAsync(body, "admin"))["webLink"]!.GetValue<string>();
        (await simulation.ApiAsync("admin", "DELETE", "/people/" + simulation.Id("bo"))).Expect(204);
        Assert.Equal(link, (await simulation.ApiAsync("admin", "GET", Room + "?userEmail=bo.lind@other.example")).Expect(200).Of("personalMeetingRoomLink"));
    }

    private static JsonObject RoomBody(string topic = "Ann's place") => new()
    {
        ["topic"] = topic, ["hostPin"] = "2580", ["enabledAutoLock"] = true, ["autoLockMinutes"] = 10, ["enabledNotifyHost"] = false, ["supportCoHost"] = false, ["coHosts"] = new JsonArray(),
    };

    private static async Task<string> RoomAsync(Simulation simulation, string who, string field) => (await simulation.ApiAsync(who, "GET", Room)).Expect(200).Of(field);
}
