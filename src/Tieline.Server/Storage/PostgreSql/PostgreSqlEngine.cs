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

    public PostgreSqlEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 200 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;
        settings.IncludeFailedBatchedCommand = true; // tells which unit of a group is to blame
        settings.ApplicationName ??= "tieline";
        _source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        _readingOptions = PostgreSqlDb.Options(_source);
        _writingOptions = new DbContextOptionsBuilder().UseNpgsql(_source).Options;
    }

    public string Name => "PostgreSQL";

    public bool HasOneWriter => false;

    public Type ContextType => typeof(PostgreSqlDb);

    public Task StartAsync(CancellationToken cancellationToken) => MigrationsAtStart.ApplyAsync(this, cancellationToken);

    public async ValueTask<DbConnection> OpenForReadingAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken);

    public void Bind(DbCommand command, object?[] values) => Bind(((NpgsqlCommand)command).Parameters, values);

    public TielineDb CreateContext() => new PostgreSqlDb(_readingOptions);

    public TielineDb CreateWritingContext() => new PostgreSqlDb(_writingOptions);

    public async Task<int[][]> CommitAsync(IReadOnlyList<StatementUnit> group)
    {
        await using var connection = await _source.OpenConnectionAsync();
        // Without a transaction of its own a batch is one implicit transaction and one round trip; with expectations we must look before we commit.
        var mustLook = group.Any(unit => unit.Statements.Any(statement => statement.ExpectedRows is not null));
        await using var transaction = mustLook ? await connection.BeginTransactionAsync() : null;
        await using var batch = new NpgsqlBatch(connection, transaction);
        Fill(batch, group);
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException exception) when (exception.BatchCommand is { } guilty)
        {
            throw new UnitFailedException(UnitOf(group, batch.BatchCommands.IndexOf(guilty)), exception);
        }

        var changedRows = Collect(batch, group);
        if (transaction is not null)
        {
            await transaction.CommitAsync();
        }

        return changedRows;
    }

    public bool IsPassing(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Fill(NpgsqlBatch batch, IReadOnlyList<StatementUnit> group)
    {
        for (var index = 0; index < group.Count; index++)
        {
            foreach (var statement in group[index].Statements)
            {
                var command = new NpgsqlBatchCommand(statement.Sql);
                try
                {
                    Bind(command.Parameters, statement.Values);
                }
                catch (ArgumentException exception)
                {
                    throw new UnitFailedException(index, exception);
                }

                batch.BatchCommands.Add(command);
            }
        }
    }

    private static int[][] Collect(NpgsqlBatch batch, IReadOnlyList<StatementUnit> group)
    {
        var changedRows = new int[group.Count][];
        var next = 0;
        for (var index = 0; index < group.Count; index++)
        {
            var statements = group[index].Statements;
            changedRows[index] = new int[statements.Count];
            for (var i = 0; i < statements.Count; i++)
            {
                changedRows[index][i] = batch.BatchCommands[next++].RecordsAffected;
                try
                {
                    StatementUnit.Check(statements[i], changedRows[index][i]);
                }
                catch (StaleWriteException exception)
                {
                    throw new UnitFailedException(index, exception);
                }
            }
        }

        return changedRows;
    }

    private static int UnitOf(IReadOnlyList<StatementUnit> group, int command)
    {
        var index = 0;
        while (command >= group[index].Statements.Count)
        {
            command -= group[index++].Statements.Count;
        }

        return index;
    }

    private static void Bind(NpgsqlParameterCollection parameters, object?[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(Rows.Checked(value) switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value },
                long number => new NpgsqlParameter<long> { TypedValue = number },
                int number => new NpgsqlParameter<int> { TypedValue = number },
                bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
                Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
                var other => throw new ArgumentException($"{other.GetType().Name} is no column type here."),
            });
        }
    }
}
