using Tieline.Server.CallerMatching;
using Tieline.Server.Diagnostics;
using Tieline.Server.Users;

namespace Tieline.Server.ScreenPop;

/// <summary>Shows the agent who is calling, on the page that was focused last.</summary>
public sealed class ScreenPops(AgentFeed feed, Clock clock)
{
    /// <summary>Asks the agent's page to pop. The same caller of the same call is popped once; a pop may be lost when no page is open.</summary>
    /// <param name="agent">Who is called.</param>
    /// <param name="callSessionId">The call.</param>
    /// <param name="match">Who the caller was found to be; null when Salesforce could not be asked: then there is nothing to show.</param>
    /// <param name="heardAt">When the webhook that told of the caller came in.</param>
    public async Task ShowAsync(Agent agent, string callSessionId, CallerMatch? match, DateTimeOffset heardAt)
    {
        if (match is null)
        {
            ScreenPopMeter.Ended(agent.TenantId, ScreenPopOutcome.NoAnswer);
            return;
        }

        var target = TargetOf(match);
        var told = await feed.PublishToFocusedAsync(
            agent.TenantId, agent.Id, $"pop:{callSessionId}:{match.E164 ?? match.NumberShown}", new ScreenPopAsked(callSessionId, target, match));
        switch (told)
        {
            case FocusedNews.Sent:
                ScreenPopMeter.Sent(agent.TenantId, OutcomeOf(match, target), clock.UtcNow - heardAt);
                break;
            case FocusedNews.ToldBefore:
                ScreenPopMeter.Ended(agent.TenantId, ScreenPopOutcome.ToldBefore);
                break;
            case FocusedNews.NoPage:
                ScreenPopMeter.Ended(agent.TenantId, ScreenPopOutcome.NoPage);
                break;
        }
    }

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

    private static ScreenPopOutcome OutcomeOf(CallerMatch match, PopTarget? target) =>
        target is not null ? ScreenPopOutcome.Record : match.Candidates.Count > 0 ? ScreenPopOutcome.Choice : ScreenPopOutcome.Nobody;
}
