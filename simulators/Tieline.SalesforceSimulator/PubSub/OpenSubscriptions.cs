using Grpc.Core;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The subscriptions open now, so that doors can list and cut them.</summary>
internal sealed class OpenSubscriptions
{
    private readonly Lock gate = new();
    private readonly List<Subscription> open = [];

    public IReadOnlyList<Subscription> All { get { lock (gate) return [.. open]; } }

    public void Add(Subscription subscription) { lock (gate) open.Add(subscription); }

    public void Remove(Subscription subscription) { lock (gate) open.Remove(subscription); }

    /// <summary>How many were cut.</summary>
    public int Cut(string? topic, Func<RpcException> reason)
    {
        var met = All.Where(s => topic is null || s.Topic == topic).ToList();
        foreach (var subscription in met) subscription.Cut(reason());
        return met.Count;
    }
}
