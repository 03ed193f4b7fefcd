using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Tieline.Server.Storage;

/// <summary>
/// The one writer of this process. Units of work from many callers go into one database transaction, and each caller is answered when it is on disk:
/// one wait for the disk serves up to <see cref="LargestGroup"/> units. When one unit fails, the group is undone, the guilty unit is tried alone,
/// and those before and after it are committed without it.
/// </summary>
public sealed partial class GroupCommitWriter
{
    internal const int LargestGroup = 512;
    private const int PassingFailuresAllowed = 5;

    private readonly Channel<QueuedWork> _queue = Channel.CreateBounded<QueuedWork>(
        new BoundedChannelOptions(16 * LargestGroup) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly IDatabaseEngine _engine;
    private readonly ILogger<GroupCommitWriter> _logger;

    // Completes each when its EF work, which runs beside the queue, is done or has failed.
    private readonly ConcurrentDictionary<Task, bool> _beside = new();
    private volatile bool _isStopped;
    private Task? _loop;

    internal GroupCommitWriter(IDatabaseEngine engine, ILogger<GroupCommitWriter> logger)
    {
        _engine = engine;
        _logger = logger;
    }

    /// <summary>The writer runs and takes work.</summary>
    public bool IsAlive => _loop is { IsCompleted: false };

    /// <summary>
    /// Carries out <paramref name="unit"/> whole or not at all and returns the changed rows per statement when it is on disk.
    /// <para>
    /// <paramref name="cancellationToken"/> is heard only while the unit waits for room in the queue. A unit once taken is carried out and its caller
    /// told so: cancellation never leaves the caller in doubt, and a caller that tries again after <see cref="OperationCanceledException"/> doubles nothing.
    /// A lost connection to PostgreSQL during the commit can leave doubt: write units that may be repeated.
    /// </para>
    /// </summary>
    /// <exception cref="StaleWriteException">A statement changed another number of rows than expected; nothing was written.</exception>
    /// <exception cref="StorageStoppedException">The server is stopping; nothing was written.</exception>
    public async Task<int[]> CommitAsync(IReadOnlyList<Statement> unit, CancellationToken cancellationToken)
    {
        if (unit.Count == 0)
        {
            return [];
        }

        var pending = new StatementUnit(unit);
        await EnqueueAsync(pending, cancellationToken);
        return await pending.Answer;
    }

    /// <summary>
    /// Runs EF work, saves its changes and commits. On SQLite it has the writer for itself meanwhile, so keep it short and never wait in it for a network
    /// or for this writer; on PostgreSQL it runs beside the writer in a transaction of its own.
    /// The token is heard until the commit begins.
    /// </summary>
    /// <exception cref="StorageStoppedException">The server is stopping; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<TielineDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!_engine.HasOneWriter)
        {
            return await BesideAsync(work, cancellationToken);
        }

        var pending = new ContextUnit<T>(work, cancellationToken);
        await EnqueueAsync(pending, cancellationToken);
        return await pending.Answer;
    }

    internal void Start() => _loop ??= Task.Run(RunAsync);

    /// <summary>Takes no more work, carries out what was taken, and returns when all of it is answered.</summary>
    internal async Task StopAsync()
    {
        _isStopped = true;
        _queue.Writer.TryComplete();
        if (_loop is not null)
        {
            await _loop;
        }

        await Task.WhenAll(_beside.Keys);
    }

    private async Task<T> BesideAsync<T>(Func<TielineDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _beside[done.Task] = true; // First of all: a stop sees this work, or the work sees the stop.
        try
        {
            return _isStopped ? throw new StorageStoppedException() : await ContextUnit.InTransactionAsync(_engine, work, cancellationToken);
        }
        finally
        {
            _beside.TryRemove(done.Task, out _);
            done.SetResult();
        }
    }

    private async ValueTask EnqueueAsync(QueuedWork work, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StorageStoppedException();
        }
    }

    private async Task RunAsync()
    {
        var group = new List<StatementUnit>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync())
        {
            ContextUnit? alone = null;
            while (alone is null && group.Count < LargestGroup && _queue.Reader.TryRead(out var work))
            {
                alone = work as ContextUnit;
                if (work is StatementUnit unit)
                {
                    group.Add(unit);
                }
            }

            await CommitGroupAsync(group);
            group.Clear();
            if (alone is not null)
            {
                await RunAloneAsync(alone);
            }
        }
    }

    private async Task RunAloneAsync(ContextUnit unit)
    {
        try
        {
            await unit.RunAsync(_engine);
        }
        catch (Exception exception)
        {
            unit.Fail(exception);
        }
    }

    private async Task CommitGroupAsync(List<StatementUnit> group)
    {
        var rest = group;
        var passingFailures = 0;
        while (rest.Count > 0)
        {
            try
            {
                Answer(rest, await _engine.CommitAsync(rest));
                return;
            }
            catch (UnitFailedException failure) when (rest.Count > 1)
            {
                await CommitGroupAsync(rest.GetRange(0, failure.Index));
                await CommitGroupAsync(rest.GetRange(failure.Index, 1));
                rest = rest.GetRange(failure.Index + 1, rest.Count - failure.Index - 1);
            }
            catch (UnitFailedException failure) when (_engine.IsPassing(failure.Cause) && ++passingFailures <= PassingFailuresAllowed)
            {
                Log.TryingAgain(_logger, failure.Cause.Message);
            }
            catch (UnitFailedException failure)
            {
                rest[0].Fail(failure.Cause);
                return;
            }
            catch (Exception exception)
            {
                Log.GroupFailed(_logger, rest.Count, exception);
                rest.ForEach(unit => unit.Fail(exception));
                return;
            }
        }
    }

    private static void Answer(List<StatementUnit> group, int[][] changedRows)
    {
        for (var i = 0; i < group.Count; i++)
        {
            group[i].Succeed(changedRows[i]);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A unit of work is tried again: {Reason}")]
        public static partial void TryingAgain(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Units} units of work could not be written; is the disk full or the database down?")]
        public static partial void GroupFailed(ILogger logger, int units, Exception exception);
    }
}

/// <summary>The server is stopping: its database takes no more writes and answers no more reads; nothing was written.</summary>
public sealed class StorageStoppedException() : InvalidOperationException("The server is stopping: its database takes no more writes and answers no more reads.");
