using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tieline.Server.Storage.PostgreSql;

/// <summary>PostgreSQL 14 or later. A group of units is one round trip, or two when a unit checks how many rows it changed.</summary>
internal sealed class PostgreSqlEngine : IDatabaseEngine
{
    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions _readingOptions;
    private readonly DbContextOptions _writingOptions;
    private NpgsqlConnection? _groups;

    public PostgreSqlEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 200 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;
        settings.IncludeFailedBatchedCommand = true; // tells which unit of a group is to blame
        settings.ApplicationName ??= "tieline";
        settings.KeepAlive = settings.KeepAlive == 0 ? 30 : settings.KeepAlive; // Seconds: the writer's connection may be idle for long, and what lies between may forget it.
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        _readingOptions = PostgreSqlDb.Options(_source);
        _writingOptions = new DbContextOptionsBuilder().UseNpgsql(_source).Options;
    }

    public string Name => "PostgreSQL";

    public bool HasOneWriter => false;

    public async Task<long> SizeAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT pg_database_size(current_database())");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public Type ContextType => typeof(PostgreSqlDb);

    public Task StartAsync(CancellationToken cancellationToken) => MigrationsAtStart.ApplyAsync(this, cancellationToken);

    public async ValueTask<DbConnection> OpenForReadingAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public void Bind(DbCommand command, object?[] values) => PostgreSqlBatch.Bind(((NpgsqlCommand)command).Parameters, values);

    public TielineDb CreateContext() => new PostgreSqlDb(_readingOptions);

    public TielineDb CreateWritingContext() => new PostgreSqlDb(_writingOptions);

    public async Task<int[][]> CommitAsync(IReadOnlyList<StatementUnit> group)
    {
        try
        {
            return await CommitAsync(group, overArrays: true);
        }
        catch (ManyFailedException)
        {
            return await CommitAsync(group, overArrays: false); // Tells who of the many is to blame.
        }
    }

    private async Task<int[][]> CommitAsync(IReadOnlyList<StatementUnit> group, bool overArrays)
    {
        var connection = await OpenForGroupsAsync();
        // Without a transaction of its own a batch is one implicit transaction and one round trip; with expectations we must look before we commit.
        var mustLook = group.Any(unit => unit.Statements.Any(statement => statement.ExpectedRows is not null));
        await using var transaction = mustLook ? await connection.BeginTransactionAsync() : null;
        await using var batch = new PostgreSqlBatch(connection, transaction, group, overArrays);
        var changedRows = await batch.ExecuteAsync();
        if (transaction is not null)
        {
            await transaction.CommitAsync();
        }

        return changedRows;
    }

    public bool IsPassing(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public async ValueTask DisposeAsync()
    {
        if (_groups is not null)
        {
            await _groups.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    // One after the other over one connection: the server's process on its other end keeps plans and pages warm. A broken one is replaced.
    private async Task<NpgsqlConnection> OpenForGroupsAsync()
    {
        if (_groups is { State: not ConnectionState.Open } broken)
        {
            _groups = null;
            await broken.DisposeAsync();
        }

        return _groups ??= await _source.OpenConnectionAsync();
    }
}
