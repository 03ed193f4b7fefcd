using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Teams;

/// <summary>/v1/teams: the teams that the caller is in. Each has a general room with the same members.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/teams</remarks>
internal sealed class TeamEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/teams", Access.TeamsRead, request => Paging.Page(request, [.. cloud.Teams.Of(request.Person).Select(View)], cloud.Switches.MembershipsMax));
        routes.Post("/teams", Access.TeamsWrite, Create);
        routes.Get("/teams/{teamId}", Access.TeamsRead, request => Reply.Ok(View(Find(request))));
        routes.Put("/teams/{teamId}", Access.TeamsWrite, Update);
        routes.Delete("/teams/{teamId}", Access.TeamsWrite, Delete);
    }

    private static object View(Team team) => new { team.Id, team.Name, team.Description, team.Created };

    private Team Find(CloudRequest request) => cloud.Teams.Visible(request.Route("teamId"), request.Person);

    private Reply Create(CloudRequest request)
    {
        var body = request.Body.Only("name", "description");
        var team = new Team { Id = cloud.NewId("TEAM"), Name = Name(body), Description = body.OptionalText("description"), Created = cloud.Clock.Now };
        team.Members.Add(new TeamMember { Id = cloud.NewId("TEAM_MEMBERSHIP"), PersonId = request.Person.Id, IsModerator = true, Created = team.Created });
        cloud.Teams.All.Add(team);
        cloud.RoomMoves.Open(cloud.RoomMoves.NewGroup(team.Name, request.Person) with { TeamId = team.Id, IsGeneral = true }, request.Person);
        return Reply.Ok(View(team));
    }

    private Reply Update(CloudRequest request)
    {
        var team = Moderated(request);
        var body = request.Body.Only("name", "description", "id", "created");
        var name = Name(body);
        team.Description = body.OptionalText("description") ?? team.Description;
        team.Name = name;
        foreach (var room in cloud.Rooms.All.Where(room => room.IsGeneral && room.TeamId == team.Id))
        {
            room.Title = team.Name;
            cloud.RoomMoves.Updated(room, request.Person);
        }

        return Reply.Ok(View(team));
    }

    private Reply Delete(CloudRequest request)
    {
        var team = Moderated(request);
        cloud.Teams.All.Remove(team);
        foreach (var room in cloud.Rooms.All.Where(room => room.TeamId == team.Id))
        {
            cloud.RoomMoves.Archive(room, request.Person);
        }

        cloud.Changed();
        return Reply.NoContent;
    }

    private Team Moderated(CloudRequest request)
    {
        var team = Find(request);
        Refuse.UnlessAllowed(team.Of(request.Person)!.IsModerator, "Only a moderator can change the team.");
        return team;
    }

    private static string Name(JsonBody body) =>
        body.OptionalText("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name : throw WebexFailure.BadRequest("name cannot be empty");
}
