using Orleans.Concurrency;

namespace Tieline.Server.Users;

/// <summary>Knows on which servers an agent's pages are open, and which page was focused last. Its key is <c>&lt;tenant&gt;/&lt;agent&gt;</c>.</summary>
internal interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>These are the agent's pages on the observer's server; said again every half minute, else they are forgotten. An empty list says goodbye.</summary>
    Task PagesAsync(IAgentObserver server, AgentPageMark[] pages);

    Task PublishAsync(string type, string json);

    /// <summary>Tells the page that was focused last, else the newest, and one that cannot be reached only if there is no other; what was told with the same key before is not told again.</summary>
    Task<FocusedNews> PublishToFocusedAsync(string onceKey, string type, string json);
}

/// <summary>What became of news that one page should hear.</summary>
public enum FocusedNews
{
    /// <summary>It was sent to the page.</summary>
    Sent,

    /// <summary>It was sent before.</summary>
    ToldBefore,

    /// <summary>The agent has no page open.</summary>
    NoPage,
}

/// <summary>A server with pages of the agent. Calls to it are not waited for.</summary>
internal interface IAgentObserver : IGrainObserver
{
    /// <param name="agent">The grain's key.</param>
    /// <param name="page">The one page meant; null for all.</param>
    /// <param name="type">The news' record, by name.</param>
    /// <param name="json">Its content.</param>
    [OneWay]
    Task ReceiveAsync(string agent, Guid? page, string type, string json);
}

/// <param name="FocusedAt">When it was focused last, in ticks of the server's wall clock: good enough to compare pages on two servers. 0 when it never was: a page may open in the background.</param>
/// <param name="OpenedAt">When it was opened, in the same ticks.</param>
/// <param name="TakesPops">False for a part that only listens.</param>
/// <param name="IsReachable">False while its browser does not answer.</param>
[GenerateSerializer, Immutable]
internal readonly record struct AgentPageMark(
    [property: Id(0)] Guid Page, [property: Id(1)] long FocusedAt, [property: Id(2)] long OpenedAt, [property: Id(3)] bool TakesPops, [property: Id(4)] bool IsReachable);
