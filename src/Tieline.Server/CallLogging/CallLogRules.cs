using Tieline.Server.Calls;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>Pure: which calls are logged, and how Salesforce calls them.</summary>
public static class CallLogRules
{
    /// <summary>One Task per agent who took part: who talked, missed, rejected or sent on a call, or tried to reach somebody. Emergency calls are not logged.</summary>
    public static bool IsWanted(CallView call) => !call.IsEmergency && call.Outcome switch
    {
        null => call.AnsweredAt is not null,
        CallOutcome.Answered or CallOutcome.Transferred or CallOutcome.Missed or CallOutcome.Rejected or CallOutcome.Forwarded or CallOutcome.NotReached => true,
        CallOutcome.AnsweredElsewhere or CallOutcome.Cancelled => false,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call.Outcome, "Nobody said whether such a call is logged."),
    };

    /// <summary>
    /// The call is logged for nobody, because its agent had lost the role User when it began. One that began before is logged to its end, and what has a Task is kept up.
    /// </summary>
    internal static bool IsWithoutRole(CallView call, Agent agent, CallLogState log) =>
        IsWanted(call) && log.TaskId is null && agent.NotUserSince is { } since && call.StartedAt >= since;

    /// <summary>The call is over and there may be something to write about it. A missed call asks nothing of the agent.</summary>
    public static bool AsksTheAgent(CallView call) =>
        call.IsOver && call.Status != CallStatus.Parked && IsWanted(call) && (call.AnsweredAt is not null || !call.IsIncoming);

    /// <summary>The log says the same for both, so that nothing need be written.</summary>
    public static bool LooksTheSame(CallView? before, CallView after) => before is not null
        && IsWanted(before) == IsWanted(after)
        && (!IsWanted(after) || (
            before.Remote == after.Remote && before.AnsweredAt == after.AnsweredAt && before.EndedAt == after.EndedAt && before.Outcome == after.Outcome
            && before.TalkTime == after.TalkTime && before.Direction == after.Direction && before.StartedAt == after.StartedAt));

    /// <summary>The restricted picklist <c>CallType</c> of Task.</summary>
    public static string CallType(CallDirection direction) => direction switch
    {
        CallDirection.Inbound => "Inbound",
        CallDirection.Outbound => "Outbound",
        CallDirection.Internal => "Internal",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, null),
    };

    /// <summary>What <c>CallDisposition</c> says when the agent said nothing: one word in every language, since reports count it.</summary>
    public static string? Disposition(CallOutcome? outcome) => outcome switch
    {
        CallOutcome.Missed => "Missed",
        CallOutcome.Rejected => "Rejected",
        CallOutcome.NotReached => "Not reached",
        CallOutcome.Forwarded => "Forwarded",
        CallOutcome.Transferred => "Transferred",
        _ => null,
    };
}
