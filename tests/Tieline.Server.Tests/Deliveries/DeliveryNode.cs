using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tieline.Server.Audit;
using Tieline.Server.Deliveries;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Deliveries;

/// <summary>One server as far as deliveries go: a writer and a worker on a database that others may share.</summary>
internal sealed class DeliveryNode : IAsyncDisposable
{
    private readonly ManualClock _clock;
    private readonly Cellar _cellar;
    private bool _isRunning;

    private DeliveryNode(Cellar cellar, ManualClock clock, FakeCloud cloud, bool isOneOfSeveral)
    {
        _clock = clock;
        _cellar = cellar;
        var services = new ServiceCollection().AddSingleton<IDeliver>(new FakeCloud.Deliverer(cloud)).BuildServiceProvider();
        Worker = new DeliveryWorker(cellar.Database, cellar.Writer, clock, services, NullLogger<DeliveryWorker>.Instance) { IsOneOfSeveral = isOneOfSeveral };
        List = new DeliveryList(cellar.Database, cellar.Writer, Worker, new AuditTrail(cellar.Database, new SequentialIds(), clock), clock);
    }

    public DeliveryWorker Worker { get; }

    public DeliveryList List { get; }

    public static async Task<DeliveryNode> StartAsync(Cellar cellar, ManualClock clock, FakeCloud cloud, bool isOneOfSeveral)
    {
        var node = new DeliveryNode(cellar, clock, cloud, isOneOfSeveral);
        await node.Worker.StartAsync(CancellationToken.None);
        node._isRunning = true;
        return node;
    }

    public async Task AskAsync(Guid tenantId, string key, string payload = "", TimeSpan delay = default)
    {
        await _cellar.Writer.CommitAsync([Outbox.Ask(tenantId, "test", key, _clock.UtcNow + delay, _clock.UtcNow, payload)], CancellationToken.None);
        Worker.Nudge();
    }

    public async Task<DeliveryView> FindAsync(Guid tenantId, string key) =>
        await List.FindAsync(tenantId, "test", key, CancellationToken.None) ?? throw new InvalidOperationException($"There is no delivery {key}.");

    /// <summary>As kill -9 does: from now on nothing of this node reaches the database.</summary>
    public Task CrashAsync()
    {
        _isRunning = false;
        return _cellar.Writer.StopAsync();
    }

    public async Task StopAsync()
    {
        if (_isRunning)
        {
            _isRunning = false;
            await Worker.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _cellar.DisposeAsync();
    }
}
