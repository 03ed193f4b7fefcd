namespace Tieline.WebexSimulator.Calls;

/// <summary>The far end of one of the host's calls, as it takes part in a conference.</summary>
internal sealed class ConferenceParticipant(Leg leg)
{
    public Leg Leg { get; } = leg;

    /// <summary>Is not heard.</summary>
    public bool Muted { get; set; }

    /// <summary>Does not hear.</summary>
    public bool Deafened { get; set; }
}
