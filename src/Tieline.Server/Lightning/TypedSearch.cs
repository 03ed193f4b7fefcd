namespace Tieline.Server.Lightning;

/// <summary>Searches as somebody types, or at once when something is pressed: whichever begins later ends the earlier.</summary>
internal sealed class TypedSearch : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private CancellationTokenSource? _running;

    /// <summary>
    /// What was found once the typing has rested for a moment; null when another search has begun meanwhile, which answers instead.
    /// The search's own errors come through.
    /// </summary>
    public Task<T?> RunAsync<T>(Func<CancellationToken, Task<T>> search)
        where T : class => AfterAsync(Rest, search);

    /// <summary>As <see cref="RunAsync"/>, at once.</summary>
    public Task<T?> NowAsync<T>(Func<CancellationToken, Task<T>> search)
        where T : class => AfterAsync(TimeSpan.Zero, search);

    /// <summary>What was searched for is not wanted any more.</summary>
    public Task StopAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        var last = _running;
        _running = null; // A last letter or click may still be on its way.
        last?.Cancel();
        last?.Dispose();
    }

    private async Task<T?> AfterAsync<T>(TimeSpan rest, Func<CancellationToken, Task<T>> search)
        where T : class
    {
        // Takes its place before it waits for anything: of two that begin at once the second must end the first.
        var mine = new CancellationTokenSource();
        var before = _running;
        _running = mine;
        try
        {
            await (before?.CancelAsync() ?? Task.CompletedTask);
            await Task.Delay(rest, mine.Token);
            mine.Token.ThrowIfCancellationRequested(); // Overtaken between the end of the rest and now.
            var found = await search(mine.Token);
            return mine.IsCancellationRequested ? null : found;
        }
        catch (Exception overtaken) when (mine.IsCancellationRequested && overtaken is not OutOfMemoryException)
        {
            return null;
        }
    }
}
