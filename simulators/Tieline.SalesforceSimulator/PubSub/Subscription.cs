using System.Buffers.Binary;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>One subscriber on one topic: sends what he asked for as it comes, and a sign of life when nothing does.</summary>
internal sealed class Subscription(SalesforceOrg org, Session session, PubSubSettings settings, string topic, long start, SubscriptionOutput output)
{
    private const int MostBytes = 3 * 1024 * 1024;
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly EventView view = new(org, session.UserId);
    private long position = start;
    private RpcException? cut;
    private DateTimeOffset saidAt;
    private DateTimeOffset busyAt;

    public string Topic { get; } = topic;

    /// <summary>Asked before anything is said; what it gives ends the subscription.</summary>
    public Func<RpcException?>? EndsWhen { get; init; }

    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>Ends the subscription before it says anything more.</summary>
    public void Cut(RpcException reason)
    {
        Interlocked.CompareExchange(ref cut, reason, null);
        Wake();
    }

    public async Task RunAsync(SubscriptionRequests requests, CancellationToken cancellationToken)
    {
        saidAt = busyAt = org.Clock.Now;
        var asked = 0;
        using var timer = new WakeTimer(org.Clock, Wake);
        org.Changed += Wake;
        try
        {
            while (true)
            {
                ThrowIfOver(requests);
                if (asked != requests.Count) (asked, busyAt) = (requests.Count, org.Clock.Now);
                if (await DeliverAsync(requests, cancellationToken)) continue;
                if (requests.Pending == 0 && (requests.Ended || IsIdle)) return;
                if (org.Clock.Now >= saidAt + settings.Keepalive) await SayAsync([], requests.Pending, cancellationToken);
                await WaitAsync(timer, requests.Pending == 0, cancellationToken);
            }
        }
        finally
        {
            org.Changed -= Wake;
        }
    }

    private bool IsIdle => org.Switches.IdleSubscriptionEnds && org.Clock.Now >= busyAt + settings.Idle;

    private void ThrowIfOver(SubscriptionRequests requests)
    {
        if (Volatile.Read(ref cut) is { } reason) throw reason;
        requests.ThrowMistake();
        if (EndsWhen?.Invoke() is { } end) throw end;
        if (org.Switches.SessionEndEndsSubscription && org.Sessions.Find(session.AccessToken) is null) throw PubSubRefusal.Unauthenticated("Authentication error: session expired or invalid");
    }

    /// <summary>Whether there was something to deliver.</summary>
    private async Task<bool> DeliverAsync(SubscriptionRequests requests, CancellationToken cancellationToken)
    {
        if (requests.Pending is not (> 0 and var wanted)) return false;
        var (events, seen) = org.Bus.Next(Topic, position, wanted);
        if (events.Count == 0)
        {
            position = seen;
            return false;
        }

        var mine = OneMessage(events.Select(e => view.Of(e, Topic)).OfType<ConsumerEvent>()).ToList();
        if (mine.Count == 0)
        {
            position = events[^1].ReplayId;
            return true;
        }

        var allowed = org.Deliveries.Take(mine.Count);
        if (allowed == 0) throw PubSubRefusal.LimitExceeded();
        mine.RemoveRange(allowed, mine.Count - allowed);
        requests.Delivered(allowed);
        position = BinaryPrimitives.ReadInt64BigEndian(mine[^1].ReplayId.Span);
        await SayAsync(mine, requests.Pending, cancellationToken);
        busyAt = saidAt;
        org.Touch();
        return true;
    }

    /// <summary>As many as a client takes in one message, whose limit is 4 MB unless it says otherwise.</summary>
    private static IEnumerable<ConsumerEvent> OneMessage(IEnumerable<ConsumerEvent> events)
    {
        var bytes = 0;
        return events.TakeWhile((e, i) => (bytes += e.Event.Payload.Length) <= MostBytes || i == 0);
    }

    private async Task SayAsync(IReadOnlyList<ConsumerEvent> events, int pending, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            position = org.Bus.Mark(position);
            org.Touch();
        }

        var response = new FetchResponse { LatestReplayId = ByteString.CopyFrom(EventBus.Bytes(position)), PendingNumRequested = pending, RpcId = org.Random.Guid(RpcIds.Purpose) };
        response.Events.AddRange(events);
        await output.SendAsync(Topic, response, cancellationToken);
        saidAt = org.Clock.Now;
    }

    private async Task WaitAsync(WakeTimer timer, bool idle, CancellationToken cancellationToken)
    {
        timer.Set(saidAt + settings.Keepalive);
        timer.Set(session.ExpiresAt);
        if (idle) timer.Set(busyAt + settings.Idle);
        await wakes.Reader.ReadAsync(cancellationToken);
    }
}
