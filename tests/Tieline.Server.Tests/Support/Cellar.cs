using Microsoft.Extensions.Logging.Abstractions;
using Tieline.Server.Storage;
using Tieline.Server.Storage.PostgreSql;
using Tieline.Server.Storage.Sqlite;

namespace Tieline.Server.Tests.Support;

/// <summary>A migrated database with its writer and nothing above it, on SQLite in a temporary folder or on PostgreSQL.</summary>
internal sealed class Cellar : IAsyncDisposable
{
    private readonly IDatabaseEngine _engine;
    private readonly string? _folder;

    private Cellar(IDatabaseEngine engine, string? folder)
    {
        _engine = engine;
        _folder = folder;
        Database = new Database(engine);
        Writer = new GroupCommitWriter(engine, NullLogger<GroupCommitWriter>.Instance);
    }

    public Database Database { get; }

    public GroupCommitWriter Writer { get; }

    public static async Task<Cellar> OnSqliteAsync(string? file = null)
    {
        var folder = file is null ? Directory.CreateTempSubdirectory("tieline-sqlite-").FullName : null;
        return await StartAsync(new Cellar(new SqliteEngine(file ?? Path.Combine(folder!, "tieline.db")), folder));
    }

    public static Task<Cellar> OnPostgreSqlAsync(string connectionString) =>
        StartAsync(new Cellar(new PostgreSqlEngine(connectionString), null));

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync();
        await _engine.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<Cellar> StartAsync(Cellar cellar)
    {
        await cellar._engine.StartAsync(CancellationToken.None);
        cellar.Writer.Start();
        return cellar;
    }
}
