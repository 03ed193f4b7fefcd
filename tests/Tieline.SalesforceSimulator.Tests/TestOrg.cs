using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Tieline.SalesforceSimulator.Tests;

/// <summary>A simulated org of its own on a free port.</summary>
public sealed class TestOrg : IAsyncDisposable
{
    private readonly IAsyncDisposable host;

    internal TestOrg(IAsyncDisposable host, Uri address)
    {
        this.host = host;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Signs nobody in.</summary>
    public HttpClient Http { get; }

    public static Task<TestOrg> StartAsync() => StartAsync(new SalesforceSimulatorOptions());

    public static async Task<TestOrg> StartAsync(SalesforceSimulatorOptions options)
    {
        var app = SalesforceSimulatorApp.Create(options with { Url = "http://localhost:0" });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestOrg(app, new Uri(app.Urls.First()));
    }

    /// <summary>A client signed in through the control door.</summary>
    public async Task<OrgClient> AsAsync(string mail = "ann.berg")
    {
        var answer = await GetJsonAsync($"/control/token?user={mail}@nordlys.example");
        return new OrgClient(Http, (string)answer["access_token"]!, (string)answer["user_id"]!);
    }

    public async Task<JsonNode> GetJsonAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    public async Task<JsonNode?> ControlAsync(string path, JsonNode? body = null)
    {
        var response = await Http.PostAsync("/control/" + path, Json(body ?? new JsonObject()), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task StopAsync() => ((WebApplication)host).StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }

    public static StringContent Json(JsonNode? body) => new(body?.ToJsonString() ?? "", Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8"));
}
