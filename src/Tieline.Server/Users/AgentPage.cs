using System.Threading.Channels;

namespace Tieline.Server.Users;

/// <summary>One open page of an agent in the <see cref="AgentFeed"/>. Dispose it when the page goes.</summary>
public sealed class AgentPage : IDisposable
{
    private static long focusOrder;
    private readonly Channel<AgentNews> _waiting = Channel.CreateBounded<AgentNews>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Action<AgentPage> whenClosed;

    internal AgentPage(Func<AgentNews, Task> onNews, Action<AgentPage> whenClosed)
    {
        this.whenClosed = whenClosed;
        _ = PumpAsync(onNews);
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    internal long FocusedAt { get; private set; } = Interlocked.Increment(ref focusOrder);

    /// <summary>The agent looks at this page now: it is the one to pop from then on.</summary>
    public Task MarkFocusedAsync()
    {
        FocusedAt = Interlocked.Increment(ref focusOrder);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        whenClosed(this);
    }

    internal void Offer(AgentNews news) => _waiting.Writer.TryWrite(news);

    private async Task PumpAsync(Func<AgentNews, Task> onNews)
    {
        await foreach (var news in _waiting.Reader.ReadAllAsync())
        {
            await onNews(news);
        }
    }
}
