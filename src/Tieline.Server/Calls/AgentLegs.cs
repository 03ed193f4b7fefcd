namespace Tieline.Server.Calls;

/// <summary>Pure: makes one agent's call out of the legs that the agent had in a session.</summary>
internal static class AgentLegs
{
    /// <param name="legs">The agent's legs in the order in which they began; at least one.</param>
    public static CallView ViewOf(CallSession session, IReadOnlyList<CallLeg> legs)
    {
        var current = legs.LastOrDefault(leg => !leg.IsOver) ?? legs[^1];
        var isOver = legs.All(leg => leg.IsOver);
        var isIncoming = legs[0].IsIncoming ?? true;
        // Which way the call went at first is for the log; what can be done with it hangs on the leg that lives now.
        var ringsHere = !isOver && current is { AnsweredAt: null, IsIncoming: not false } && StatusOf(current) == CallStatus.Ringing;
        var remote = current.Remote?.Value ?? RemoteParty.Unknown;
        var parked = isOver ? current.Did(AgentDeed.Parked) : null;
        return new CallView(
            session.TenantId, session.CallSessionId, current.PersonId, current.CallId,
            remote.IsColleague ? CallDirection.Internal : isIncoming ? CallDirection.Inbound : CallDirection.Outbound,
            isOver ? parked is null ? CallStatus.Ended : CallStatus.Parked : StatusOf(current),
            remote, legs[0].StartedAt!.Value, legs.Min(leg => leg.AnsweredAt), isOver ? legs.Max(leg => leg.EndedAt) : null,
            isOver ? CallOutcomes.Of(session, legs) : null,
            current.Mute?.Value.IsMuted ?? false, current.Mute?.Value.CanMute ?? false,
            ringsHere && current.Did(AgentDeed.CannotAnswerHere) is null,
            legs.Any(leg => leg.HeardEndedAt is null && leg.FoundEndedAt is not null),
            current.EndpointId?.Value, current.RedirectedBy?.Value.By, session.Version)
        {
            IsIncoming = isIncoming,
            IsRingingHere = ringsHere,
            IsEmergency = legs.Any(leg => leg.WasEmergency) || (!isIncoming && remote.Number is { } number && DialedNumber.IsEmergencyEverywhere(number)),
            TalkTime = TalkTimeOf(legs),
            ParkedAt = parked?.Place,
        };
    }

    // A click-to-dial leg may go on naming itself so while the far end rings: once picked up, it is the far end that rings.
    private static CallStatus StatusOf(CallLeg leg) => (leg.Status?.Value, leg.IsPickedUp) switch
    {
        (null, _) => CallStatus.Ringing,
        (CallStatus.Dialing, true) => CallStatus.Ringing,
        ({ } status, _) => status,
    };

    private static TimeSpan? TalkTimeOf(IReadOnlyList<CallLeg> legs)
    {
        var over = legs.Where(leg => leg is { AnsweredAt: not null, EndedAt: not null }).ToList();
        var talks = over.Select(leg => leg.EndedAt!.Value - leg.AnsweredAt!.Value).Select(talk => talk < TimeSpan.Zero ? TimeSpan.Zero : talk);
        return over.Count == 0 || over.Exists(leg => !leg.IsEndKnown) ? null : talks.Aggregate((sum, talk) => sum + talk);
    }
}
