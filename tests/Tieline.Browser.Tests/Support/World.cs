using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Tieline.Demo;
using Tieline.SalesforceSimulator;
using Tieline.Server;
using Tieline.WebexSimulator;

namespace Tieline.Browser.Tests.Support;

/// <summary>The demo's three parts on free ports, connected through the doors: Salesforce at localhost, Tieline at 127.0.0.1, so that they are two sites.</summary>
public sealed class World : IAsyncLifetime
{
    private readonly DemoOptions _options = new(Fresh: false, FreePort(), FreePort(), FreePort(), Path.Combine(Path.GetTempPath(), $"tieline-browser-{Guid.NewGuid():N}"));
    private readonly HttpClientHandler _handler = new();
    private WebApplication? _salesforce;
    private WebApplication? _webex;
    private WebApplication? _tieline;

    public string Salesforce => _options.Salesforce;

    public string Webex => _options.Webex;

    public string Tieline => _options.Tieline;

    public string AdminKey => File.ReadAllText(Path.Combine(_options.DataFolder, "tieline", "admin-key.txt")).Trim();

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _tieline!.Services;

    public async ValueTask InitializeAsync()
    {
        Http = new HttpClient(_handler, disposeHandler: false);
        Directory.CreateDirectory(_options.DataFolder);
        _salesforce = SalesforceSimulatorApp.Create(new() { Url = Salesforce });
        _webex = WebexSimulatorApp.Create(new() { Url = Webex });
        await Task.WhenAll(_salesforce.StartAsync(), _webex.StartAsync());
        await StartServerAsync();
        await new DemoConnection(_options).MakeAsync(TextWriter.Null);
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

    public Task<JsonNode> GetAsync(string address) => ReadAsync(Http.GetAsync(new Uri(address)));

    public Task<JsonNode> PostAsync(string address, object body) => ReadAsync(Http.PostAsJsonAsync(new Uri(address), body));

    /// <summary>Has somebody outside call; gives the call session.</summary>
    public async Task<string> CallAsync(string from, string to, string scenario = "manual", string? name = null) =>
        (string)(await PostAsync($"{Webex}/control/calls", new { from, to, scenario, name }))["callSessionId"]!;

    private static async Task<JsonNode> ReadAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
