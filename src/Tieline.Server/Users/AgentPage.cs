using System.Threading.Channels;

namespace Tieline.Server.Users;

/// <summary>One open page of an agent in the <see cref="AgentFeed"/>. Dispose it when the page goes.</summary>
public sealed partial class AgentPage : IDisposable
{
    private readonly Channel<AgentNews> _waiting = Channel.CreateBounded<AgentNews>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Func<AgentPage, Task> _report;
    private readonly ILogger _logger;
    private readonly bool _takesPops;
    private readonly long _openedAt = TimeProvider.System.GetUtcNow().UtcTicks;
    private long _focusedAt;
    private volatile bool _isCutOff;
    private volatile bool _isGone;

    internal AgentPage(Func<AgentNews, Task> onNews, Func<AgentPage, Task> report, bool takesPops, ILogger logger)
    {
        (_report, _takesPops, _logger) = (report, takesPops, logger);
        _ = PumpAsync(onNews);
    }

    internal Guid Id { get; } = Guid.NewGuid();

    internal AgentPageMark Mark => new(Id, Volatile.Read(ref _focusedAt), _openedAt, _takesPops, !_isCutOff);

    internal bool IsGone => _isGone;

    /// <summary>The agent looks at this page now: it is the one to pop from then on.</summary>
    public Task MarkFocusedAsync()
    {
        Volatile.Write(ref _focusedAt, TimeProvider.System.GetUtcNow().UtcTicks);
        _isCutOff = false;
        return _report(this);
    }

    /// <summary>
    /// Whether the browser answers. One that vanished without a goodbye (asleep, crashed, out of the net) is kept for some minutes in case
    /// it comes back; until then another page of the agent pops.
    /// </summary>
    public Task MarkReachableAsync(bool isReachable)
    {
        _isCutOff = !isReachable;
        return _report(this);
    }

    public void Dispose()
    {
        if (_waiting.Writer.TryComplete())
        {
            _isGone = true;
            _ = _report(this);
        }
    }

    internal void Offer(AgentNews news) => _waiting.Writer.TryWrite(news);

    private async Task PumpAsync(Func<AgentNews, Task> onNews)
    {
        await foreach (var news in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await onNews(news);
            }
            catch (Exception problem)
            {
                Log.PageFailed(_logger, news.GetType().Name, problem); // One page's fault must not end its news.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not show {News}")]
        public static partial void PageFailed(ILogger logger, string news, Exception problem);
    }
}
