using Microsoft.Data.Sqlite;
using Tieline.Server.Storage;
using Tieline.Server.Storage.Sqlite;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Storage;

/// <summary>SQLite's write-ahead log is moved into the file, kept short, and a failure in that does not end it.</summary>
public sealed class WalCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-wal-").FullName;
    private readonly TestLog _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_log_past_its_limit_begins_anew()
    {
        await using var checkpoint = NewCheckpoint();
        using var writer = new SqliteWriteConnection(ConnectionString, checkpoint);
        await WriteUntilRestartIsDueAsync(writer, checkpoint);
        Assert.InRange(await LogPagesAsync(), Limit + 1, int.MaxValue);
        writer.Commit([Insert(100)]);
        Assert.InRange(await LogPagesAsync(), 1, Limit);
        Assert.DoesNotContain("could not be moved", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_checkpoint_is_told_once_and_the_next_one_tries_again()
    {
        Directory.Delete(_folder);
        await using var checkpoint = NewCheckpoint();
        await Eventually.IsTrueAsync(() => _log.Text.Contains("could not be moved into its file", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder);
        using var writer = new SqliteWriteConnection(ConnectionString, checkpoint);
        await WriteUntilRestartIsDueAsync(writer, checkpoint);
        Assert.Equal(2, _log.Text.Split("could not be moved into its file").Length);
    }

    private const int Limit = 40;

    private string DatabaseFile => Path.Combine(_folder, "tieline.db");

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Pooling = false }.ToString();

    private WalCheckpoint NewCheckpoint() => new(ConnectionString, _log.CreateLogger("wal"), Limit);

    private async Task<int> LogPagesAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(TestWorld.Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        await using var answer = await command.ExecuteReaderAsync(TestWorld.Stop);
        Assert.True(await answer.ReadAsync(TestWorld.Stop));
        return answer.GetInt32(1);
    }

    private static async Task WriteUntilRestartIsDueAsync(SqliteWriteConnection writer, WalCheckpoint checkpoint)
    {
        writer.Commit([new StatementUnit([new("CREATE TABLE pages (body BLOB)", [])])]);
        writer.Commit([Insert(300_000)]);
        await Eventually.IsTrueAsync(checkpoint.TakeRestart);
    }

    private static StatementUnit Insert(int bytes) => new([new("INSERT INTO pages VALUES ($1)", [new byte[bytes]])]);
}
