using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The walk asks each operation once; what it answers about other kinds of meetings fits its schema too.</summary>
public class MeetingsOfEveryKind
{
    private const string Missing = "The vendor's API documents do not lie beside the repository.";
    private const string One = "get /meetings/{meetingId}";

    [Fact]
    public async Task Webinars_instant_meetings_and_those_of_a_personal_room()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var api = new PublishedApi("meetings.json");
        var personal = MeetingStory.Body();
        personal["scheduledType"] = "personalRoomMeeting";
        var adhoc = new JsonObject { ["adhoc"] = true, ["roomId"] = await simulation.RoomAsync("ann", ["bo"]) };
        foreach (var body in (JsonObject[])[MeetingStory.Webinar(), adhoc, personal])
        {
            var id = api.Holds("post /meetings", await simulation.ApiAsync("ann", "POST", "/meetings", body.ToJsonString())).Json.Id();
            api.Holds(One, await simulation.ApiAsync("ann", "GET", "/meetings/" + id));
            api.Holds("get /admin/meetings/{meetingId}", await simulation.ApiAsync("admin", "GET", "/admin/meetings/" + id));
        }

        api.Holds("get /meetings", await simulation.ApiAsync("ann", "GET", "/meetings"));
        api.Holds("get /meetings", await simulation.ApiAsync("ann", "GET", "/meetings?meetingType=scheduledMeeting"));
    }

    [Fact]
    public async Task Occurrences_and_instances()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        await using var simulation = await Simulation.StartAsync();
        var (api, participants) = (new PublishedApi("meetings.json"), new PublishedApi("meeting-participants.json"));
        var body = MeetingStory.Body();
        body["recurrence"] = "FREQ=DAILY;COUNT=3";
        body["breakoutSessions"] = new JsonArray(new JsonObject { ["name"] = "A", ["invitees"] = new JsonArray(MeetingStory.Customer) });
        var id = (await simulation.ScheduleAsync(body)).Id();
        api.Holds("put /meetings/{meetingId}", await simulation.ApiAsync("ann", "PUT", $"/meetings/{id}_20260303T100000Z", """{"title":"Other"}"""));
        api.Holds(One, await simulation.ApiAsync("ann", "GET", $"/meetings/{id}?current=true"));
        var instance = await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "breakouts", new { open = true });
        await simulation.ActAsync(id, "join", new { phone = "+12025550188" });
        participants.Holds("get /meetingParticipants", await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance));
        await simulation.EndAsync(id);
        participants.Holds("get /meetingParticipants", await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance));
        api.Holds("get /meetings/{meetingId}/breakoutSessions", await simulation.ApiAsync("ann", "GET", $"/meetings/{instance}/breakoutSessions"));
        api.Holds(One, await simulation.ApiAsync("ann", "GET", "/meetings/" + instance));
        api.Holds("get /admin/meetings/{meetingId}", await simulation.ApiAsync("admin", "GET", "/admin/meetings/" + instance));
        api.Holds("get /meetings", await simulation.ApiAsync("ann", "GET", $"/meetings?meetingSeriesId={id}"));
        var reassign = new { hostEmail = simulation.Of("ann", "email"), meetingIds = new[] { id, "unknown" } };
        api.Holds("post /meetings/reassignHost", await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", reassign));
    }
}
