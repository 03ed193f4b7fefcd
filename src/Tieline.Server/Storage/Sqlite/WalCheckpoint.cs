using Microsoft.Data.Sqlite;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>
/// Moves pages from the write-ahead log into the file four times a second, beside the writer and without stopping it.
/// Under unbroken load the writer is always some pages ahead, so the log would grow without end: past a limit the writer is asked to move
/// the last few pages itself between two groups. The log then begins anew in the same file.
/// A move that fails (a full disk, a lock) is told and tried again: without them the log grows until the disk is full.
/// It keeps real time, not the injected clock: it paces a disk.
/// </summary>
internal sealed partial class WalCheckpoint : IAsyncDisposable
{
    /// <summary>In pages of 4 KB: 64 MB.</summary>
    private const int DefaultLimit = 16 * 1024;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly string _connectionString;
    private readonly ILogger _logger;
    private readonly int _limit;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _written;
    private int _restartIsDue;
    private bool _isFailing;

    /// <param name="limit">Pages of the log past which it shall begin anew.</param>
    public WalCheckpoint(string connectionString, ILogger logger, int limit = DefaultLimit)
    {
        (_connectionString, _logger, _limit) = (connectionString, logger, limit);
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
        using var timer = new PeriodicTimer(Pace);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            try
            {
                await using var connection = new SqliteConnection(_connectionString);
                await connection.OpenAsync(_stopping.Token);
                await KeepMovingAsync(connection, timer);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                if (!_isFailing)
                {
                    Log.Failed(_logger, failure);
                }

                _isFailing = true;
            }
        }
    }

    private async Task KeepMovingAsync(SqliteConnection connection, PeriodicTimer timer)
    {
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        var seen = 0L;
        do
        {
            var written = Interlocked.Read(ref _written);
            if (written == seen)
            {
                continue;
            }

            seen = written;
            if (await MoveAsync(checkpoint) > _limit)
            {
                // What was written during the first pass is moved by a second, short one, so that the least is left to the writer.
                await MoveAsync(checkpoint);
                Volatile.Write(ref _restartIsDue, 1);
            }

            _isFailing = false;
        }
        while (await timer.WaitForNextTickAsync(_stopping.Token));
    }

    /// <summary>Moves what can be moved; returns the log's length in pages.</summary>
    private async Task<long> MoveAsync(SqliteCommand checkpoint)
    {
        await using var answer = await checkpoint.ExecuteReaderAsync(_stopping.Token);
        return await answer.ReadAsync(_stopping.Token) ? answer.GetInt64(1) : 0;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The database's log could not be moved into its file; it grows until that succeeds. It is tried again four times a second and told once.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
