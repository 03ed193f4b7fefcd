using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Tieline.Server.Storage.PostgreSql;

/// <summary>The schema on PostgreSQL.</summary>
internal sealed class PostgreSqlDb(DbContextOptions options) : TielineDb(options)
{
    public static DbContextOptions Options(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder().UseNpgsql(source).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

    // Two ids that begin alike only wait for each other.
    public override Task TakeTurnAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true).AsSpan(8));
        return Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", cancellationToken);
    }

    /// <summary>Used by <c>tools/new-migration</c> only.</summary>
    internal sealed class Designed : IDesignTimeDbContextFactory<PostgreSqlDb>
    {
        public PostgreSqlDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder().UseNpgsql("Host=localhost").Options);
    }
}
