namespace Tieline.Server.Calls;

/// <summary>
/// One call with all legs that our agents have in it. Immutable and pure: no clock, no I/O.
/// The order in which the cloud's events are applied does not matter, nor does it when one is applied twice. What we saw when we asked
/// (<see cref="CallSeen"/>) counts as newer than all that was applied before it: the cloud's clock and ours cannot be compared to the second.
/// </summary>
public sealed record CallSession(Guid TenantId, string CallSessionId)
{
    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<CallLeg> Legs { get; init; } = [];

    /// <summary>Grows with each commit.</summary>
    public long Version { get; init; }

    /// <summary>Some leg is not over yet.</summary>
    public bool IsOpen => Legs.Any(leg => leg.IsKnown && !leg.IsOver);

    public CallSession Apply(CallEvent happening)
    {
        var found = Legs.FirstOrDefault(leg => leg.PersonId == happening.PersonId && leg.CallId == happening.CallId);
        var leg = (found ?? new CallLeg(happening.PersonId, happening.CallId)).Apply(happening);
        return this with
        {
            Legs = [.. Legs.Where(other => other != found).Append(leg).OrderBy(one => one.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(one => one.CallId, StringComparer.Ordinal)],
        };
    }

    public CallSession Apply(IEnumerable<CallEvent> happenings) => happenings.Aggregate(this, (session, happening) => session.Apply(happening));

    /// <summary>The call as each agent in it has it; legs of one agent (park and retrieve make several) are one call.</summary>
    public IReadOnlyList<CallView> Views() =>
        [.. Legs.Where(leg => leg.IsKnown).GroupBy(leg => leg.PersonId).Select(legs => AgentLegs.ViewOf(this, [.. legs]))];
}
