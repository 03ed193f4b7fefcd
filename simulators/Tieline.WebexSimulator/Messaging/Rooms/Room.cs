using System.Text.Json.Serialization;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>A space: of two people (direct) or of many (group), with those who are in it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/rooms</remarks>
internal sealed record Room
{
    public const string Direct = "direct";
    public const string Group = "group";

    /// <summary>Another one after a migration.</summary>
    public required string Id { get; set; }

    /// <summary>Null for a direct room, which bears the other person's name.</summary>
    public string? Title { get; set; }

    public required string Type { get; init; }

    /// <summary>Moderated: only moderators change the room and who is in it.</summary>
    public bool IsLocked { get; set; }

    public string? TeamId { get; set; }

    /// <summary>The room that every team has, with the team's own members.</summary>
    public bool IsGeneral { get; init; }

    public required DateTimeOffset LastActivity { get; set; }

    public required string CreatorId { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Only moderators may post.</summary>
    public bool IsAnnouncementOnly { get; set; }

    /// <summary>Archived: nothing is posted here any more.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Null for a room that only its members find.</summary>
    public DateTimeOffset? MadePublic { get; set; }

    public string? Description { get; set; }

    public List<Membership> Members { get; init; } = [];

    [JsonIgnore]
    public bool IsDirect => Type == Direct;

    [JsonIgnore]
    public bool IsPublic => MadePublic is not null;

    public Membership? Of(Person person) => Members.Find(member => member.PersonId == person.Id);

    /// <summary>In a moderated room only its moderators rule, in any other everybody does.</summary>
    public bool IsRuledBy(Person person) => Of(person) is { } member && (!IsLocked || member.IsModerator);
}
