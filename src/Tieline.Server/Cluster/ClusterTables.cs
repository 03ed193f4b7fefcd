using Npgsql;

namespace Tieline.Server.Cluster;

/// <summary>Makes the tables by which the servers of a cluster know each other, before the silo starts. Runs at each start; two at once wait for each other.</summary>
internal sealed class ClusterTables(TielineOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(options.Database);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, MembershipSql.Tables, cancellationToken);
        foreach (var (key, text) in MembershipSql.Queries)
        {
            await using var keep = new NpgsqlCommand(MembershipSql.KeepQuery, connection);
            keep.Parameters.Add(new NpgsqlParameter { Value = key });
            keep.Parameters.Add(new NpgsqlParameter { Value = text });
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
