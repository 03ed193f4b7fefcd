namespace Tieline.Server.Calls;

/// <summary>
/// Pure: how a call ended for one agent. What cannot be known: a call rejected on the device itself looks like one that rang out
/// (Webex's event says the same for both), so it counts as missed; rejected through Tieline is known.
/// </summary>
internal static class CallOutcomes
{
    // The legs of a hunt group end when one of them answers, each by the clock of its own event.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    // A hunt group that rings one after the other tells of each only that it rang and stopped.
    private static readonly TimeSpan HuntedOn = TimeSpan.FromMinutes(2);

    /// <param name="legs">All of one agent's legs, all over.</param>
    public static CallOutcome Of(CallSession session, IReadOnlyList<CallLeg> legs)
    {
        if (legs.Any(leg => leg.AnsweredAt is not null))
        {
            return legs.Any(leg => leg.Did(AgentDeed.Transferred) is not null) ? CallOutcome.Transferred : CallOutcome.Answered;
        }

        return legs[0].IsIncoming == false
            ? legs.Any(leg => leg.IsPickedUp) ? CallOutcome.NotReached : CallOutcome.Cancelled
            : NotTaken(session, legs);
    }

    private static CallOutcome NotTaken(CallSession session, IReadOnlyList<CallLeg> legs)
    {
        if (legs.Any(leg => leg.Did(AgentDeed.Rejected) is not null))
        {
            return CallOutcome.Rejected;
        }

        if (legs.Any(leg => leg.Did(AgentDeed.Diverted) is not null))
        {
            return CallOutcome.Forwarded;
        }

        return legs.Any(leg => leg.WasAnsweredElsewhere || session.Legs.Any(other => TookItInstead(other, leg)))
            ? CallOutcome.AnsweredElsewhere
            : CallOutcome.Missed;
    }

    // A colleague whose phone rang beside this one and was answered, or soon after it, or to whom the call went on from here.
    private static bool TookItInstead(CallLeg other, CallLeg leg)
    {
        if (other.PersonId == leg.PersonId || other.IsIncoming == false || other.AnsweredAt is not { } answered)
        {
            return false;
        }

        var rangBeside = answered >= leg.StartedAt && answered <= leg.EndedAt + Slack;
        var wentOn = answered >= leg.EndedAt && (leg.WasForwarded || other.RedirectedBy?.Value.PersonId == leg.PersonId);
        var huntedOn = other.StartedAt >= leg.EndedAt - Slack && answered <= leg.EndedAt + HuntedOn;
        return rangBeside || huntedOn || wentOn;
    }
}
