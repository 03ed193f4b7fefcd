using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.People;

public class LeavingTheOrganization
{
    [Fact]
    public async Task Who_leaves_is_in_no_room_and_no_team_any_more_and_has_no_webhooks()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var alone = await simulation.RoomAsync("bo", []);
        var team = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Of("id");
        (await simulation.ApiAsync("ann", "POST", "/team/memberships", new { teamId = team, personId = simulation.Id("bo") })).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/messages", new { toPersonId = simulation.Id("ann"), text = "hello" })).Expect(200);
        await simulation.HearAsync("bo", "messages");
        await simulation.HearAsync("ann", "memberships");
        (await simulation.ApiAsync("admin", "DELETE", $"/people/{simulation.Id("bo")}")).Expect(204);
        Assert.Equal("memberships deleted, memberships deleted, memberships deleted", await simulation.HeardAsync("ann"));
        Assert.Equal(simulation.Id("admin"), Story.Bodies(simulation, "ann")[0]["actorId"]!.GetValue<string>());
        Assert.Equal([simulation.Id("ann")], (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={room}")).Fields("personId"));
        Assert.Equal([simulation.Id("ann")], (await simulation.ApiAsync("ann", "GET", $"/team/memberships?teamId={team}")).Fields("personId"));
        Assert.Equal("Empty Title", (await simulation.ApiAsync("ann", "GET", "/rooms?type=direct")).Fields("title").Single());
        Assert.DoesNotContain((await simulation.GetAsync("/control/rooms"))["rooms"]!.AsArray(), one => one!["id"]!.GetValue<string>() == alone);
        Assert.Single((await simulation.GetAsync("/control/webhooks"))["webhooks"]!.AsArray());
        await simulation.SayAsync("ann", room, "nobody hears");
        await simulation.SettleAsync();
        Assert.Empty(Story.Bodies(simulation, "bo"));
    }
}
