using Grpc.Core;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// The Pub/Sub API as far as change events go.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/overview
/// </summary>
internal sealed class PubSubService(SalesforceOrg org, CallGate gate, PubSubSettings settings, OpenSubscriptions subscriptions, FaultList faults, HeldRequests held) : Contract.PubSub.PubSubBase
{
    public override async Task<TopicInfo> GetTopic(TopicRequest request, ServerCallContext context)
    {
        await gate.EnterAsync(context);
        var topic = Find(request.TopicName);
        return new TopicInfo { TopicName = topic.Name, TenantGuid = org.Id, CanPublish = false, CanSubscribe = true, SchemaId = topic.Schema.Id, RpcId = RpcId() };
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
        if (org.Deliveries.Remaining == 0) throw PubSubRefusal.LimitExceeded();
        var subscription = new Subscription(org, session, settings, topic.Name, StartingPoint.Of(first, org.Bus), new SubscriptionOutput(responseStream, faults, held));
        var requests = new SubscriptionRequests(requestStream, first, subscription.Wake);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        subscriptions.Add(subscription);
        try
        {
            _ = requests.ReadAsync(ended.Token);
            await subscription.RunAsync(requests, ended.Token);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The client went away.
        }
        finally
        {
            subscriptions.Remove(subscription);
            await ended.CancelAsync();
        }
    }

    public override async Task<PublishResponse> Publish(PublishRequest request, ServerCallContext context)
    {
        await gate.EnterAsync(context);
        throw PubSubRefusal.CannotPublish(Find(request.TopicName).Name);
    }

    public override async Task PublishStream(IAsyncStreamReader<PublishRequest> requestStream, IServerStreamWriter<PublishResponse> responseStream, ServerCallContext context)
    {
        await gate.EnterAsync(context);
        if (await requestStream.MoveNext(context.CancellationToken)) throw PubSubRefusal.CannotPublish(Find(requestStream.Current.TopicName).Name);
    }

    public override async Task ManagedSubscribe(IAsyncStreamReader<ManagedFetchRequest> requestStream, IServerStreamWriter<ManagedFetchResponse> responseStream, ServerCallContext context)
    {
        await gate.EnterAsync(context);
        throw PubSubRefusal.NotOffered(nameof(ManagedSubscribe));
    }

    private Topic Find(string name) => Topic.Find(org, name) ?? throw PubSubRefusal.UnknownTopic(name);

    private string RpcId() => org.Random.Guid(RpcIds.Purpose);
}
