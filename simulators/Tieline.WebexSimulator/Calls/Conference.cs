using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Calls of one person, the host, joined so that all hear each other.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/conference-controls</remarks>
internal sealed class Conference(Person host, int appearance, DateTimeOffset created)
{
    public Person Host { get; } = host;

    public int Appearance { get; } = appearance;

    public DateTimeOffset Created { get; } = created;

    /// <summary>The host is not heard.</summary>
    public bool Muted { get; set; }

    public bool Ended { get; set; }

    public List<ConferenceParticipant> Participants { get; } = [];

    /// <summary>The host has put all of them on hold.</summary>
    public bool OnHold => Participants.TrueForAll(participant => participant.Leg.OnHold);
}
