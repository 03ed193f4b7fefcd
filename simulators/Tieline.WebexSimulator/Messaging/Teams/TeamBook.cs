using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Teams;

/// <summary>All teams.</summary>
internal sealed class TeamBook
{
    public List<Team> All { get; } = [];

    public IEnumerable<Team> Of(Person person) => All.Where(team => team.Of(person) is not null);

    /// <summary>The team, if the person is in it.</summary>
    public Team Visible(string id, Person person) => Of(person).FirstOrDefault(team => Ids.Same(id, team.Id)) ?? throw Ids.Unknown(id);

    /// <summary>A membership of a team that the person is in.</summary>
    public (Team Team, TeamMember Member) VisibleMember(string id, Person person)
    {
        foreach (var team in Of(person))
        {
            if (team.Members.Find(member => Ids.Same(id, member.Id)) is { } member)
            {
                return (team, member);
            }
        }

        throw Ids.Unknown(id);
    }
}
