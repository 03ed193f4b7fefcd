using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class JoiningMeetings
{
    [Fact]
    public async Task A_join_redirects_unless_told_otherwise_and_only_the_host_gets_a_start_link()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.ScheduleAsync();
        var redirect = (await simulation.ApiAsync("ann", "POST", "/meetings/join", new { meetingId = made.Id() })).Expect(302);
        Assert.StartsWith($"https://{MeetingStory.Site}/", redirect.Headers.Location!.ToString(), StringComparison.Ordinal);
        var links = (await simulation.ApiAsync("ann", "POST", "/meetings/join", new { meetingNumber = made["meetingNumber"]!.GetValue<string>(), joinDirectly = false, expirationMinutes = 5 })).Expect(200);
        Assert.Equal("2026-03-02T09:05:00Z", links.Of("expiration"));
        Assert.NotEqual(links.Of("startLink"), links.Of("joinLink"));
        var guest = new { webLink = made["webLink"]!.GetValue<string>(), joinDirectly = false, password = made["password"]!.GetValue<string>(), email = "x@y.example", displayName = "X" };
        Assert.Null((await simulation.ApiAsync("bo", "POST", "/meetings/join", guest)).Expect(200).Json["startLink"]);
        (await simulation.ApiAsync("bo", "POST", "/meetings/join", new { meetingId = made.Id(), joinDirectly = false })).Expect(403);
        (await simulation.ApiAsync("bo", "POST", "/meetings/join", new { meetingId = made.Id(), joinDirectly = false, email = MeetingStory.Customer })).Expect(200);
    }

    [Fact]
    public async Task An_instant_meeting_of_a_room_is_joined_before_its_host()
    {
        await using var simulation = await Simulation.StartAsync();
        var roomId = await simulation.RoomAsync("ann", ["bo"]);
        var id = (await simulation.ApiAsync("ann", "POST", "/meetings", new { adhoc = true, roomId })).Expect(200).Json.Id();
        Assert.NotNull((await simulation.ApiAsync("bo", "POST", "/meetings/join", new { meetingId = id, joinDirectly = false })).Expect(200).Json["joinLink"]);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("bo", "email") });
        await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") });
        var there = (await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + id)).Expect(200).Items;
        Assert.Equal([simulation.Of("bo", "email"), simulation.Of("ann", "email")], there.Select(one => one!["email"]!.GetValue<string>()));
        await simulation.ActAsync(id, "end");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"meetingId":"a","meetingNumber":"1"}""")]
    [InlineData("""{"meetingId":"a","expirationMinutes":61}""")]
    [InlineData("""{"meetingId":7}""")]
    public async Task A_join_asked_for_wrongly_is_refused(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "POST", "/meetings/join", body)).Expect(400);
    }

    [Fact]
    public async Task A_webinar_lets_in_registrants_only_and_not_before_its_time()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        (await simulation.ApiAsync("bo", "POST", $"/meetings/{id}/registrants", new { firstName = "Bo", lastName = "Lind", email = "bo@x.example" })).Expect(200);
        var join = new { meetingId = id, joinDirectly = false, email = "bo@x.example", displayName = "Bo" };
        (await simulation.ApiAsync("bo", "POST", "/meetings/join", join)).Expect(403);
        await simulation.AdvanceAsync(3600);
        (await simulation.ApiAsync("bo", "POST", "/meetings/join", join)).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/meetings/join", new { meetingId = id, joinDirectly = false, email = "other@x.example" })).Expect(403);
    }

    [Fact]
    public async Task Invitees_are_added_listed_changed_and_removed()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var made = (await simulation.ApiAsync("ann", "POST", "/meetingInvitees", new { meetingId = id, email = simulation.Of("bo", "email"), coHost = true })).Expect(200).Json;
        Assert.StartsWith(id + "_", made.Id(), StringComparison.Ordinal);
        (await simulation.ApiAsync("ann", "POST", "/meetingInvitees", new { meetingId = id, email = simulation.Of("bo", "email") })).Expect(409);
        (await simulation.ApiAsync("ann", "POST", "/meetingInvitees", new { meetingId = id, email = simulation.Of("ann", "email") })).Expect(400);
        (await simulation.ApiAsync("bo", "POST", "/meetingInvitees/bulkInsert", new { meetingId = id, items = new object[] { new { email = "p@x.example", panelist = true }, new { email = "q@x.example" } } })).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/meetingInvitees/bulkInsert", new { meetingId = id, items = new object[] { new { email = "r@x.example" }, new { email = "q@x.example" } } })).Expect(409);
        Assert.Equal(4, (await simulation.ApiAsync("ann", "GET", "/meetingInvitees?meetingId=" + id)).Expect(200).Items.Count);
        Assert.Equal("p@x.example", (await simulation.ApiAsync("ann", "GET", $"/meetingInvitees?meetingId={id}&panelist=true")).Items.Single()!["email"]!.GetValue<string>());
        var changed = (await simulation.ApiAsync("ann", "PUT", "/meetingInvitees/" + made.Id(), new { email = simulation.Of("bo", "email"), displayName = "Bo L" })).Expect(200);
        Assert.Equal(("Bo L", made.Id()), (changed.Of("displayName"), changed.Of("id")));
        (await simulation.ApiAsync("carla", "GET", "/meetingInvitees?meetingId=" + id)).Expect(404);
        (await simulation.ApiAsync("ann", "DELETE", "/meetingInvitees/" + made.Id())).Expect(204);
        (await simulation.ApiAsync("ann", "GET", "/meetingInvitees/" + made.Id())).Expect(404);
        (await simulation.ApiAsync("ann", "GET", "/meetingInvitees")).Expect(400);
    }
}
