using Tieline.Server.Calls;

namespace Tieline.Server.Softphone;

/// <summary>Pure: which of several calls stands in front, and which two could be joined.</summary>
internal static class CallOrder
{
    /// <summary>The call the agent selected while it lives; else the newest that rings in, then the one being talked on, then one being made, then the newest on hold.</summary>
    public static CallView? Foremost(IReadOnlyList<CallView> calls, string? selected) =>
        calls.FirstOrDefault(call => call.CallSessionId == selected && !call.IsOver)
        ?? calls.Where(call => !call.IsOver).OrderBy(Rank).ThenByDescending(call => call.StartedAt).FirstOrDefault();

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
