using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Tieline.Server.Tests.Support.PostgreSqlServer))]

namespace Tieline.Server.Tests.Support;

/// <summary>
/// One real PostgreSQL for the test run: Debian's, in a temporary folder, on a free port, started by the first test that asks for a database.
/// When it is not installed those tests fail and say how to install it; they are never skipped.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private string? _folder;
    private string? _bin;
    private int _port;
    private int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes an empty database of its own and returns its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_folder is null)
            {
                await StartAsync();
            }
        }
        finally
        {
            _starting.Release();
        }

        var name = $"tieline_{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            await StopAsync();
            Directory.Delete(_folder, recursive: true);
        }

        _starting.Dispose();
    }

    /// <summary>As when its machine loses power.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Path.Combine(_folder!, "data"), "-m", "immediate", "-w", "stop");

    public Task StartAgainAsync() => RunAsync("pg_ctl", "-D", Path.Combine(_folder!, "data"), "-w", "-l", Path.Combine(_folder!, "log"), "-o", Options, "start");

    private string Options => $"-p {_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400";

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database={database};Include Error Detail=true";

    private async Task StartAsync()
    {
        _bin = FindBinaries();
        var folder = Directory.CreateTempSubdirectory("tieline-postgresql-").FullName;
        if (Environment.UserName == "root")
        {
            await RunProcessAsync("chown", ["postgres:", folder]);
        }

        _port = ServerUnderTest.FreePort();
        await RunAsync("initdb", "-D", Path.Combine(folder, "data"), "-A", "trust", "-U", "postgres", "--no-instructions", "--no-sync");
        _folder = folder;
        await StartAgainAsync();
    }

    private static string FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
            ?? throw new InvalidOperationException("PostgreSQL is not installed, and these tests need a real one: apt-get install postgresql");
    }

    /// <summary>PostgreSQL refuses to run as root: then it runs as the user whom Debian's package makes for it.</summary>
    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin!, program);
        return Environment.UserName == "root"
            ? RunProcessAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunProcessAsync(path, arguments);
    }

    private static async Task RunProcessAsync(string program, string[] arguments)
    {
        // The output goes to nobody: the server inherits it and would keep a pipe of ours open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/tmp" };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
