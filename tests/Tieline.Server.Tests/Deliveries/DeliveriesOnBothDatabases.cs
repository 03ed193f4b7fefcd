using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Deliveries;

public sealed class DeliveriesOnSqlite : DeliveryContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-deliveries-").FullName;

    private protected override ValueTask PrepareAsync() => ValueTask.CompletedTask;

    private protected override Task<Cellar> NewCellarAsync() => Cellar.OnSqliteAsync(Path.Combine(_folder, "tieline.db"));

    private protected override ValueTask ForgetAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class DeliveriesOnPostgreSql(PostgreSqlServer server) : DeliveryContract
{
    private string _database = "";

    private protected override async ValueTask PrepareAsync() => _database = await server.NewDatabaseAsync();

    private protected override Task<Cellar> NewCellarAsync() => Cellar.OnPostgreSqlAsync(_database);

    private protected override ValueTask ForgetAsync() => ValueTask.CompletedTask;
}
