using Tieline.WebexSimulator.CallSettings;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>A person's part in a call, with the identifier under which that person controls it.</summary>
internal sealed class Leg(CallSession session, string callId, Person person, Personality personality) : End(session)
{
    private DateTimeOffset lastStamp;
    private DateTimeOffset? heldSince;

    public string CallId { get; } = callId;

    public Person Person { get; } = person;

    public Personality Personality { get; set; } = personality;

    public int Appearance { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Answered { get; set; }

    public DateTimeOffset? Disconnected { get; set; }

    /// <summary>The endpoint that has the call, or that rings foremost.</summary>
    public Endpoint? Endpoint { get; set; }

    /// <summary>The endpoints that ring; empty once one of them has the call.</summary>
    public List<Endpoint> AlertingEndpoints { get; init; } = [];

    public List<Redirection> Redirections { get; init; } = [];

    public Recall? Recall { get; init; }

    public string? RecordingState { get; set; }

    /// <summary>What was done to the recording that is being made.</summary>
    public List<RecordingAction> RecordingActions { get; } = [];

    public bool WasRecorded { get; set; }

    /// <summary>How long this person has kept the other on hold.</summary>
    public TimeSpan HoldTime { get; private set; }

    /// <summary>This person ended the call; false: the other did, or the call went on elsewhere.</summary>
    public bool ReleasedHere { get; set; }

    /// <summary>This person called in vain because the other was busy, or would not talk.</summary>
    public bool FoundBusy { get; set; }

    /// <summary>The call id of the other end, as the cloud keeps it; null while nobody has answered.</summary>
    public string? RemoteCallId { get; set; }

    public bool Muted { get; set; }

    public bool CompletedElsewhere { get; set; }

    /// <summary>Whom the leg is for while it has no peer: the number dialled, the parked call, the group.</summary>
    public Party? Expected { get; set; }

    /// <summary>What happens once the person's own device is picked up, for legs that ring their own person first.</summary>
    public Action? OnPickup { get; set; }

    /// <summary>What happens once the far end answers: a mute transfer joins the two.</summary>
    public Action? OnFarAnswer { get; set; }

    /// <summary>What happens when the leg ends before the far end has answered: a mute transfer leaves all as it was.</summary>
    public Action? OnNoAnswer { get; set; }

    /// <summary>The legs that have barged into this one's call, and end with it.</summary>
    public List<Leg> Listeners { get; } = [];

    /// <summary>All digits sent by transmitDtmf.</summary>
    public string Dtmf { get; set; } = "";

    public bool MuteCapable => State == EndState.Connected && Endpoint is { RemoteMute: true };

    /// <summary>Rings its own person's device first, and has not been picked up.</summary>
    public bool AwaitsPickup => OnPickup is not null && State == EndState.Alerting;

    /// <summary>An incoming call that nobody has answered; not the call of one whose far end was sent on and who waits for the next.</summary>
    public bool IsIncomingAlert => Personality == Personality.Terminator && State == EndState.Alerting && Caller is not null;

    public Party Remote => Peer?.SeenBy(Person) ?? Caller?.SeenBy(Person) ?? Expected ?? Party.Withheld;

    /// <summary>Somebody who hides name and number is seen as withheld by whoever is called, or calls.</summary>
    public override Party SeenBy(Person viewer)
    {
        var party = Party.Of(Person, viewer);
        return SettingsPages.Hides(Person, calling: Personality != Personality.Terminator) ? Party.Withheld with { CallType = party.CallType } : party;
    }

    public void CountHold(bool held, DateTimeOffset now)
    {
        HoldTime += heldSince is { } since ? now - since : TimeSpan.Zero;
        heldSince = held ? now : null;
    }

    /// <summary>The next event's timestamp: a little after the happening, never before an earlier event of this leg.</summary>
    public DateTimeOffset Stamp(DateTimeOffset now, TimeSpan lag, bool again = false)
    {
        if (again)
        {
            return lastStamp;
        }

        var stamp = now + lag;
        return lastStamp = stamp > lastStamp ? stamp : lastStamp + TimeSpan.FromMilliseconds(1);
    }
}
