using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Teams;

/// <summary>/v1/team/memberships: who is in the caller's teams, and so in their general rooms.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/team-memberships</remarks>
internal sealed class TeamMembershipEndpoints(WebexCloud cloud)
{
    private const string Root = "/team/memberships";
    private const string LastModerator = "The last moderator of a team cannot go: promote another user first.";
    private static readonly string[] Fields = ["id", "teamId", "personId", "personEmail", "personDisplayName", "personOrgId", "isModerator", "created"];

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, Access.TeamMembershipsRead, List);
        routes.Post(Root, Access.TeamMembershipsWrite, Create);
        routes.Get(Root + "/{membershipId}", Access.TeamMembershipsRead, request =>
        {
            var (team, member) = Find(request);
            return Reply.Ok(View(team, member));
        });
        routes.Put(Root + "/{membershipId}", Access.TeamMembershipsWrite, Update);
        routes.Delete(Root + "/{membershipId}", Access.TeamMembershipsWrite, Delete);
    }

    private object View(Team team, TeamMember member)
    {
        var person = cloud.Directory.Ever(member.PersonId);
        return new
        {
            member.Id, teamId = team.Id, member.PersonId, personEmail = person.Email, personDisplayName = person.DisplayName,
            personOrgId = cloud.Directory.OrganizationId, member.IsModerator, member.Created,
        };
    }

    private (Team Team, TeamMember Member) Find(CloudRequest request) => cloud.Teams.VisibleMember(request.Route("membershipId"), request.Person);

    private Reply List(CloudRequest request)
    {
        var team = cloud.Teams.Visible(request.Query("teamId") ?? throw WebexFailure.BadRequest("Required String parameter 'teamId' is not present"), request.Person);
        return Paging.Page(request, [.. team.Members.Select(member => View(team, member))], cloud.Switches.MembershipsMax);
    }

    private Reply Create(CloudRequest request)
    {
        var body = request.Body.Only("teamId", "personId", "personEmail", "isModerator");
        var teamId = body.OptionalText("teamId") ?? throw WebexFailure.BadRequest("teamId cannot be null");
        var person = Ids.Person(cloud.Directory, body.OptionalText("personId"), body.OptionalText("personEmail"));
        var moderator = body.Flag("isModerator");
        var team = cloud.Teams.Visible(teamId, request.Person);
        Ruled(team, request.Person);
        if (team.Of(person) is not null)
        {
            throw WebexFailure.Conflict("User is already a member of the team.");
        }

        var member = new TeamMember { Id = cloud.NewId("TEAM_MEMBERSHIP"), PersonId = person.Id, IsModerator = moderator, Created = cloud.Clock.Now };
        team.Members.Add(member);
        if (General(team) is { } room)
        {
            cloud.RoomMoves.Add(room, person, moderator, request.Person);
        }

        cloud.Changed();
        return Reply.Ok(View(team, member));
    }

    private Reply Update(CloudRequest request)
    {
        var (team, member) = Find(request);
        var moderator = request.Body.Only(Fields).OptionalFlag("isModerator") ?? throw WebexFailure.BadRequest("isModerator is required.");
        Ruled(team, request.Person);
        Refuse.Unless(moderator || !IsLast(team, member), LastModerator);
        member.IsModerator = moderator;
        if (General(team)?.Members.Find(other => other.PersonId == member.PersonId) is { } inRoom)
        {
            inRoom.IsModerator = moderator;
            cloud.RoomMoves.UpdatedMember(General(team)!, inRoom, request.Person);
        }

        cloud.Changed();
        return Reply.Ok(View(team, member));
    }

    private Reply Delete(CloudRequest request)
    {
        var (team, member) = Find(request);
        Refuse.UnlessAllowed(member.PersonId == request.Person.Id || team.Of(request.Person)!.IsModerator, "Only a moderator can remove others from the team.");
        Refuse.Unless(!IsLast(team, member), LastModerator);
        team.Members.Remove(member);
        foreach (var room in cloud.Rooms.All.Where(room => room.TeamId == team.Id))
        {
            if (room.Members.Find(other => other.PersonId == member.PersonId) is { } inRoom)
            {
                cloud.RoomMoves.Remove(room, inRoom, request.Person);
            }
        }

        cloud.Changed();
        return Reply.NoContent;
    }

    private Room? General(Team team) => cloud.Rooms.All.FirstOrDefault(room => room.IsGeneral && room.TeamId == team.Id);

    private static void Ruled(Team team, Person person) =>
        Refuse.UnlessAllowed(team.Of(person)!.IsModerator, "Only a moderator can change who is in the team.");

    private static bool IsLast(Team team, TeamMember member) => member.IsModerator && team.Members.Count(other => other.IsModerator) == 1;
}
