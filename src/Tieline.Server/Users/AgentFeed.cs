using System.Collections.Concurrent;

namespace Tieline.Server.Users;

/// <summary>
/// Carries news to an agent's open pages, on whichever server of the cluster they are. Each page has its own queue, so that a slow one
/// holds up neither the agent's grain nor another page.
/// </summary>
public sealed partial class AgentFeed : BackgroundService
{
    private static readonly TimeSpan ReportAgainAfter = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, AgentPage>> _agents = new();

    // Agents whose last page here went without their grain hearing of it: it would give what is meant for the page in front to one that is gone.
    private readonly ConcurrentDictionary<string, bool> _unsaid = new();
    private readonly IGrainFactory _grains;
    private readonly ILogger<AgentFeed> _logger;
    private readonly Receiver _receiver;
    private readonly Lazy<IAgentObserver> _reference;

    public AgentFeed(IGrainFactory grains, ILogger<AgentFeed> logger)
    {
        (_grains, _logger) = (grains, logger);
        _receiver = new Receiver(this);
        _reference = new(() => _grains.CreateObjectReference<IAgentObserver>(_receiver));
    }

    /// <summary>
    /// Joins a page to the feed until it is disposed; it is one of those to which <see cref="PublishToFocusedAsync"/> may turn.
    /// <paramref name="onNews"/> is called for one piece of news at a time, in order; a page that is so slow that more than 256 wait loses the oldest.
    /// Returns when the news reaches the page.
    /// </summary>
    public Task<AgentPage> SubscribeAsync(Guid tenantId, Guid agentId, Func<AgentNews, Task> onNews) => JoinAsync(tenantId, agentId, onNews, takesPops: true);

    /// <summary>As <see cref="SubscribeAsync"/>, for a part that only listens: what is meant for the page in front is never given to it.</summary>
    public Task<AgentPage> ListenAsync(Guid tenantId, Guid agentId, Func<AgentNews, Task> onNews) => JoinAsync(tenantId, agentId, onNews, takesPops: false);

    /// <summary>Tells all of the agent's open pages.</summary>
    public Task PublishAsync(Guid tenantId, Guid agentId, AgentNews news)
    {
        var (type, json) = AgentNewsWire.Write(news);
        return _grains.GetGrain<IAgentGrain>(KeyOf(tenantId, agentId)).PublishAsync(type, json);
    }

    /// <summary>Tells the one page that was focused last, or, if none ever was, the newest; one whose browser cannot be reached only if there is no other. News with the same <paramref name="onceKey"/> is told once.</summary>
    public Task<FocusedNews> PublishToFocusedAsync(Guid tenantId, Guid agentId, string onceKey, AgentNews news)
    {
        var (type, json) = AgentNewsWire.Write(news);
        return _grains.GetGrain<IAgentGrain>(KeyOf(tenantId, agentId)).PublishToFocusedAsync(onceKey, type, json);
    }

    /// <summary>Says again which pages are open here: the agent's grain may have moved and forgotten.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ReportAgainAfter);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (agent, pages) in _agents.Where(one => !one.Value.IsEmpty || _unsaid.ContainsKey(one.Key)))
            {
                await ReportAsync(agent, pages);
            }
        }
    }

    private async Task<AgentPage> JoinAsync(Guid tenantId, Guid agentId, Func<AgentNews, Task> onNews, bool takesPops)
    {
        var agent = KeyOf(tenantId, agentId);
        var page = new AgentPage(onNews, which => ReportAsync(agent, which), takesPops, _logger);
        await ReportAsync(agent, page);
        return page;
    }

    private Task ReportAsync(string agent, AgentPage page)
    {
        var pages = _agents.GetOrAdd(agent, _ => new());
        pages[page.Id] = page;
        if (page.IsGone) // Asked after the page was put in: one that goes while it reports its focus does not stay.
        {
            pages.TryRemove(page.Id, out _);
        }

        // While other pages of the agent stand here, the grain need not hear that one went which only listened.
        return page.IsGone && !page.Mark.TakesPops && !pages.IsEmpty ? Task.CompletedTask : ReportAsync(agent, pages);
    }

    private async Task ReportAsync(string agent, ConcurrentDictionary<Guid, AgentPage> pages)
    {
        try
        {
            await _grains.GetGrain<IAgentGrain>(agent).PagesAsync(_reference.Value, [.. pages.Values.Select(page => page.Mark)]);
            _unsaid.TryRemove(agent, out _);
        }
        catch (Exception problem)
        {
            _unsaid[agent] = true;
            Log.NotReported(_logger, agent, problem.Message); // Said again in half a minute.
        }
    }

    private void Receive(string agent, Guid? onlyPage, string type, string json)
    {
        if (!_agents.TryGetValue(agent, out var pages) || AgentNewsWire.Read(type, json) is not { } news)
        {
            return;
        }

        foreach (var page in pages.Values.Where(page => onlyPage is null || page.Id == onlyPage))
        {
            page.Offer(news);
        }
    }

    private static string KeyOf(Guid tenantId, Guid agentId) => $"{tenantId:N}/{agentId:N}";

    private sealed class Receiver(AgentFeed feed) : IAgentObserver
    {
        public Task ReceiveAsync(string agent, Guid? page, string type, string json)
        {
            feed.Receive(agent, page, type, json);
            return Task.CompletedTask;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The open pages of agent {Agent} could not be reported: {Problem}")]
        public static partial void NotReported(ILogger logger, string agent, string problem);
    }
}
