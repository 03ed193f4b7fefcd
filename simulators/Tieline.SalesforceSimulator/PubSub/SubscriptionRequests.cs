using Grpc.Core;
using Tieline.SalesforceSimulator.PubSub.Contract;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Reads what a subscriber asks for after his first request, beside the delivery.</summary>
internal sealed class SubscriptionRequests(IAsyncStreamReader<FetchRequest> stream, FetchRequest first, Action wake)
{
    private readonly Lock gate = new();
    private Demand demand;
    private RpcException? mistake;

    public int Pending { get { lock (gate) return demand.Pending; } }

    /// <summary>The client has said that it asks for nothing more.</summary>
    public bool Ended { get; private set; }

    /// <summary>Counts requests since the start, so that an idle subscriber is told from one who asks.</summary>
    public int Count { get; private set; }

    public void ThrowMistake()
    {
        lock (gate)
            if (mistake is not null)
                throw mistake;
    }

    public void Delivered(int events) { lock (gate) demand = demand.Less(events); }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            Take(first);
            while (mistake is null && await stream.MoveNext(cancellationToken)) Take(stream.Current);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or RpcException or InvalidOperationException)
        {
            // The client went away; the call's own token ends the delivery.
        }

        Ended = true;
        wake();
    }

    private void Take(FetchRequest request)
    {
        lock (gate)
        {
            if (request.TopicName.Length > 0 && request.TopicName != first.TopicName) mistake = PubSubRefusal.TopicChanged();
            else if (request.NumRequested <= 0) mistake = PubSubRefusal.BadRequestCount();
            else demand = demand.More(request.NumRequested);
            Count++;
        }

        wake();
    }
}
