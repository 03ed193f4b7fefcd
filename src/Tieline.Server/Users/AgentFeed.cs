using System.Collections.Concurrent;

namespace Tieline.Server.Users;

/// <summary>Carries news to an agent's open pages, on whichever server of the cluster they are.</summary>
public sealed class AgentFeed
{
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Agent), ConcurrentDictionary<Guid, AgentPage>> _pages = new();

    /// <summary>
    /// Joins a page to the feed until it is disposed. <paramref name="onNews"/> is called for one piece of news at a time, in order;
    /// a slow page delays nobody else and loses the oldest news when more than 256 wait.
    /// </summary>
    public AgentPage Subscribe(Guid tenantId, Guid agentId, Func<AgentNews, Task> onNews)
    {
        var open = _pages.GetOrAdd((tenantId, agentId), _ => new());
        var page = new AgentPage(onNews, closed => open.TryRemove(closed.Id, out _));
        open[page.Id] = page;
        return page;
    }

    /// <summary>Tells all of the agent's open _pages.</summary>
    public Task PublishAsync(Guid tenantId, Guid agentId, AgentNews news)
    {
        foreach (var page in PagesOf(tenantId, agentId))
        {
            page.Offer(news);
        }

        return Task.CompletedTask;
    }

    /// <summary>Tells the one page that was focused last. News with the same <paramref name="onceKey"/> is told once.</summary>
    public Task PublishToFocusedAsync(Guid tenantId, Guid agentId, string onceKey, AgentNews news)
    {
        PagesOf(tenantId, agentId).MaxBy(page => page.FocusedAt)?.Offer(news);
        return Task.CompletedTask;
    }

    private ICollection<AgentPage> PagesOf(Guid tenantId, Guid agentId) =>
        _pages.TryGetValue((tenantId, agentId), out var open) ? open.Values : [];
}
