using Grpc.Core;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// The Pub/Sub API: change events and platform events.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/overview
/// </summary>
internal sealed class PubSubService(SalesforceOrg org, CallGate gate, PubSubSettings settings, OpenSubscriptions subscriptions, FaultList faults, HeldRequests held) : Contract.PubSub.PubSubBase
{
    public override async Task<TopicInfo> GetTopic(TopicRequest request, ServerCallContext context)
    {
        var session = await gate.EnterAsync(context);
        var topic = Find(request.TopicName);
        return new TopicInfo { TopicName = topic.Name, TenantGuid = org.Id, CanPublish = topic.Event is not null, CanSubscribe = topic.IsFor(org, session.UserId), SchemaId = topic.SchemaId, RpcId = RpcId() };
    }

    public override async Task<SchemaInfo> GetSchema(SchemaRequest request, ServerCallContext context)
    {
        await gate.EnterAsync(context);
        return new SchemaInfo { SchemaId = request.SchemaId, SchemaJson = Schemas.Find(org, request.SchemaId) ?? throw PubSubRefusal.UnknownSchema(request.SchemaId), RpcId = RpcId() };
    }

    public override async Task Subscribe(IAsyncStreamReader<FetchRequest> requestStream, IServerStreamWriter<FetchResponse> responseStream, ServerCallContext context)
    {
        var session = await gate.EnterAsync(context);
        if (!await requestStream.MoveNext(context.CancellationToken)) return;
        var first = requestStream.Current;
        var topic = Find(first.TopicName);
        if (!topic.IsFor(org, session.UserId)) throw PubSubRefusal.NotAllowed(topic.Name);
        var subscription = new Subscription(org, session, settings, topic.Name, StartingPoint.Of(first, org.Bus), new SubscriptionOutput(responseStream, faults, held));
        await RunAsync(subscription, requestStream, first, context.CancellationToken);
    }

    public override async Task<PublishResponse> Publish(PublishRequest request, ServerCallContext context)
    {
        var session = await gate.EnterAsync(context);
        return Publisher.Publish(org, session.UserId, Find(request.TopicName), request);
    }

    public override async Task PublishStream(IAsyncStreamReader<PublishRequest> requestStream, IServerStreamWriter<PublishResponse> responseStream, ServerCallContext context)
    {
        var session = await gate.EnterAsync(context);
        Topic? topic = null;
        var heard = org.Clock.Now;
        while (await PublishPatience.NextAsync(org.Clock, heard, requestStream, context.CancellationToken))
        {
            heard = org.Clock.Now;
            var request = requestStream.Current;
            topic ??= Find(request.TopicName);
            if (request.TopicName.Length > 0 && request.TopicName != topic.Name) throw PubSubRefusal.TopicChanged();
            await responseStream.WriteAsync(Publisher.Publish(org, session.UserId, topic, request), context.CancellationToken);
        }
    }

    public override async Task ManagedSubscribe(IAsyncStreamReader<ManagedFetchRequest> requestStream, IServerStreamWriter<ManagedFetchResponse> responseStream, ServerCallContext context)
    {
        var session = await gate.EnterAsync(context);
        if (!await requestStream.MoveNext(context.CancellationToken)) return;
        var asked = requestStream.Current;
        var name = asked.SubscriptionId.Length > 0 ? asked.SubscriptionId : asked.DeveloperName;
        var managed = ManagedSubscriptions.Find(org, asked.SubscriptionId, asked.DeveloperName) ?? throw PubSubRefusal.UnknownSubscription(name);
        if (!ManagedSubscriptions.Runs(org, managed.Id)) throw PubSubRefusal.SubscriptionNotRunning(name);
        var topic = Find(managed.Text("TopicName")!);
        if (!topic.IsFor(org, session.UserId)) throw PubSubRefusal.NotAllowed(topic.Name);
        using var stream = new ManagedStream(org, managed, requestStream, responseStream);
        var subscription = new Subscription(org, session, settings, topic.Name, ManagedSubscriptions.Start(org, managed), new SubscriptionOutput(stream, faults, held))
        {
            EndsWhen = () => ManagedSubscriptions.Runs(org, managed.Id) ? null : PubSubRefusal.SubscriptionNotRunning(name),
        };
        if (await stream.MoveNext(context.CancellationToken)) await RunAsync(subscription, stream, stream.Current, context.CancellationToken);
    }

    /// <summary>Delivers until the client goes away or the subscription ends.</summary>
    private async Task RunAsync(Subscription subscription, IAsyncStreamReader<FetchRequest> stream, FetchRequest first, CancellationToken cancellationToken)
    {
        if (org.Deliveries.Remaining == 0) throw PubSubRefusal.LimitExceeded();
        var requests = new SubscriptionRequests(stream, first, subscription.Wake);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        subscriptions.Add(subscription);
        try
        {
            _ = requests.ReadAsync(ended.Token);
            await subscription.RunAsync(requests, ended.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client went away.
        }
        finally
        {
            subscriptions.Remove(subscription);
            await ended.CancelAsync();
        }
    }

    private Topic Find(string name) => Topic.Find(org, name) ?? throw PubSubRefusal.UnknownTopic(name);

    private string RpcId() => org.Random.Guid(RpcIds.Purpose);
}
