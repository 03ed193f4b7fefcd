namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>A person's being in a room.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/memberships</remarks>
internal sealed record Membership
{
    public required string PersonId { get; init; }

    public bool IsModerator { get; set; }

    /// <summary>The person's client does not show this direct room until a new message comes.</summary>
    public bool IsRoomHidden { get; set; }

    public required DateTimeOffset Created { get; init; }
}
