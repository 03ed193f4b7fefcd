using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Publishes the events of one transaction of the org, numbered in their order. Used within the org's gate.</summary>
internal sealed class ChangeTransaction
{
    private const int MostBytes = 1024 * 1024;
    private const long FirstCommit = 10_585_000_000_000;
    private readonly SalesforceOrg org;
    private readonly ChangeHeader header;
    private int sent;

    public ChangeTransaction(SalesforceOrg org, ChangeAuthor author)
    {
        this.org = org;
        // Taken from the stream, whose count outlives a reset: no key is ever given twice.
        var number = FirstCommit + org.Bus.Last;
        header = new ChangeHeader("", [], author, Key($"{org.Id}/{number}"), 0, org.Clock.Now, number);
    }

    /// <summary>One event about one or several records of an object; on no topic it is not sent at all.</summary>
    public void Send(string objectName, IReadOnlyList<string> recordIds, ChangeBody body, IReadOnlyDictionary<string, ChangeBody> topics)
    {
        if (topics.Count == 0) return;
        var schema = EventSchema.Of(org.Schema[objectName]);
        var mine = header with { EntityName = objectName, RecordIds = recordIds, SequenceNumber = ++sent };
        org.Bus.Learn(schema.Id, schema.Json);
        var enriched = topics.Where(t => t.Value != body).ToImmutableSortedDictionary(t => t.Key, t => Encode(schema, mine, t.Value), StringComparer.Ordinal);
        org.Bus.Publish(new BusEvent(Key($"{header.TransactionKey}/{sent}"), schema.Id, [.. topics.Keys.Order(StringComparer.Ordinal)], Encode(schema, mine, body), enriched));
    }

    /// <summary>An event too large for the bus becomes a gap: the subscriber reads the record himself.</summary>
    private static byte[] Encode(EventSchema schema, ChangeHeader header, ChangeBody body)
    {
        var payload = EventEncoder.Encode(schema, header, body);
        return payload.Length <= MostBytes ? payload : EventEncoder.Encode(schema, header, ChangeBody.Bare("GAP_" + body.ChangeType));
    }

    private static string Key(string text) => new Guid(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToString();
}
