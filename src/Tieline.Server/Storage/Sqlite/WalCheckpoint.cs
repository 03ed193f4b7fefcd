using Microsoft.Data.Sqlite;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>
/// Moves pages from the write-ahead log into the file four times a second, beside the writer and without stopping it.
/// Under unbroken load such a passive checkpoint never empties the log: past <see cref="Limit"/> the writer is asked to truncate it between two groups.
/// It keeps real time, not the injected clock: it paces a disk.
/// </summary>
internal sealed class WalCheckpoint : IAsyncDisposable
{
    private const long Limit = 64L << 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly FileInfo _log;
    private readonly string _connectionString;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _written;
    private volatile bool _truncateIsDue;

    public WalCheckpoint(string file, string connectionString)
    {
        _log = new FileInfo(file + "-wal");
        _connectionString = connectionString;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The log has grown past its limit.</summary>
    public bool TruncateIsDue => _truncateIsDue;

    /// <summary>Tells that a group was committed.</summary>
    public void Written() => Interlocked.Increment(ref _written);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(_stopping.Token);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var timer = new PeriodicTimer(Pace);
        var seen = 0L;
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            var written = Interlocked.Read(ref _written);
            if (written == seen)
            {
                continue;
            }

            seen = written;
            await checkpoint.ExecuteNonQueryAsync(_stopping.Token);
            _log.Refresh();
            _truncateIsDue = _log.Exists && _log.Length > Limit;
        }
    }
}
