using Tieline.Server.Calls;

namespace Tieline.Server.Softphone;

/// <summary>Pure: which of several calls stands in front, and which two could be joined.</summary>
internal static class CallOrder
{
    /// <summary>
    /// The newest call that rings in and was not passed over; else the one the agent selected while it lives; else the one being talked on, then one being made,
    /// then the newest on hold, then one that is parked.
    /// </summary>
    /// <param name="calls">All that the agent has now.</param>
    /// <param name="selected">The session of the call that the agent brought to the front; null for none.</param>
    /// <param name="passedOver">Calls that rang in while the agent chose another one.</param>
    public static CallView? Foremost(IReadOnlyList<CallView> calls, string? selected, IReadOnlySet<string>? passedOver = null)
    {
        var shown = calls.Where(IsShown).OrderBy(Rank).ThenByDescending(call => call.StartedAt).ToList();
        return shown.FirstOrDefault(call => RingsIn(call) && passedOver?.Contains(call.CallSessionId) != true)
            ?? shown.FirstOrDefault(call => call.CallSessionId == selected)
            ?? shown.FirstOrDefault();
    }

    public static bool RingsIn(CallView call) => call is { Status: CallStatus.Ringing, IsIncoming: true, IsOver: false };

    // A leg that was parked is over, and the call still lies where the agent can take it back.
    private static bool IsShown(CallView call) => !call.IsOver || call.Status == CallStatus.Parked;

    /// <summary>The call on hold that <paramref name="call"/> can be joined with: the agent is talking on one and holds exactly one other.</summary>
    public static CallView? HeldBeside(CallView call, IReadOnlyList<CallView> calls)
    {
        var held = calls.Where(other => other.CallSessionId != call.CallSessionId && other.Status == CallStatus.Held && !other.IsOver).ToList();
        return held.Count == 1 && !call.IsIncoming && call.Status is CallStatus.Connected or CallStatus.RemoteHeld ? held[0] : null;
    }

    private static int Rank(CallView call) => call.Status switch
    {
        CallStatus.Ringing when call.IsRingingHere => 0,
        CallStatus.Connected => 1,
        CallStatus.RemoteHeld => 2,
        CallStatus.Dialing or CallStatus.Ringing => 3,
        CallStatus.Held => 4,
        CallStatus.Parked or CallStatus.Ended => 5,
        _ => 6,
    };
}
