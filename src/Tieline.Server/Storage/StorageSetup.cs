using Tieline.Server.Storage.PostgreSql;
using Tieline.Server.Storage.Sqlite;

namespace Tieline.Server.Storage;

internal static class StorageSetup
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => CreateEngine(provider.GetRequiredService<TielineOptions>(), provider.GetRequiredService<ILogger<SqliteEngine>>()));
        services.AddSingleton(provider => new Database(provider.GetRequiredService<IDatabaseEngine>()));
        services.AddSingleton(provider => new GroupCommitWriter(
            provider.GetRequiredService<IDatabaseEngine>(), provider.GetRequiredService<ILogger<GroupCommitWriter>>()));
        services.AddSingleton<SequentialIds>();
        services.AddHostedService<StorageStart>();
        services.AddHostedService<RetentionSweep>();
        services.AddHealthChecks().AddCheck<StorageHealth>("storage");
    }

    private static IDatabaseEngine CreateEngine(TielineOptions options, ILogger<SqliteEngine> logger) =>
        options.Database.Length > 0
            ? new PostgreSqlEngine(options.Database)
            : new SqliteEngine(Path.Combine(options.DataFolder, "tieline.db"), logger);
}
