using System.Data.Common;

namespace Tieline.Server.Storage;

/// <summary>What differs between SQLite and PostgreSQL. Everything else in the server is written once for both.</summary>
internal interface IDatabaseEngine : IAsyncDisposable
{
    /// <summary>As operators know it: <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    string Name { get; }

    /// <summary>The database takes one writer at a time: EF's writes must queue in the <see cref="GroupCommitWriter"/> too.</summary>
    bool HasOneWriter { get; }

    /// <summary>The size of the whole database in bytes.</summary>
    Task<long> SizeAsync(CancellationToken cancellationToken);

    /// <summary>Creates or upgrades the schema and readies the connections.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>A connection for reads; disposing it gives it back to its pool.</summary>
    ValueTask<DbConnection> OpenForReadingAsync(CancellationToken cancellationToken);

    /// <summary>Fills <c>$1</c>, <c>$2</c>, ... of a command.</summary>
    void Bind(DbCommand command, object?[] values);

    /// <summary>The context whose migrations are this database's.</summary>
    Type ContextType { get; }

    /// <summary>A context on a connection of its own.</summary>
    TielineDb CreateContext();

    /// <summary>
    /// Carries out all units in one transaction and returns the changed rows per unit and statement once they are on disk.
    /// Throws <see cref="UnitFailedException"/> when one unit is to blame; then nothing of the group was written.
    /// Called by the writer alone, never twice at once.
    /// </summary>
    Task<int[][]> CommitAsync(IReadOnlyList<StatementUnit> group);

    /// <summary>A context for one EF write with its transaction: on SQLite over the writer's connection, to be used in the writer only.</summary>
    TielineDb CreateWritingContext();

    /// <summary>The failure passes by itself (deadlock, serialization): the same unit may be tried again at once.</summary>
    bool IsPassing(Exception exception);
}

/// <summary>One unit of a group failed; the group was undone.</summary>
internal sealed class UnitFailedException(int index, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The unit's place in the group.</summary>
    public int Index { get; } = index;

    /// <summary>What its caller is to see.</summary>
    public Exception Cause { get; } = cause;
}
