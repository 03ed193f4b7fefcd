using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class HostsWhoLeave
{
    [Fact]
    public async Task Meetings_of_a_host_who_left_are_an_administrators_to_see_and_to_give_away()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        body["invitees"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject { ["email"] = simulation.Of("carla", "email"), ["coHost"] = true });
        (body["publicMeeting"], body["enabledJoinBeforeHost"], body["joinBeforeHostMinutes"]) = (true, true, 15);
        var id = (await simulation.ScheduleAsync(body, "eva")).Id();
        (await simulation.ApiAsync("admin", "DELETE", "/people/" + simulation.Id("eva"))).Expect(204);
        (await simulation.ApiAsync("carla", "GET", "/meetings/" + id)).Expect(404);
        Assert.Empty((await simulation.ApiAsync("carla", "GET", "/meetings")).Expect(200).Items);
        (await simulation.ApiAsync("carla", "POST", "/meetings/join", new { meetingId = id, joinDirectly = false })).Expect(404);
        await simulation.AdvanceAsync(3600);
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/join", $$"""{"email":"{{simulation.Of("carla", "email")}}"}""", null)).Expect(409);
        Assert.Equal("eva.holm@nordlys.example", (await simulation.ApiAsync("admin", "GET", "/admin/meetings/" + id)).Expect(200).Of("hostEmail"));
        (await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", new { hostEmail = simulation.Of("bo", "email"), meetingIds = new[] { id } })).Expect(204);
        Assert.Equal(simulation.Of("bo", "email"), (await simulation.ApiAsync("carla", "GET", "/meetings/" + id)).Expect(200).Of("hostEmail"));
        await simulation.ActAsync(id, "join", new { email = simulation.Of("carla", "email") });
    }

    [Fact]
    public async Task Who_leaves_the_organization_leaves_the_meeting_too()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync(host: "eva")).Id();
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("eva", "email") });
        (await simulation.ApiAsync("admin", "DELETE", "/people/" + simulation.Id("eva"))).Expect(204);
        await simulation.AdvanceAsync(900);
        Assert.Equal("ended", (await simulation.ApiAsync("admin", "GET", "/meetings?meetingType=meeting")).Expect(200).Items.Single()!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_administrator_sees_any_meeting_but_not_what_lets_one_in()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.ScheduleAsync();
        var number = made["meetingNumber"]!.GetValue<string>();
        var shown = (await simulation.ApiAsync("admin", "GET", "/admin/meetings?meetingNumber=" + number)).Expect(200).Items.Single()!;
        Assert.Equal(("scheduledMeeting", made.Id()), (shown["meetingType"]!.GetValue<string>(), shown["meetingSeriesId"]!.GetValue<string>()));
        foreach (var secret in (string[])["password", "hostKey", "webLink", "sipAddress", "agenda"])
        {
            Assert.Null(shown[secret]);
        }

        Assert.Null(shown["telephony"]!["accessCode"]);
        var byLink = "/admin/meetings?current=false&webLink=" + Uri.EscapeDataString(made["webLink"]!.GetValue<string>());
        Assert.Equal("meetingSeries", (await simulation.ApiAsync("admin", "GET", byLink)).Expect(200).Items.Single()!["meetingType"]!.GetValue<string>());
        (await simulation.ApiAsync("admin", "GET", "/admin/meetings")).Expect(400);
        (await simulation.ApiAsync("admin", "GET", $"{byLink}&meetingNumber={number}")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", byLink)).Expect(403);
    }
}
