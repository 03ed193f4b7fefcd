using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieline.Server.Tests.Support;

/// <summary>One simulated cloud in this process and its control doors.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Simulator(WebApplication app, Uri address)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public static async Task<Simulator> StartAsync(WebApplication app, string host)
    {
        await app.StartAsync();
        var port = new Uri(app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port;
        return new Simulator(app, new Uri($"http://{host}:{port}"));
    }

    /// <summary>Posts to a control door and gives the answer; anything but success fails the test with the answer's words.</summary>
    public async Task<JsonNode> ControlAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync("/control/" + path, body);
        return await ReadAsync(answer);
    }

    public async Task<JsonNode> ControlAsync(string path)
    {
        using var answer = await Http.GetAsync("/control/" + path);
        return await ReadAsync(answer);
    }

    public async Task DeleteControlAsync(string path)
    {
        using var answer = await Http.DeleteAsync("/control/" + path);
        await ReadAsync(answer);
    }

    /// <summary>Requests that the cloud has received, as <c>METHOD path</c>, oldest first.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync() =>
        [.. (await ControlAsync("usage"))["requests"]!.AsArray().Select(request => $"{request!["method"]} {request["path"]}")];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode} {(answer.StatusCode == HttpStatusCode.NotFound ? "" : text)}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
