using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tieline.Server.Storage.Sqlite;

/// <summary>The schema on SQLite: ids are 16 bytes in network order, as raw statements write them.</summary>
internal sealed class SqliteDb(DbContextOptions options) : TielineDb(options)
{
    public static DbContextOptions Options(string connectionString) =>
        new DbContextOptionsBuilder().UseSqlite(connectionString).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Guid>().HaveConversion<NetworkOrderBytes>();

    private sealed class NetworkOrderBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    /// <summary>Used by <c>tools/new-migration</c> only.</summary>
    internal sealed class Designed : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(Options("Data Source=:memory:"));
    }
}
