using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>The one connection that writes. Statements stay prepared for the life of the connection.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly WalCheckpoint _checkpoint;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public SqliteWriteConnection(string connectionString, WalCheckpoint checkpoint)
    {
        _checkpoint = checkpoint;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        // FULL: a commit is answered when the log is on the disk. No automatic checkpoint: it would make one unlucky commit wait for all pages.
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536;");
        ContextOptions = new DbContextOptionsBuilder().UseSqlite(_connection).Options;
    }

    /// <summary>For EF work that runs in the writer.</summary>
    public DbContextOptions ContextOptions { get; }

    public int[][] Commit(IReadOnlyList<StatementUnit> group, SqliteEngine engine)
    {
        if (_checkpoint.TruncateIsDue)
        {
            // Between two transactions of the only writer: readers on an old state make it give up at once, and the next group tries again.
            Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var index = 0;
        Execute("BEGIN IMMEDIATE");
        try
        {
            var changedRows = new int[group.Count][];
            for (; index < group.Count; index++)
            {
                changedRows[index] = Run(group[index], engine);
            }

            Execute("COMMIT");
            _checkpoint.Written();
            return changedRows;
        }
        catch (Exception exception)
        {
            Undo();
            if (index < group.Count)
            {
                throw new UnitFailedException(index, exception);
            }

            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private int[] Run(StatementUnit unit, SqliteEngine engine)
    {
        var changedRows = new int[unit.Statements.Count];
        for (var i = 0; i < changedRows.Length; i++)
        {
            var statement = unit.Statements[i];
            var command = Prepared(statement.Sql);
            engine.Bind(command, statement.Values);
            changedRows[i] = command.ExecuteNonQuery();
            StatementUnit.Check(statement, changedRows[i]);
        }

        return changedRows;
    }

    private void Undo()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteNoTransaction)
        {
            // A full disk or an I/O error has already undone the transaction.
        }
    }

    private const int SqliteNoTransaction = 1;

    private void Execute(string sql) => Prepared(sql).ExecuteNonQuery();

    private SqliteCommand Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _prepared.Add(sql, command);
        }

        return command;
    }
}
