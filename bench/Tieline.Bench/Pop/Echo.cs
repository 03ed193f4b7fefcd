using Microsoft.AspNetCore.SignalR;

namespace Tieline.Bench.Pop;

/// <summary>
/// The ceiling of the pop: the least that carries a webhook to an open page. A request comes in, its body goes out to the one connection that it names;
/// nothing is verified, stored, looked up or drawn.
/// </summary>
internal sealed class Echo : Hub
{
    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<Echo>("/line");
        app.MapPost("/hook/{agent}", async (string agent, HttpRequest request, IHubContext<Echo> line) =>
        {
            using var reader = new StreamReader(request.Body);
            await line.Clients.Group(agent).SendAsync("pop", await reader.ReadToEndAsync());
        });
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    /// <summary>The connection is this agent's page.</summary>
    public Task Join(string agent) => Groups.AddToGroupAsync(Context.ConnectionId, agent);
}
