using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>The one connection that writes. Statements stay prepared for the life of the connection.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly WalCheckpoint _checkpoint;
    private readonly Dictionary<string, SqliteStatement> _prepared = [];

    public SqliteWriteConnection(string connectionString, WalCheckpoint checkpoint)
    {
        _checkpoint = checkpoint;
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        // FULL: a commit is answered when the log is on the disk. No automatic checkpoint: it would make one unlucky commit wait for all pages.
        using var pragmas = _connection.CreateCommand();
        // 8 MB of pages: appends touch few, and after a commit in which a page moved SQLite walks through all that it keeps.
        pragmas.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8192; PRAGMA busy_timeout = 30000;";
        pragmas.ExecuteNonQuery();
        ContextOptions = new DbContextOptionsBuilder().UseSqlite(_connection).Options;
    }

    /// <summary>For EF work that runs in the writer.</summary>
    public DbContextOptions ContextOptions { get; }

    public int[][] Commit(IReadOnlyList<StatementUnit> group)
    {
        if (_checkpoint.TakeRestart())
        {
            // Between two transactions of the only writer nothing is added meanwhile: when this has moved the last pages, the next commit begins the log anew.
            Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }

        var index = 0;
        Execute("BEGIN IMMEDIATE");
        try
        {
            var changedRows = new int[group.Count][];
            for (; index < group.Count; index++)
            {
                changedRows[index] = Run(group[index]);
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
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private int[] Run(StatementUnit unit)
    {
        var changedRows = new int[unit.Statements.Count];
        for (var i = 0; i < changedRows.Length; i++)
        {
            var statement = unit.Statements[i];
            changedRows[i] = Prepared(statement.Sql).Execute(statement.Values);
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

    private void Execute(string sql) => Prepared(sql).Execute([]);

    private SqliteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(_connection, sql);
            _prepared.Add(sql, statement);
        }

        return statement;
    }
}
