using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>What a person may do with a call in its present state; everything else is refused with 400.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls</remarks>
internal sealed class CallCommands(WebexCloud cloud)
{
    private Switchboard Board => cloud.Switchboard;

    /// <summary>Answers by API, on the endpoint named or else on the primary one.</summary>
    public void Answer(Leg leg, Endpoint? named)
    {
        var endpoint = named ?? leg.Person.PrimaryEndpoint;
        Refuse.Unless(leg.IsIncomingAlert, "Only an unanswered incoming call can be answered.");
        Refuse.Unless(endpoint is not null && leg.AlertingEndpoints.Contains(endpoint), "The device is not alerting for the call.");
        Refuse.Unless(endpoint!.RemoteAnswer, "The device does not support answering by the API.");
        Lift(leg, endpoint);
    }

    /// <summary>Answers by hand on the endpoint itself.</summary>
    public void Lift(Leg leg, Endpoint? endpoint)
    {
        if (leg.AwaitsPickup)
        {
            Board.PickUp(leg, endpoint);
            return;
        }

        Refuse.Unless(leg.IsIncomingAlert, "The call is not alerting.");
        Board.Connect(leg, endpoint);
    }

    /// <summary>busy and temporarilyUnavailable send the caller away; ignore only stops the ringing.</summary>
    public void Reject(Leg leg, string action)
    {
        Refuse.Unless(leg.IsIncomingAlert, "Only an unanswered incoming call can be rejected.");
        if (action == "ignore")
        {
            leg.AlertingEndpoints.Clear();
            return;
        }

        Board.Reject(leg);
    }

    public void HangUp(Leg leg) => Board.HangUp(leg);

    public void Hold(Leg leg)
    {
        Refuse.Unless(leg is { Talking: true, OnHold: false, State: EndState.Connected or EndState.RemoteHeld }, "Only a connected call can be held.");
        Board.Hold(leg);
    }

    public void Resume(Leg leg)
    {
        Refuse.Unless(leg is { Talking: true, OnHold: true }, "Only a held call can be resumed.");
        Board.Resume(leg);
    }

    public void Mute(Leg leg, bool muted)
    {
        Refuse.Unless(leg.MuteCapable, "The call is not mute capable.");
        SetMuted(leg, muted);
    }

    /// <summary>Mutes by hand on the endpoint; one that cannot be muted by the API does not tell of it either.</summary>
    public void SetMuted(Leg leg, bool muted)
    {
        if (leg.MuteCapable && leg.Muted != muted)
        {
            leg.Muted = muted;
            if (cloud.Switches.MuteIsToldByWebhook)
            {
                Board.Events.Updated(leg);
            }
        }
    }

    public void Record(Leg leg, string deed)
    {
        Refuse.Unless(leg.Talking, "Only a connected call can be recorded.");
        var onDemand = leg.Person.RecordingMode == "On Demand";
        var pausable = onDemand || leg.Person.RecordingMode == "Always with Pause/Resume";
        var (allowed, next) = deed switch
        {
            "start" => (onDemand && leg.RecordingState is null or "stopped" or "failed", "started"),
            "stop" => (onDemand && leg.RecordingState is "started" or "paused", "stopped"),
            "pause" => (pausable && leg.RecordingState is "started", "paused"),
            "resume" => (pausable && leg.RecordingState is "paused", "started"),
            _ => throw new ArgumentOutOfRangeException(nameof(deed)),
        };
        Refuse.Unless(allowed, $"{deed} is not possible for the recording: mode is \"{leg.Person.RecordingMode}\", state is \"{leg.RecordingState ?? "none"}\".");
        switch (deed)
        {
            case "start": cloud.Recordings.Begin(leg); break;
            case "stop": cloud.Recordings.Finish(leg); break;
            default: leg.RecordingActions.Add(new(deed == "pause" ? RecordingAction.Pause : RecordingAction.Resume, cloud.Clock.Now)); break;
        }

        leg.RecordingState = next;
        Board.Events.Updated(leg, Words.Recording);
    }

    public void SendDigits(Leg leg, string digits)
    {
        Refuse.Unless(digits.Length is > 0 and <= 64 && digits.All(digit => "0123456789*#ABCD,".Contains(digit)), "dtmf may hold 0-9, *, #, A-D and the comma.");
        Refuse.Unless(leg.Talking, "Digits can be sent on a connected call only.");
        leg.Dtmf += digits;
    }
}
