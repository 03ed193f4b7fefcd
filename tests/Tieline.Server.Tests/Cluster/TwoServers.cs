using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Cluster;

/// <summary>Two real processes that know each other by PostgreSQL.</summary>
public sealed class TwoServers(PostgreSqlServer postgreSql) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-cluster-").FullName;
    private readonly TestLog _log = new();
    private readonly List<ChildServer> _servers = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _servers.ForEach(server => server.Dispose());
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_servers_find_each_other_and_one_notices_that_the_other_was_killed()
    {
        var options = new TestWorldOptions
        {
            Database = await postgreSql.NewDatabaseAsync(),
            ChildEnvironment = new Dictionary<string, string> { ["TIELINE_CLUSTER"] = "true" },
        };
        var first = await StartAsync(options);
        var second = await StartAsync(options);
        await Eventually.IsTrueAsync(async () => await SeesAsync(first, servers: 2) && await SeesAsync(second, servers: 2));

        await first.KillAsync();

        await Eventually.IsTrueAsync(() => SeesAsync(second, servers: 1), TimeSpan.FromSeconds(60), "the living server notices");
    }

    private async Task<ChildServer> StartAsync(TestWorldOptions options)
    {
        var server = new ChildServer(options, _folder, _log);
        _servers.Add(server);
        await server.StartAsync();
        return server;
    }

    private static async Task<bool> SeesAsync(ChildServer server, int servers)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(server.Address) };
        return (await http.GetStringAsync("/health/ready")).Contains($"One of {servers} servers.", StringComparison.Ordinal);
    }
}
