using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class SchedulingMeetings
{
    [Fact]
    public async Task A_meeting_is_made_read_changed_and_cancelled()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.ScheduleAsync();
        var path = "/meetings/" + made.Id();
        Assert.Equal(32, made.Id().Length);
        Assert.Equal(("meetingSeries", "active", "2026-03-02T10:00:00Z"), (Text(made, "meetingType"), Text(made, "state"), Text(made, "start")));
        Assert.Equal(made.ToJsonString(), (await simulation.ApiAsync("ann", "GET", path)).Expect(200).Json.ToJsonString());
        var changed = (await simulation.ApiAsync("ann", "PATCH", path, """{"title":"New","agenda":"First"}""")).Expect(200).Json;
        Assert.Equal(("New", "First", Text(made, "password")), (Text(changed, "title"), Text(changed, "agenda"), Text(changed, "password")));
        changed = (await simulation.ApiAsync("ann", "PATCH", path, """{"agenda":null}""")).Expect(200).Json;
        Assert.Null(changed["agenda"]);
        (await simulation.ApiAsync("ann", "DELETE", path)).Expect(204);
        (await simulation.ApiAsync("ann", "GET", path)).Expect(404);
    }

    [Theory]
    [InlineData("""{"title":""}""", "title cannot be empty.")]
    [InlineData("""{"title":null}""", "title is required")]
    [InlineData("""{"start":"2026-03-02T08:00:00Z"}""", "Parameter 'start' or 'end' is before current time.")]
    [InlineData("""{"start":"tomorrow"}""", "start must be a time")]
    [InlineData("""{"end":"2026-03-02T10:09:00Z"}""", "must last from 10 minutes")]
    [InlineData("""{"end":"2026-03-03T10:00:00Z"}""", "must last from 10 minutes")]
    [InlineData("""{"start":"2036-03-03T10:00:00Z","end":"2036-03-03T11:00:00Z"}""", "within the next 10 years")]
    [InlineData("""{"timezone":"Mars/Olympus"}""", "time zone")]
    [InlineData("""{"recurrence":"FREQ=SECONDLY"}""", "recurrence must be")]
    [InlineData("""{"joinBeforeHostMinutes":60}""", "joinBeforeHostMinutes must be")]
    [InlineData("""{"integrationTags":["a","b","c","d"]}""", "must not hold more than 3")]
    [InlineData("""{"sessionTypeId":214}""", "sessionTypeId does not fit")]
    [InlineData("""{"scheduledType":"webinar"}""", "sessionTypeId is required")]
    [InlineData("""{"siteUrl":"other.example"}""", "siteUrl is not one")]
    [InlineData("""{"invitees":[{"displayName":"x"}]}""", "email is required")]
    [InlineData("""{"invitees":[{"email":"x"}]}""", "must be an e-mail address")]
    [InlineData("""{"colour":"red"}""", "Unrecognized field")]
    [InlineData("""{"meetingOptions":{"enabledChat":"yes"}}""", "enabledChat must be true or false")]
    public async Task What_the_cloud_does_not_take_is_refused(string change, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        var answer = (await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Expect(400);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/meetings")).Items);
    }

    [Fact]
    public async Task Start_without_an_offset_is_meant_in_the_meetings_zone_and_answers_come_in_the_zone_asked_for()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body("2026-03-02 20:00:00", "2026-03-02 21:00:00");
        body["timezone"] = "Asia/Shanghai";
        var made = await simulation.ScheduleAsync(body);
        Assert.Equal("2026-03-02T12:00:00Z", Text(made, "start"));
        simulation.Http.DefaultRequestHeaders.Add("timezone", "Asia/Shanghai");
        Assert.Equal("2026-03-02T20:00:00+08:00", Text((await simulation.ApiAsync("ann", "GET", "/meetings/" + made.Id())).Json, "start"));
        simulation.Http.DefaultRequestHeaders.Remove("timezone");
        simulation.Http.DefaultRequestHeaders.Add("timezone", "Nowhere");
        (await simulation.ApiAsync("ann", "GET", "/meetings/" + made.Id())).Expect(400);
    }

    [Fact]
    public async Task A_series_has_occurrences_of_which_one_is_moved_and_one_cancelled()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["recurrence"] = "FREQ=DAILY;INTERVAL=1;COUNT=4";
        var id = (await simulation.ScheduleAsync(body)).Id();
        Assert.Equal([$"{id}_20260302T100000Z", $"{id}_20260303T100000Z", $"{id}_20260304T100000Z", $"{id}_20260305T100000Z"], await OccurrencesAsync(simulation));
        var moved = (await simulation.ApiAsync("ann", "PATCH", $"/meetings/{id}_20260303T100000Z", """{"start":"2026-03-03T15:00:00Z","end":"2026-03-03T15:30:00Z"}""")).Expect(200).Json;
        Assert.Equal(("scheduledMeeting", "2026-03-03T15:00:00Z", true), (Text(moved, "meetingType"), Text(moved, "start"), moved["isModified"]!.GetValue<bool>()));
        (await simulation.ApiAsync("ann", "DELETE", $"/meetings/{id}_20260304T100000Z")).Expect(204);
        Assert.Equal([$"{id}_20260302T100000Z", $"{id}_20260303T100000Z", $"{id}_20260305T100000Z"], await OccurrencesAsync(simulation));
        Assert.Equal([$"{id}_20260303T100000Z"], await OccurrencesAsync(simulation, "&isModified=true"));
        var current = (await simulation.ApiAsync("ann", "GET", $"/meetings/{id}?current=true")).Expect(200).Json;
        Assert.Equal($"{id}_20260302T100000Z", current.Id());
        await simulation.AdvanceAsync(4 * 86400);
        Assert.Equal("missed", Text((await simulation.ApiAsync("ann", "GET", $"/meetings/{id}_20260302T100000Z")).Json, "state"));
        Assert.Equal("expired", Text((await simulation.ApiAsync("ann", "GET", $"/meetings/{id}")).Json, "state"));
    }

    [Fact]
    public async Task The_list_shows_the_next_seven_days_to_host_and_invitees_and_goes_on_in_the_Link_header()
    {
        await using var simulation = await Simulation.StartAsync();
        foreach (var day in (int[])[3, 4, 5, 20])
        {
            var body = MeetingStory.Body($"2026-03-{day:D2}T10:00:00Z", $"2026-03-{day:D2}T11:00:00Z");
            body["invitees"]!.AsArray().Add(new JsonObject { ["email"] = simulation.Of("bo", "email") });
            body["integrationTags"] = new JsonArray("006" + day);
            await simulation.ScheduleAsync(body);
        }

        var page = (await simulation.ApiAsync("bo", "GET", "/meetings?max=2")).Expect(200);
        Assert.Equal(2, page.Items.Count);
        var next = new Uri(page.Headers.GetValues("Link").Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..];
        Assert.Single((await simulation.ApiAsync("bo", "GET", next)).Expect(200).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/meetings?from=2026-03-15T00:00:00Z&to=2026-03-30T00:00:00Z")).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/meetings?integrationTag=0064")).Items);
        Assert.Empty((await simulation.ApiAsync("carla", "GET", "/meetings")).Items);
    }

    [Theory]
    [InlineData("meetingType=party")]
    [InlineData("state=happy")]
    [InlineData("max=101")]
    [InlineData("hasRecording=true")]
    [InlineData("from=2026-03-05T00:00:00Z&to=2026-03-04T00:00:00Z")]
    [InlineData("meetingNumber=1&roomId=2")]
    [InlineData("isModified=perhaps")]
    [InlineData("from=noon")]
    public async Task A_list_asked_for_wrongly_is_refused(string query)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "GET", "/meetings?" + query)).Expect(400);
    }

    [Fact]
    public async Task A_stranger_needs_the_password_and_nobody_but_the_host_changes_a_meeting()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.ScheduleAsync();
        var path = "/meetings/" + made.Id();
        (await simulation.ApiAsync("bo", "GET", path)).Expect(404);
        simulation.Http.DefaultRequestHeaders.Add("password", "wrong");
        (await simulation.ApiAsync("bo", "GET", path)).Expect(403);
        simulation.Http.DefaultRequestHeaders.Remove("password");
        simulation.Http.DefaultRequestHeaders.Add("password", Text(made, "password"));
        Assert.Equal("", Text((await simulation.ApiAsync("bo", "GET", path)).Expect(200).Json, "hostKey"));
        (await simulation.ApiAsync("bo", "PATCH", path, """{"title":"Mine"}""")).Expect(404);
        (await simulation.ApiAsync("bo", "DELETE", path)).Expect(404);
    }

    [Fact]
    public async Task An_administrator_schedules_for_a_host_and_a_user_cannot()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["hostEmail"] = simulation.Of("bo", "email");
        Assert.Equal(simulation.Of("bo", "email"), Text(await simulation.ScheduleAsync(body, "admin"), "hostEmail"));
        Assert.Equal(simulation.Of("ann", "email"), Text(await simulation.ScheduleAsync(body), "hostEmail"));
        Assert.Single((await simulation.ApiAsync("admin", "GET", "/meetings?hostEmail=" + simulation.Of("bo", "email"))).Items);
    }

    [Fact]
    public async Task A_meeting_is_found_by_number_and_link_whatever_its_time()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.ScheduleAsync(MeetingStory.Body("2026-08-02T10:00:00Z", "2026-08-02T10:30:00Z"));
        await simulation.ScheduleAsync();
        var byNumber = (await simulation.ApiAsync("ann", "GET", "/meetings?meetingNumber=" + Text(made, "meetingNumber"))).Expect(200).Items.Single()!;
        Assert.Equal(("scheduledMeeting", made.Id()), (Text(byNumber, "meetingType"), Text(byNumber, "meetingSeriesId")));
        var byLink = (await simulation.ApiAsync("ann", "GET", $"/meetings?current=false&webLink={Uri.EscapeDataString(Text(made, "webLink"))}")).Expect(200).Items.Single()!;
        Assert.Equal(("meetingSeries", made.Id()), (Text(byLink, "meetingType"), byLink.Id()));
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/meetings?meetingNumber=1")).Expect(200).Items);
    }

    [Fact]
    public async Task A_change_that_leaves_no_occurrence_is_refused()
    {
        await using var simulation = await Simulation.StartAsync();
        var path = "/meetings/" + (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "PATCH", path, """{"recurrence":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}""")).Expect(400);
        (await simulation.ApiAsync("ann", "PATCH", path, """{"recurrence":"FREQ=WEEKLY;COUNT=2"}""")).Expect(200);
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting&to=2026-04-01T00:00:00Z&from=2026-03-01T00:00:00Z")).Items.Count);
    }

    [Fact]
    public async Task An_administrator_gives_meetings_to_another_host()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var body = new { hostEmail = simulation.Of("bo", "email"), meetingIds = new[] { id } };
        (await simulation.ApiAsync("ann", "POST", "/meetings/reassignHost", body)).Expect(403);
        (await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", body)).Expect(204);
        (await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Expect(404);
        (await simulation.ApiAsync("bo", "PATCH", "/meetings/" + id, """{"title":"Mine now"}""")).Expect(200);
        var half = (await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", new { body.hostEmail, meetingIds = new[] { id, "unknown" } })).Expect(207);
        Assert.Equal(["204", "404"], half.Items.Select(item => item!["httpStatus"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_meeting_of_a_room_wants_the_scope_of_rooms_as_well()
    {
        await using var simulation = await Simulation.StartAsync();
        var roomId = await simulation.RoomAsync("ann", []);
        var token = (await SignIn.CompleteAsync(simulation, ("scope", "meeting:schedules_write"))).Of("access_token");
        var refused = (await simulation.SendAsync("POST", "/v1/meetings", $$"""{"adhoc":true,"roomId":"{{roomId}}"}""", token)).Expect(403);
        Assert.Equal("The request needs spark:all.", refused.Json["errors"]![0]!["description"]!.GetValue<string>());
        (await simulation.SendAsync("POST", "/v1/meetings", MeetingStory.Body().ToJsonString(), token)).Expect(200);
    }

    [Fact]
    public async Task An_instant_meeting_of_a_room_is_made_once_and_not_listed()
    {
        await using var simulation = await Simulation.StartAsync();
        var roomId = await simulation.RoomAsync("ann", ["bo"]);
        var body = new { adhoc = true, roomId };
        var made = (await simulation.ApiAsync("ann", "POST", "/meetings", body)).Expect(200).Json;
        Assert.Equal(("2026-03-02T09:05:00Z", "2026-03-02T09:20:00Z", "Ann Berg"), (Text(made, "start"), Text(made, "end"), Text(made, "title")));
        Assert.Equal(made.Id(), (await simulation.ApiAsync("ann", "POST", "/meetings", body)).Expect(200).Json.Id());
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/meetings")).Items);
        (await simulation.ApiAsync("ann", "DELETE", "/meetings/" + made.Id())).Expect(403);
        Assert.Equal(simulation.Of("bo", "email"), (await simulation.ApiAsync("ann", "GET", "/meetingInvitees?meetingId=" + made.Id())).Items.Single()!["email"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "POST", "/meetings", new { adhoc = true })).Expect(400);
        (await simulation.ApiAsync("carla", "POST", "/meetings", body)).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/meetings", new { adhoc = true, roomId = Guid.NewGuid() })).Expect(404);
    }

    [Fact]
    public async Task The_hundred_and_first_meeting_within_a_day_is_too_many_and_refused_ones_count()
    {
        await using var simulation = await Simulation.StartAsync();
        for (var index = 0; index < 100; index++)
        {
            (await simulation.ApiAsync("ann", "POST", "/meetings", index == 0 ? MeetingStory.Body().ToJsonString() : "{}")).Expect(index == 0 ? 200 : 400);
        }

        var refused = (await simulation.ApiAsync("ann", "POST", "/meetings", MeetingStory.Body().ToJsonString())).Expect(429);
        Assert.Equal("86400", refused.Headers.GetValues("Retry-After").Single());
        await simulation.ScheduleAsync(host: "bo");
        await simulation.AdvanceAsync(86400);
        await simulation.ScheduleAsync(MeetingStory.Body("2026-03-09T10:00:00Z", "2026-03-09T11:00:00Z"));
    }

    [Fact]
    public async Task A_bot_has_no_meetings()
    {
        await using var simulation = await Simulation.StartAsync();
        var bot = (await simulation.GetAsync("/control/people"))["bots"]![0]!["access_token"]!.GetValue<string>();
        (await simulation.SendAsync("GET", "/v1/meetings", null, bot)).Expect(403);
    }

    private static async Task<List<string>> OccurrencesAsync(Simulation simulation, string more = "") =>
        [.. (await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting" + more)).Expect(200).Items.Select(item => item!.Id())];

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
