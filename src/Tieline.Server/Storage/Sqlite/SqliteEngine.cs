using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>One file, one writing connection, any number of readers beside it (write-ahead log).</summary>
internal sealed class SqliteEngine(string file, ILogger? logger = null) : IDatabaseEngine
{
    private static readonly string[] ParameterNames = [.. Enumerable.Range(1, 100).Select(i => "$" + i.ToString(CultureInfo.InvariantCulture))];

    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = true }.ToString();

    private SqliteWriteConnection? _writeConnection;
    private WalCheckpoint? _checkpoint;

    public string Name => "SQLite";

    public bool HasOneWriter => true;

    public Task<long> SizeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new[] { file, file + "-wal" }.Select(part => new FileInfo(part)).Where(part => part.Exists).Sum(part => part.Length));

    public Type ContextType => typeof(SqliteDb);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await MigrationsAtStart.ApplyAsync(this, cancellationToken);
        _checkpoint = new WalCheckpoint(_connectionString, logger ?? NullLogger.Instance);
        _writeConnection = new SqliteWriteConnection(_connectionString, _checkpoint);
    }

    public async ValueTask<DbConnection> OpenForReadingAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public void Bind(DbCommand command, object?[] values)
    {
        var parameters = ((SqliteCommand)command).Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            if (parameters.Count <= i)
            {
                parameters.Add(new SqliteParameter { ParameterName = ParameterNames[i] });
            }

            parameters[i].Value = ToStored(values[i]);
        }
    }

    public TielineDb CreateContext() => new SqliteDb(SqliteDb.Options(_connectionString));

    public TielineDb CreateWritingContext() => new SqliteDb(WriteConnection.ContextOptions);

    public Task<int[][]> CommitAsync(IReadOnlyList<StatementUnit> group) => Task.FromResult(WriteConnection.Commit(group));

    /// <summary>Nobody else writes to the file, so nothing here passes by itself.</summary>
    public bool IsPassing(Exception exception) => false;

    public async ValueTask DisposeAsync()
    {
        if (_checkpoint is not null)
        {
            await _checkpoint.DisposeAsync();
        }

        _writeConnection?.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private SqliteWriteConnection WriteConnection => _writeConnection ?? throw new InvalidOperationException("The database has not been started.");

    private static object ToStored(object? value) =>
        Rows.Checked(value) switch
        {
            null => DBNull.Value,
            Guid id => id.ToByteArray(bigEndian: true),
            var other => other,
        };
}
