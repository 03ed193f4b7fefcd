namespace Tieline.Server.Lightning;

/// <summary>Searches as somebody types: once the typing rests for a moment, and a newer search ends the older.</summary>
internal sealed class TypedSearch : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private CancellationTokenSource? _running;

    /// <summary>What was found; null when something else was typed meanwhile, whose own search answers. The search's own errors come through.</summary>
    public async Task<T?> RunAsync<T>(Func<CancellationToken, Task<T>> search)
        where T : class
    {
        // Takes its place before it waits for anything: of two that begin at once the second must end the first.
        var mine = new CancellationTokenSource();
        var before = _running;
        _running = mine;
        try
        {
            await (before?.CancelAsync() ?? Task.CompletedTask);
            await Task.Delay(Rest, mine.Token);
            mine.Token.ThrowIfCancellationRequested(); // Overtaken between the end of the rest and now.
            var found = await search(mine.Token);
            return mine.IsCancellationRequested ? null : found;
        }
        catch (Exception overtaken) when (mine.IsCancellationRequested && overtaken is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>What was searched for is not wanted any more.</summary>
    public Task StopAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        var last = _running;
        _running = null; // A last letter or click may still be on its way.
        last?.Cancel();
        last?.Dispose();
    }
}
