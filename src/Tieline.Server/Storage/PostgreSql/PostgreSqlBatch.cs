using Npgsql;

namespace Tieline.Server.Storage.PostgreSql;

/// <summary>
/// A group of units as one batch. Neighbouring units that are one statement each, of a text that has a form for many, become one command over arrays:
/// PostgreSQL sets up a command in about the time in which it inserts a row.
/// </summary>
internal sealed class PostgreSqlBatch(NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<StatementUnit> group, bool overArrays) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection, transaction);
    private readonly List<Command> _commands = [];

    /// <summary>The changed rows per unit and statement.</summary>
    /// <exception cref="UnitFailedException">A unit is to blame; nothing was written.</exception>
    /// <exception cref="ManyFailedException">One of the units of a command over arrays is to blame; nothing was written.</exception>
    public async Task<int[][]> ExecuteAsync()
    {
        for (var unit = 0; unit < group.Count;)
        {
            unit += Add(unit);
        }

        var changedRows = group.Select(unit => new int[unit.Statements.Count]).ToArray();
        try
        {
            await _batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException exception) when (exception.BatchCommand is { } guilty)
        {
            throw Failure(_commands[_batch.BatchCommands.IndexOf(guilty)], exception);
        }

        for (var i = 0; i < _commands.Count; i++)
        {
            var (unit, statement, units) = _commands[i];
            // One over arrays has inserted a row for each, or it has failed.
            var changed = units == 1 ? _batch.BatchCommands[i].RecordsAffected : 1;
            for (var one = unit; one < unit + units; one++)
            {
                changedRows[one][statement] = changed;
            }
        }

        Check(changedRows);
        return changedRows;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    // Adds the unit, or it and its like that follow; returns how many.
    private int Add(int unit)
    {
        if (overArrays && ForMany(group[unit]) is { } text)
        {
            var units = 1;
            while (unit + units < group.Count && ForMany(group[unit + units]) == text)
            {
                units++;
            }

            if (units > 1)
            {
                var rows = Enumerable.Range(unit, units).Select(i => group[i].Statements[0].Values).ToArray();
                Add(new Command(unit, 0, units), text, parameters => BindMany(parameters, rows));
                return units;
            }
        }

        for (var i = 0; i < group[unit].Statements.Count; i++)
        {
            var statement = group[unit].Statements[i];
            Add(new Command(unit, i, 1), statement.Sql, parameters => Bind(parameters, statement.Values));
        }

        return 1;
    }

    private void Add(Command command, string text, Action<NpgsqlParameterCollection> bind)
    {
        var added = new NpgsqlBatchCommand(text);
        try
        {
            bind(added.Parameters);
        }
        catch (ArgumentException exception)
        {
            throw Failure(command, exception);
        }

        _batch.BatchCommands.Add(added);
        _commands.Add(command);
    }

    private static Exception Failure(Command guilty, Exception cause) => guilty.Units > 1 ? new ManyFailedException(cause) : new UnitFailedException(guilty.Unit, cause);

    private static string? ForMany(StatementUnit unit) => unit.Statements is [{ ForManyOnPostgreSql: { } text, ExpectedRows: null }] ? text : null;

    private void Check(int[][] changedRows)
    {
        for (var unit = 0; unit < group.Count; unit++)
        {
            try
            {
                for (var i = 0; i < changedRows[unit].Length; i++)
                {
                    StatementUnit.Check(group[unit].Statements[i], changedRows[unit][i]);
                }
            }
            catch (StaleWriteException exception)
            {
                throw new UnitFailedException(unit, exception);
            }
        }
    }

    private static void BindMany(NpgsqlParameterCollection parameters, object?[][] rows)
    {
        for (var i = 0; i < rows[0].Length; i++)
        {
            var column = Array.ConvertAll(rows, row => Rows.Checked(row[i]));
            parameters.Add(column[0] switch
            {
                long => Column<long>(column),
                Guid => Column<Guid>(column),
                string => Column<string>(column),
                byte[] => Column<byte[]>(column),
                var other => throw new ArgumentException($"{other?.GetType().Name ?? "Null"} is no column type of a statement for many."),
            });
        }
    }

    private static NpgsqlParameter Column<T>(object?[] values) => new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(values, value => (T)value!) };

    internal static void Bind(NpgsqlParameterCollection parameters, object?[] values)
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

    /// <summary>Which unit and which of its statements a command carries out, or the first of how many units.</summary>
    private readonly record struct Command(int Unit, int Statement, int Units);
}

/// <summary>A command over arrays failed, and nobody knows for which of its units.</summary>
internal sealed class ManyFailedException(Exception cause) : Exception(cause.Message, cause);
