using Tieline.Server.CallerMatching;
using Tieline.Server.Users;

namespace Tieline.Server.ScreenPop;

/// <summary>Shows the agent who is calling, on the page that was focused last.</summary>
public sealed class ScreenPops(AgentFeed feed)
{
    /// <summary>Asks the agent's page to pop. The same caller of the same call is popped once; a pop may be lost when no page is open.</summary>
    public Task ShowAsync(Agent agent, string callSessionId, CallerMatch match) =>
        feed.PublishToFocusedAsync(
            agent.TenantId, agent.Id, $"pop:{callSessionId}:{match.E164 ?? match.NumberShown}", new ScreenPopAsked(callSessionId, TargetOf(match), match));

    /// <summary>What to open without asking: the one clear match, or the account that all equal matches share.</summary>
    internal static PopTarget? TargetOf(CallerMatch match)
    {
        if (match.Single is { } single)
        {
            return new PopTarget(single.RecordId, single.ObjectName, single.Name);
        }

        return match.Kind == CallerMatchKind.Many && match.Candidates[0] is { AccountId: { } accountId } first
            && match.Candidates.All(candidate => candidate.AccountId == accountId)
            ? new PopTarget(accountId, "Account", first.AccountName ?? "")
            : null;
    }
}
