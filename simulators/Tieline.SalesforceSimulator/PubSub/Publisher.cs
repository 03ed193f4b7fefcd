using Google.Protobuf;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Publishes a batch: each event has its own result, those that cannot be keep no other from being sent.</summary>
internal static class Publisher
{
    public static PublishResponse Publish(SalesforceOrg org, string userId, Topic topic, PublishRequest request)
    {
        if (topic.Event is not { } name || org.Run(() => org.Access.SchemaOf(userId).Find(name)?.Can("createable")) != true) throw PubSubRefusal.CannotPublish(topic.Name);
        if (request.Events.Count == 0) throw PubSubRefusal.NothingToPublish();
        var response = new PublishResponse { SchemaId = topic.SchemaId, RpcId = org.Random.Guid(RpcIds.Purpose) };
        response.Results.AddRange(request.Events.Select(e => One(org, userId, name, e)));
        org.Touch();
        return response;
    }

    private static PublishResult One(SalesforceOrg org, string userId, string name, ProducerEvent given)
    {
        var key = given.Id.Length > 0 ? given.Id : org.Random.Guid("event");
        try
        {
            var sent = org.Run(() =>
            {
                var schema = PlatformEventSchema.Of(org.Schema[name]);
                if (given.SchemaId != schema.Id) throw SalesforceRefusal.Bad("INVALID_INPUT", $"The schema {given.SchemaId} is not that of {name}.");
                var body = schema.Decode(given.Payload.ToByteArray()) ?? throw SalesforceRefusal.Bad("INVALID_INPUT", $"The payload cannot be read with the schema {schema.Id}.");
                return new RecordWriter(org, userId, SaveOptions.Usual with { PublishNow = true, EventUuid = key }).Insert(name, body);
            });
            return new PublishResult { ReplayId = ByteString.CopyFrom(EventBus.Bytes(long.Parse(sent.Text("ReplayId")!, System.Globalization.CultureInfo.InvariantCulture))), CorrelationKey = key };
        }
        catch (SalesforceRefusal refusal)
        {
            return new PublishResult { CorrelationKey = key, Error = new Error { Code = ErrorCode.Publish, Msg = $"{refusal.ErrorCode}: {refusal.Message}" } };
        }
    }
}
