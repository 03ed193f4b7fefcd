using Microsoft.Data.Sqlite;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>
/// Moves pages from the write-ahead log into the file four times a second, beside the writer and without stopping it.
/// Under unbroken load the writer is always some pages ahead, so the log would grow without end: past <see cref="Limit"/> the writer is asked to move
/// the last few pages itself between two groups. The log then begins anew in the same file.
/// It keeps real time, not the injected clock: it paces a disk.
/// </summary>
internal sealed class WalCheckpoint : IAsyncDisposable
{
    /// <summary>In pages of 4 KB: 64 MB.</summary>
    private const int Limit = 16 * 1024;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly string _connectionString;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _written;
    private int _restartIsDue;

    public WalCheckpoint(string connectionString)
    {
        _connectionString = connectionString;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The log has grown past its limit and but few of its pages are left to be moved; true once each time.</summary>
    public bool TakeRestart() => _restartIsDue != 0 && Interlocked.Exchange(ref _restartIsDue, 0) != 0;

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
            if (await MoveAsync(checkpoint) > Limit)
            {
                // What was written during the first pass is moved by a second, short one, so that the least is left to the writer.
                await MoveAsync(checkpoint);
                Volatile.Write(ref _restartIsDue, 1);
            }
        }
    }

    /// <summary>Moves what can be moved; returns the log's length in pages.</summary>
    private async Task<long> MoveAsync(SqliteCommand checkpoint)
    {
        await using var answer = await checkpoint.ExecuteReaderAsync(_stopping.Token);
        return await answer.ReadAsync(_stopping.Token) ? answer.GetInt64(1) : 0;
    }
}
