using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Teams
{
    [Fact]
    public async Task A_team_has_a_general_room_with_the_teams_members()
    {
        await using var simulation = await Simulation.StartAsync();
        var team = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Expect(200).Of("id");
        var general = (await simulation.ApiAsync("ann", "GET", $"/rooms?teamId={team}")).Items.Single()!;
        Assert.Equal("Sales", general["title"]!.GetValue<string>());
        var bo = (await simulation.ApiAsync("ann", "POST", "/team/memberships", new { teamId = team, personId = simulation.Id("bo") })).Expect(200).Of("id");
        Assert.Equal("User is already a member of the team.", (await simulation.ApiAsync("ann", "POST", "/team/memberships", new { teamId = team, personId = simulation.Id("bo") })).Expect(409).Message);
        Assert.Equal(["Sales"], (await simulation.ApiAsync("bo", "GET", "/rooms")).Fields("title"));
        (await simulation.ApiAsync("bo", "DELETE", $"/rooms/{general["id"]}")).Expect(403);
        (await simulation.ApiAsync("ann", "POST", "/memberships", new { roomId = general["id"]!.GetValue<string>(), personId = simulation.Id("carla") })).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/teams/{team}", new { name = "Sales and more" })).Expect(200);
        Assert.Equal(["Sales and more"], (await simulation.ApiAsync("bo", "GET", "/rooms")).Fields("title"));
        (await simulation.ApiAsync("bo", "DELETE", $"/team/memberships/{bo}")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/rooms")).Items);
        (await simulation.ApiAsync("bo", "GET", $"/teams/{team}")).Expect(404);
    }

    [Fact]
    public async Task Moderators_rule_the_team_and_the_last_one_cannot_go()
    {
        await using var simulation = await Simulation.StartAsync();
        var team = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Expect(200).Of("id");
        var bo = (await simulation.ApiAsync("ann", "POST", "/team/memberships", new { teamId = team, personEmail = "bo.lind@nordlys.example" })).Expect(200).Of("id");
        var ann = (await simulation.ApiAsync("bo", "GET", $"/team/memberships?teamId={team}")).Fields("id")[0]!;
        (await simulation.ApiAsync("bo", "POST", "/team/memberships", new { teamId = team, personId = simulation.Id("carla") })).Expect(403);
        (await simulation.ApiAsync("bo", "PUT", $"/team/memberships/{bo}", new { isModerator = true })).Expect(403);
        (await simulation.ApiAsync("bo", "DELETE", $"/team/memberships/{ann}")).Expect(403);
        (await simulation.ApiAsync("bo", "PUT", $"/teams/{team}", new { name = "Mine" })).Expect(403);
        (await simulation.ApiAsync("ann", "DELETE", $"/team/memberships/{ann}")).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/team/memberships/{bo}", new { isModerator = true })).Expect(200);
        (await simulation.ApiAsync("ann", "DELETE", $"/team/memberships/{ann}")).Expect(204);
        (await simulation.ApiAsync("bo", "DELETE", $"/teams/{team}")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/teams")).Items);
    }

    [Fact]
    public async Task A_room_of_a_team_is_archived_rather_than_deleted()
    {
        await using var simulation = await Simulation.StartAsync();
        var team = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Expect(200).Of("id");
        var room = await simulation.RoomAsync("ann", ["bo"], $$"""{"title":"Deals","teamId":"{{team}}"}""");
        (await simulation.ApiAsync("ann", "DELETE", $"/rooms/{room}")).Expect(204);
        Assert.True((await simulation.ApiAsync("bo", "GET", $"/rooms/{room}")).Expect(200).Json["isReadOnly"]!.GetValue<bool>());
        (await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = room, text = "Still here?" })).Expect(403);
        var other = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Support" })).Expect(200).Of("id");
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{room}", new { title = "Deals", teamId = other })).Expect(400);
    }

    [Theory]
    [InlineData("POST", "/teams", "{}", "name cannot be empty")]
    [InlineData("POST", "/teams", """{"name":"a","size":1}""", "Unrecognized field \"size\".")]
    [InlineData("GET", "/team/memberships", null, "Required String parameter 'teamId' is not present")]
    [InlineData("POST", "/team/memberships", """{"personEmail":"bo.lind@nordlys.example"}""", "teamId cannot be null")]
    [InlineData("POST", "/team/memberships", """{"teamId":"a"}""", "Must specify either personId or personEmail.")]
    [InlineData("GET", "/teams/sales", null, "Expect base64 ID or UUID.")]
    public async Task What_makes_no_sense_is_refused(string method, string path, string? body, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal(message, (await simulation.ApiAsync("ann", method, path, body)).Expect(400).Message);
    }
}
