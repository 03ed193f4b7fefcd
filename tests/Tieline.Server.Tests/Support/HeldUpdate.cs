using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tieline.Server.Tests.Support;

/// <summary>
/// Makes the child server's next update of a table that fulfils a condition stop inside its transaction, on either database, until
/// <see cref="ReleaseAsync"/>: the moment to kill it. Made by a trigger, so that nothing in the product knows of it.
/// </summary>
public sealed class HeldUpdate : IAsyncDisposable
{
    private readonly string _database;
    private readonly string _file;
    private DbConnection? _lock;

    private HeldUpdate(TestWorld world, string database)
    {
        _database = database;
        _file = Path.Combine(world.DataFolder, "tieline.db");
    }

    private bool IsSqlite => _database.Length == 0;

    /// <param name="world">With its server as a child.</param>
    /// <param name="database">A PostgreSQL connection string; empty for SQLite.</param>
    /// <param name="table">Whose updates are held.</param>
    /// <param name="condition">In SQL that both databases know; NEW is the row as it shall be.</param>
    public static async Task<HeldUpdate> OnAsync(TestWorld world, string database, string table, string condition)
    {
        var held = new HeldUpdate(world, database);
        await (held.IsSqlite ? held.SpinAsync(table, condition) : held.LockAsync(table, condition));
        return held;
    }

    /// <summary>Waits until a transaction of the server has come to the held update.</summary>
    public Task ReachedAsync() => Eventually.IsTrueAsync(
        IsSqlite ? IsWriteLockHeldAsync : IsAnyoneWaitingAsync, TimeSpan.FromSeconds(60), "the unit of work waits inside its transaction");

    /// <summary>Updates go through again. For SQLite only after the kill: until then the server holds the write lock.</summary>
    public async Task ReleaseAsync()
    {
        if (IsSqlite)
        {
            await using var connection = await OpenAsync();
            await ExecuteAsync(connection, "DROP TRIGGER hold_here; DROP VIEW endless");
        }
        else
        {
            await ExecuteAsync(_lock!, "SELECT pg_advisory_unlock_all()");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    // SQLite cannot wait inside a trigger, but it can count for ever.
    private async Task SpinAsync(string table, string condition)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(
            connection,
            $"""
            CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS counted FROM n;
            CREATE TRIGGER hold_here AFTER UPDATE ON {table} WHEN {condition} BEGIN SELECT counted FROM endless; END
            """);
    }

    private async Task LockAsync(string table, string condition)
    {
        _lock = await OpenAsync();
        await ExecuteAsync(
            _lock,
            $"""
            SELECT pg_advisory_lock(4711);
            CREATE FUNCTION hold_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
            CREATE TRIGGER hold_here BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION hold_here();
            """);
    }

    // A commit takes milliseconds, on a busy disk a second or two: who cannot have the lock for five meets the endless count.
    private async Task<bool> IsWriteLockHeldAsync()
    {
        await using var connection = await OpenAsync(lockTimeout: 5);
        try
        {
            await ExecuteAsync(connection, "BEGIN IMMEDIATE; ROLLBACK");
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    }

    private async Task<bool> IsAnyoneWaitingAsync()
    {
        await using var connection = await OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        return (long)(await count.ExecuteScalarAsync(TestWorld.Stop))! > 0;
    }

    // For so many seconds SQLite waits for a lock that a commit holds.
    private async Task<DbConnection> OpenAsync(int lockTimeout = 30)
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false, DefaultTimeout = lockTimeout }.ToString())
            : new NpgsqlConnection(_database);
        await connection.OpenAsync(TestWorld.Stop);
        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestWorld.Stop);
    }
}
