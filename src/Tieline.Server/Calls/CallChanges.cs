namespace Tieline.Server.Calls;

/// <summary>Pure: what changed for whom between two states of a session.</summary>
internal static class CallChanges
{
    public static CallChange Between(CallSession before, CallSession after, DateTimeOffset at)
    {
        var known = before.Views().ToDictionary(view => view.PersonId);
        var agents = after.Views()
            .Select(view => new AgentCallChange(known.GetValueOrDefault(view.PersonId), view)
            {
                AliveAt = after.Legs.Where(leg => leg.PersonId == view.PersonId).Max(leg => leg.AliveAt),
            })
            .Where(change => change.Before is null || change.Before with { Version = change.After.Version } != change.After)
            .ToList();
        return new CallChange(after.TenantId, after.CallSessionId, at, agents);
    }
}
