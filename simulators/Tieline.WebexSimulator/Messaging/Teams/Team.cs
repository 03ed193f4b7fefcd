using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Teams;

/// <summary>A group of people with rooms of their own, one of which is the general room.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/teams</remarks>
internal sealed record Team
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    public required DateTimeOffset Created { get; init; }

    public List<TeamMember> Members { get; init; } = [];

    public TeamMember? Of(Person person) => Members.Find(member => member.PersonId == person.Id);
}
