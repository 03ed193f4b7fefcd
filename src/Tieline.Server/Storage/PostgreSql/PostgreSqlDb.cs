using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Tieline.Server.Storage.PostgreSql;

/// <summary>The schema on PostgreSQL.</summary>
internal sealed class PostgreSqlDb(DbContextOptions options) : TielineDb(options)
{
    public static DbContextOptions Options(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder().UseNpgsql(source).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

    /// <summary>Used by <c>tools/new-migration</c> only.</summary>
    internal sealed class Designed : IDesignTimeDbContextFactory<PostgreSqlDb>
    {
        public PostgreSqlDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder().UseNpgsql("Host=localhost").Options);
    }
}
