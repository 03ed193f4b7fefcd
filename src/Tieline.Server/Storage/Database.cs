using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Tieline.Server.Storage;

/// <summary>Reads. A read sees every unit that <see cref="GroupCommitWriter"/> has answered before the read began.</summary>
public sealed class Database
{
    private volatile bool _isStopped;

    internal Database(IDatabaseEngine engine) => Engine = engine;

    internal IDatabaseEngine Engine { get; }

    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public string Name => Engine.Name;

    /// <summary>Runs one query; parameters are <c>$1</c>, <c>$2</c>, ... Ids are read with <see cref="Rows.GetId"/>.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object?[] values, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested(); // A worker that was told to stop is to end by that.
        ThrowIfStopped();
        await using var connection = await Engine.OpenForReadingAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Engine.Bind(command, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>The database did not do what it was asked, or takes nothing any more. What passes by itself, and what came of a row that was added or changed, comes in a wrapping of EF.</summary>
    public static bool IsDown(Exception problem) => problem is DbException or StorageStoppedException or InvalidOperationException { InnerException: DbException } or DbUpdateException { InnerException: DbException };

    /// <summary>What the database itself says of that, without EF's wrapping.</summary>
    public static string WordsOf(Exception problem) => (problem as DbException ?? problem.InnerException as DbException ?? problem).Message;

    /// <summary>The size of the whole database in bytes.</summary>
    public Task<long> SizeAsync(CancellationToken cancellationToken)
    {
        ThrowIfStopped();
        return Engine.SizeAsync(cancellationToken);
    }

    /// <summary>Reads through EF with a fresh context that tracks nothing.</summary>
    public async Task<T> ReadAsync<T>(Func<TielineDb, Task<T>> read)
    {
        ThrowIfStopped();
        await using var context = Engine.CreateContext();
        return await read(context);
    }

    /// <summary>
    /// Answers no more reads: one that begins later gets a <see cref="StorageStoppedException"/>. On SQLite it would open the file again after it was
    /// closed, or make an empty one where an operator has just moved it away.
    /// </summary>
    internal void Stop() => _isStopped = true;

    private void ThrowIfStopped()
    {
        if (_isStopped)
        {
            throw new StorageStoppedException();
        }
    }
}
