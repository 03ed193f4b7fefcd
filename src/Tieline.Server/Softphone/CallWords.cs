using Tieline.Server.Calls;
using Tieline.Server.Lightning;

namespace Tieline.Server.Softphone;

/// <summary>The states of a call in the agent's words.</summary>
internal static class CallWords
{
    public static string Status(CallView call, Texts say) => call.Status switch
    {
        CallStatus.Dialing => say["Dialing"],
        CallStatus.Ringing => call.IsRingingHere ? say["IncomingCall"] : say["Ringing"],
        CallStatus.Connected => call.IsMuted ? say["Muted"] : say["Connected"],
        CallStatus.Held => say["Held"],
        CallStatus.RemoteHeld => say["RemoteHeld"],
        CallStatus.Parked => say["Parked"],
        CallStatus.Ended => say["Ended"],
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Status, null),
    };

    public static string Outcome(CallView call, Texts say) => call.Outcome switch
    {
        null => Status(call, say),
        CallOutcome.Answered => say["OutcomeAnswered"],
        CallOutcome.Missed => say["OutcomeMissed"],
        CallOutcome.Rejected => say["OutcomeRejected"],
        CallOutcome.AnsweredElsewhere => say["OutcomeAnsweredElsewhere"],
        CallOutcome.NotReached => say["OutcomeNotReached"],
        CallOutcome.Cancelled => say["OutcomeCancelled"],
        CallOutcome.Forwarded => say["OutcomeForwarded"],
        CallOutcome.Transferred => say["OutcomeTransferred"],
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Outcome, null),
    };

    /// <summary>Utility icon that tells direction and outcome at a glance.</summary>
    public static string Icon(CallView call) => call switch
    {
        { Outcome: CallOutcome.Missed } => "missed_call",
        { IsIncoming: true } => "incoming_call",
        _ => "outbound_call",
    };
}
