using System.Collections.Concurrent;
using Tieline.Server.Deliveries;

namespace Tieline.Server.Tests.Deliveries;

/// <summary>A cloud that remembers what was delivered, answers as told, and notices when one key is delivered twice at once.</summary>
internal sealed class FakeCloud
{
    private readonly ConcurrentDictionary<(Guid, string), int> _underWay = new();
    private int _now;
    private int _most;

    /// <summary>What the next deliveries are answered; at first each is delivered.</summary>
    public Func<Delivery, Task<DeliveryOutcome>> Answer { get; set; } = delivery => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered("id-" + delivery.Key));

    public ConcurrentQueue<Delivery> Seen { get; } = new();

    /// <summary>The newest revision per key that the cloud shows.</summary>
    public ConcurrentDictionary<string, long> Shows { get; } = new();

    public bool DeliveredOneKeyTwiceAtOnce { get; private set; }

    public int MostAtOnce => _most;

    public void Fails(FailureKind kind, string reason, bool unsure = false) =>
        Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(kind, reason, Unsure: unsure));

    public void Delivers() => Answer = delivery => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered("id-" + delivery.Key));

    /// <summary>Holds every delivery until the returned source is completed with its outcome.</summary>
    public TaskCompletionSource<DeliveryOutcome> Holds()
    {
        var held = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer = _ => held.Task;
        return held;
    }

    public async Task<DeliveryOutcome> TakeAsync(Delivery delivery)
    {
        var place = (delivery.TenantId, delivery.Key);
        DeliveredOneKeyTwiceAtOnce |= _underWay.AddOrUpdate(place, 1, (_, count) => count + 1) > 1;
        InterlockedMax(Interlocked.Increment(ref _now));
        Seen.Enqueue(delivery);
        try
        {
            var outcome = await Answer(delivery);
            if (outcome is DeliveryOutcome.Delivered)
            {
                Shows.AddOrUpdate(delivery.Key, delivery.Revision, (_, shown) => Math.Max(shown, delivery.Revision));
            }

            return outcome;
        }
        finally
        {
            Interlocked.Decrement(ref _now);
            _underWay.AddOrUpdate(place, 0, (_, count) => count - 1);
        }
    }

    private void InterlockedMax(int value)
    {
        int most;
        while ((most = _most) < value && Interlocked.CompareExchange(ref _most, value, most) != most)
        {
        }
    }

    /// <summary>What a node calls.</summary>
    internal sealed class Deliverer(FakeCloud cloud) : IDeliver
    {
        public string Kind => "test";

        public Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => cloud.TakeAsync(delivery).WaitAsync(cancellationToken);
    }
}
