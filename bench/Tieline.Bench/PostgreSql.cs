using System.Diagnostics;
using Npgsql;

namespace Tieline.Bench;

/// <summary>A real PostgreSQL (Debian's) in a temporary folder on a free port. It refuses root: then it runs as the user whom the package makes for it.</summary>
internal sealed class PostgreSql : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-bench-postgresql-").FullName;
    private readonly int _port = Ports.Free();
    private int _databases;

    private PostgreSql(string binaries) => _binaries = binaries;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The newest installed version, or null.</summary>
    public static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
            : null;

    public static async Task<PostgreSql> StartAsync(string binaries)
    {
        var server = new PostgreSql(binaries);
        if (Environment.UserName == "root")
        {
            await ExecuteAsync("chown", "postgres:", server._folder);
        }

        await server.RunAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "--no-instructions");
        await server.RunAsync(
            "pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(server._folder, "log"),
            "-o", $"-p {server._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c min_wal_size=3GB -c max_wal_size=6GB", "start");
        await server.FillLogAsync();
        return server;
    }

    /// <summary>Makes an empty database in the last one's place and returns its connection string. What the last run left to be written is on the disk then.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        foreach (var text in new[] { $"DROP DATABASE IF EXISTS bench_{_databases} WITH (FORCE)", "CHECKPOINT", $"CREATE DATABASE bench_{++_databases}", "CHECKPOINT" })
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }

        return ConnectionString($"bench_{_databases}");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    // A server that has run for a while writes its log over files that it has; a new one makes each of them first, and whoever writes more would wait for that more.
    private async Task FillLogAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        foreach (var text in new[] { "CREATE TABLE filler AS SELECT repeat('x', 1900) FROM generate_series(1, 1000000)", "DROP TABLE filler", "CHECKPOINT" })
        {
            await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root" ? ExecuteAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : ExecuteAsync(path, arguments);
    }

    private static async Task ExecuteAsync(string program, params string[] arguments)
    {
        // The output goes to nobody: the server inherits it and would keep a pipe of ours open.
        using var process = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/tmp" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
