using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tieline.Demo;
using Tieline.SalesforceSimulator;
using Tieline.Server;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Users;
using Tieline.WebexSimulator;

namespace Tieline.Browser.Tests.Support;

/// <summary>The demo's three parts on free ports, connected through the doors: Salesforce at localhost, Tieline at 127.0.0.1, so that they are two sites.</summary>
public sealed class World : IAsyncLifetime
{
    /// <summary>The one agent whose Salesforce language is Danish.</summary>
    public const string DavidTheDane = "david.kim@nordlys.example";

    private static readonly ConcurrentDictionary<int, bool> GivenOut = new();
    private readonly DemoOptions _options = new(Fresh: false, FreePort(), FreePort(), FreePort(), Path.Combine(Path.GetTempPath(), $"tieline-browser-{Guid.NewGuid():N}"));
    private readonly HttpClientHandler _handler = new();
    private readonly bool _isConnected;
    private WebApplication? _salesforce;
    private WebApplication? _webex;
    private WebApplication? _tieline;

    public World()
        : this(isConnected: true)
    {
    }

    private World(bool isConnected) => _isConnected = isConnected;

    public string Salesforce => _options.Salesforce;

    public string Webex => _options.Webex;

    public string Tieline => _options.Tieline;

    public string AdminKey => File.ReadAllText(Path.Combine(_options.DataFolder, "tieline", "admin-key.txt")).Trim();

    internal DemoOptions Options => _options;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _tieline!.Services;

    /// <summary>One of its own, with an empty server: nothing is connected and neither cloud knows of Tieline.</summary>
    public static async Task<World> StartEmptyAsync()
    {
        var world = new World(isConnected: false);
        await world.InitializeAsync();
        return world;
    }

    public async ValueTask InitializeAsync()
    {
        Http = new HttpClient(_handler, disposeHandler: false);
        Directory.CreateDirectory(_options.DataFolder);
        _salesforce = SalesforceSimulatorApp.Create(new() { Url = Salesforce });
        _webex = WebexSimulatorApp.Create(new() { Url = Webex, LoopbackWebhooks = true });
        await Task.WhenAll(_salesforce.StartAsync(), _webex.StartAsync());
        await SpeakDanishAsync(DavidTheDane);
        await StartServerAsync();
        await (_isConnected ? new DemoConnection(_options).MakeAsync(TextWriter.Null) : Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        await _salesforce!.DisposeAsync();
        await _webex!.DisposeAsync();
        Http.Dispose();
        _handler.Dispose();
        Directory.Delete(_options.DataFolder, recursive: true);
    }

    public async Task StartServerAsync()
    {
        _tieline = ServerSetup.Create([], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tieline:Url"] = Tieline,
            ["Tieline:PublicAddress"] = Tieline,
            ["Tieline:DataFolder"] = Path.Combine(_options.DataFolder, "tieline"),
            ["Logging:LogLevel:Default"] = "Warning",
        }));
        await _tieline.StartAsync();
    }

    public async Task StopServerAsync()
    {
        if (_tieline is { } running)
        {
            _tieline = null;
            await running.StopAsync();
            await running.DisposeAsync();
        }
    }

    private async Task SpeakDanishAsync(string user)
    {
        var id = (string)(await GetAsync($"{Salesforce}/control/token?user={user}"))["user_id"]!;
        var admin = (string)(await GetAsync($"{Salesforce}/control/token?user=admin@nordlys.example"))["access_token"]!;
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"{Salesforce}/services/data/v66.0/sobjects/User/{id}") { Content = JsonContent.Create(new { LanguageLocaleKey = "da" }) };
        change.Headers.Authorization = new("Bearer", admin);
        await ReadAsync(Http.SendAsync(change));
    }

    public Task<JsonNode> GetAsync(string address) => ReadAsync(Http.GetAsync(new Uri(address)));

    public Task<JsonNode> PostAsync(string address, object body) => ReadAsync(Http.PostAsJsonAsync(new Uri(address), body));

    /// <summary>The connected org, 18 characters.</summary>
    public async Task<string> OrgAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{Tieline}/admin/api/tenants") { Headers = { Authorization = new("Bearer", AdminKey) } };
        return (string)(await ReadAsync(Http.SendAsync(ask)))["tenants"]![0]!["salesforceOrgId"]!;
    }

    /// <summary>Has somebody outside call; gives the call session.</summary>
    public async Task<string> CallAsync(string from, string to, string scenario = "manual", string? name = null) =>
        (string)(await PostAsync($"{Webex}/control/calls", new { from, to, scenario, name }))["callSessionId"]!;

    /// <summary>Whether the own phone of whoever dials is picked up by itself, and when; null: it rings until <see cref="PickUpAsync"/>. It is one second at the start.</summary>
    public Task OwnPhoneAnswersAsync(double? afterSeconds) => PostAsync($"{Webex}/control/outside", new { deviceAnswersAfterSeconds = afterSeconds });

    /// <summary>Whoever dials in the one call there is picks up the own phone.</summary>
    public async Task PickUpAsync()
    {
        var call = (await GetAsync($"{Webex}/control/calls"))["calls"]!.AsArray().Single(call => (bool)call!["live"]!)!;
        await PostAsync($"{Webex}/control/legs/{call["legs"]![0]!["callId"]}/device", new { action = "answer" });
    }

    /// <summary>Hangs up whatever a story that went wrong left behind, so that the next one begins in quiet.</summary>
    public async Task EndAllCallsAsync()
    {
        while ((await GetAsync($"{Webex}/control/calls"))["calls"]!.AsArray().FirstOrDefault(call => (bool)call!["live"]!) is { } live)
        {
            foreach (var leg in live["legs"]!.AsArray().Where(leg => leg!["disconnected"] is null))
            {
                // A leg that another leg's end took with it refuses; the next look tells whether one is left.
                var ringsIn = (string)leg!["state"]! == "alerting" && (string)leg["personality"]! == "terminator";
                using var answer = await Http.PostAsJsonAsync(new Uri($"{Webex}/control/legs/{leg["callId"]}/device"), new { action = ringsIn ? "reject" : "hangup" });
            }
        }
    }

    /// <summary>The agents are done with the logs of all calls that have ended, as soon as the server knows of their ends.</summary>
    public async Task LeaveAllLogsAsync()
    {
        var (board, logs) = (Services.GetRequiredService<CallBoard>(), Services.GetRequiredService<CallLogs>());
        foreach (var tenant in await Services.GetRequiredService<Tenants>().AllAsync(CancellationToken.None))
        {
            foreach (var agent in (await Services.GetRequiredService<Agents>().AllAsync(tenant.Id, CancellationToken.None)).Where(agent => agent.PersonId is not null))
            {
                while ((await board.ActiveAsync(tenant.Id, agent.PersonId!)).Any(call => !call.IsOver))
                {
                    await Task.Delay(20);
                }

                foreach (var call in await logs.WaitingAsync(tenant.Id, agent.PersonId!))
                {
                    await logs.LeaveAsync(call);
                }
            }
        }
    }

    /// <summary>The path of a record's page, by the record's name.</summary>
    public async Task<string> AddressOfAsync(string objectName, string name)
    {
        var token = (string)(await GetAsync($"{Salesforce}/control/token?user=admin@nordlys.example"))["access_token"]!;
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{Salesforce}/services/data/v66.0/query?q={Uri.EscapeDataString($"SELECT Id FROM {objectName} WHERE Name = '{name}'")}");
        ask.Headers.Authorization = new("Bearer", token);
        return $"/lightning/r/{objectName}/{(string)(await ReadAsync(Http.SendAsync(ask)))["records"]![0]!["Id"]!}/view";
    }

    private static async Task<JsonNode> ReadAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
    }

    // Out of a range of their own: of the system's, which it gives to whoever asks for any, a port that was tried might be taken before it is used.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(7_000, 10_000);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                continue; // Taken.
            }

            if (GivenOut.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}
