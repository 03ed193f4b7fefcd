using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>
/// A statement prepared once and carried out many times through SQLite's own functions: <see cref="SqliteCommand"/> looks each parameter up by its name
/// and makes a reader for each execution, which costs more than the insert itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int ShortText = 128;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Which value each of SQLite's parameters takes; SQLite numbers <c>$1</c>, <c>$2</c>, ... in the order in which they stand in the text.</summary>
    private readonly int[] _valueOf;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
        _valueOf = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _valueOf.Length; i++)
        {
            var name = raw.sqlite3_bind_parameter_name(_statement, i + 1).utf8_to_string();
            _valueOf[i] = int.Parse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture) - 1;
        }
    }

    /// <summary>Carries it out; returns how many rows it inserted, updated or deleted.</summary>
    public int Execute(object?[] values)
    {
        try
        {
            for (var i = 0; i < _valueOf.Length; i++)
            {
                if (_valueOf[i] >= values.Length)
                {
                    throw new ArgumentException($"The statement has a parameter ${_valueOf[i] + 1} but only {values.Length} values were given.");
                }

                SqliteException.ThrowExceptionForRC(Bind(i + 1, Rows.Checked(values[_valueOf[i]])), _database);
            }

            int result;
            do
            {
                result = raw.sqlite3_step(_statement);
            }
            while (result == raw.SQLITE_ROW);
            SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, _database);
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int parameter, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, parameter),
        long number => raw.sqlite3_bind_int64(_statement, parameter, number),
        int number => raw.sqlite3_bind_int64(_statement, parameter, number),
        bool flag => raw.sqlite3_bind_int64(_statement, parameter, flag ? 1 : 0),
        Guid id => BindId(parameter, id),
        string text => BindText(parameter, text),
        // An empty span is a null pointer, which SQLite takes for NULL.
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, parameter, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes),
        _ => throw new ArgumentException($"{value.GetType().Name} is no column type here."),
    };

    private int BindId(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return raw.sqlite3_bind_blob(_statement, parameter, bytes);
    }

    private int BindText(int parameter, string text)
    {
        if (text.Length is 0 or > ShortText)
        {
            return raw.sqlite3_bind_text(_statement, parameter, text);
        }

        Span<byte> bytes = stackalloc byte[3 * ShortText];
        return raw.sqlite3_bind_text(_statement, parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
