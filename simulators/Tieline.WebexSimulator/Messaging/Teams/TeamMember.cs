namespace Tieline.WebexSimulator.Messaging.Teams;

/// <summary>A person's being in a team.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/team-memberships</remarks>
internal sealed record TeamMember
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public bool IsModerator { get; set; }

    public required DateTimeOffset Created { get; init; }
}
