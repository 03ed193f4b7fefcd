using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>A notification as it came over the wire.</summary>
public sealed record Received(string Path, string? Signature, string? ContentType, byte[] Body);

/// <summary>A small web server that takes deliveries, as Tieline would.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebhookReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>The status answered from now on.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Where an answer from now on says that the receiver has gone.</summary>
    public string? Location { get; set; }

    /// <summary>Awaited before each answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public string Url => app.Urls.First();

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var signature = http.Request.Headers["X-Spark-Signature"].ToString();
        All.Enqueue(new Received(http.Request.Path, signature.Length > 0 ? signature : null, http.Request.ContentType, body.ToArray()));
        await Gate;
        http.Response.StatusCode = Status;
        http.Response.Headers.Location = Location;
    }
}
