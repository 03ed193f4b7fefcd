using Tieline.Server;
using Tieline.Server.Connections;
using Tieline.Server.Intake;

namespace Tieline.Bench;

/// <summary>The real server with one webhook known to it. Only what happens to an entry after it is stored is left out.</summary>
internal static class ProductServer
{
    public static async Task RunAsync(string folder, string database)
    {
        // The port must be known before the start: the server tells its own address to the clouds.
        var app = ServerSetup.Create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Tieline:Url"] = $"http://127.0.0.1:{Ports.Free()}",
                ["Tieline:DataFolder"] = folder,
                ["Tieline:Database"] = database,
            });
            ((IHostApplicationBuilder)builder).ConfigureContainer(
                new DefaultServiceProviderFactory(), services => services.AddSingleton<IInboxRouter, LeavesWaiting>());
        });
        await app.StartAsync();
        var subscription = await app.Services.GetRequiredService<WebhookSubscriptions>()
            .WantAsync(Guid.CreateVersion7(), Guid.NewGuid().ToString(), CancellationToken.None);
        Console.WriteLine($"ready {app.Services.GetRequiredService<TielineOptions>().Url}/hooks/webex/{subscription.WebhookKey} {subscription.Secret}");
        await app.WaitForShutdownAsync();
    }

    /// <summary>Handles nothing: entries stay in the inbox as they came.</summary>
    private sealed class LeavesWaiting : IInboxRouter
    {
        public Task HandleAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
