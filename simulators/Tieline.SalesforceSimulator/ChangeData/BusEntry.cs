namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>One place in the stream of events; without an event it only tells how far a subscriber has come.</summary>
public sealed record BusEntry(long ReplayId, DateTimeOffset At, BusEvent? Event);

/// <summary>An event as it was published.</summary>
/// <param name="Topics">those on which it is sent, fixed when it happened</param>
/// <param name="Enriched">by topic: the payload where it differs, since the topic's channel wants more fields</param>
public sealed record BusEvent(string Id, string SchemaId, IReadOnlyList<string> Topics, byte[] Payload, IReadOnlyDictionary<string, byte[]> Enriched)
{
    public byte[] PayloadFor(string topic) => Enriched.GetValueOrDefault(topic, Payload);
}
