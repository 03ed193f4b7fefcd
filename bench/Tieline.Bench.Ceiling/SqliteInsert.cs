using Microsoft.Data.Sqlite;

namespace Tieline.Bench.Ceiling;

/// <summary>One connection, synchronous FULL, keys that grow, checkpoints in the background.</summary>
internal sealed class SqliteInsert : IGroupInsert
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly Task _checkpoints;

    public SqliteInsert(string file)
    {
        _connection = new SqliteConnection($"Data Source={file}");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8192;");
        Execute("CREATE TABLE entries (id BLOB NOT NULL UNIQUE, received_at INTEGER NOT NULL, state INTEGER NOT NULL, body BLOB NOT NULL)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO entries VALUES ($1, $2, 0, $3)";
        _insert.Parameters.Add("$1", SqliteType.Blob);
        _insert.Parameters.Add("$2", SqliteType.Integer);
        _insert.Parameters.Add("$3", SqliteType.Blob);
        _checkpoints = Task.Run(() => CheckpointAsync(file, _stopping.Token));
    }

    public Task InsertAsync(List<Entry> group)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (var entry in group)
        {
            _insert.Parameters[0].Value = entry.Id.ToByteArray(bigEndian: true);
            _insert.Parameters[1].Value = entry.ReceivedAt;
            _insert.Parameters[2].Value = entry.Body;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _checkpoints.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _insert.DisposeAsync();
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private static async Task CheckpointAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync(cancellationToken);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await checkpoint.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
