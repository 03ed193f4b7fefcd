using Npgsql;
using NpgsqlTypes;

namespace Tieline.Bench.Ceiling;

/// <summary>One connection; a group is one statement over arrays, one round trip, synchronous_commit on.</summary>
internal sealed class PostgreSqlInsert(NpgsqlConnection connection) : IGroupInsert
{
    public static async Task<PostgreSqlInsert> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            "CREATE TABLE IF NOT EXISTS entries (id uuid NOT NULL UNIQUE, received_at bigint NOT NULL, state int NOT NULL, body bytea NOT NULL)", connection);
        await create.ExecuteNonQueryAsync();
        return new PostgreSqlInsert(connection);
    }

    public async Task InsertAsync(List<Entry> group)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO entries SELECT id, received_at, 0, body FROM unnest($1, $2, $3) AS row (id, received_at, body)", connection);
        insert.Parameters.Add(new() { Value = group.ConvertAll(entry => entry.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        insert.Parameters.Add(new() { Value = group.ConvertAll(entry => entry.ReceivedAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        insert.Parameters.Add(new() { Value = group.ConvertAll(entry => entry.Body).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await insert.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
