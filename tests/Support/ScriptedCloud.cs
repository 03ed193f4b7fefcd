using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tieline.Testing;

/// <summary>A real server on a free port that answers by script and remembers what it was asked. Answers are used up in order; the last one stays.</summary>
public sealed class ScriptedCloud : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Func<HttpContext, Task>> _script;
    private readonly List<SeenRequest> _seen = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private ScriptedCloud(Func<HttpContext, Task>[] script)
    {
        _script = new Queue<Func<HttpContext, Task>>(script);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    public HttpClient Http => _http;

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public SeenRequest Only => Assert.Single(Seen);

    public static async Task<ScriptedCloud> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var cloud = new ScriptedCloud(script);
        await cloud._app.StartAsync();
        var addresses = cloud._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        cloud.Address = new Uri(addresses.Addresses.Single());
        return cloud;
    }

    /// <summary>An address at which nobody listens.</summary>
    public static Uri Nobody()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public static Func<HttpContext, Task> Json(int status, string body, params (string Name, string Value)[] headers) =>
        Text(status, body, "application/json;charset=UTF-8", headers);

    public static Func<HttpContext, Task> Text(int status, string body, string mediaType, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        if (status is 204 or 304)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Empty(int status, params (string Name, string Value)[] headers) => Text(status, "", "text/plain", headers);

    /// <summary>The request is read and carried out, and then the line goes dead.</summary>
    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The answer begins and breaks off.</summary>
    public static async Task CutInTheMiddle(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"id\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>No answer until the client gives up.</summary>
    public static async Task Silence(HttpContext context)
    {
        try
        {
            await Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var seen = new SeenRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        Func<HttpContext, Task> answer;
        lock (_seen)
        {
            _seen.Add(seen);
            answer = _script.Count > 1 ? _script.Dequeue() : _script.Peek();
        }

        await answer(context);
    }
}

public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Method} {Target} {Body}".TrimEnd();
}
