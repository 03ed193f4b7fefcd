using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Turns what a transaction changed into change events for the objects that are selected.</summary>
public static class ChangeCapture
{
    /// <summary>Records of one transaction that changed in the same way share one event. Called within the org's gate, at the commit.</summary>
    public static void Take(SalesforceOrg org, IReadOnlyList<RecordChange> changes, ChangeAuthor? author)
    {
        var selected = org.Channels.Selected;
        if (selected.Count == 0) return;
        var told = (from change in changes
                    where selected.Contains(change.ObjectName) && org.Schema.Find(change.ObjectName) is not null
                    let body = ChangeBody.Of(change, EventSchema.Of(org.Schema[change.ObjectName]))
                    where body is not null
                    select (Change: change, Body: body, Topics: EventTopics.Of(org, change, body))).ToList();
        if (told.Count == 0) return;
        var transaction = new ChangeTransaction(org, author ?? Unnamed(org, changes[0]));
        foreach (var alike in told.GroupBy(t => Likeness(org, t.Change.ObjectName, t.Body, t.Topics)))
        {
            var first = alike.First();
            transaction.Send(first.Change.ObjectName, [.. alike.Select(a => a.Change.Id)], first.Body, first.Topics);
        }
    }

    /// <summary>What is not done through an API has no origin; the row tells who did it.</summary>
    private static ChangeAuthor Unnamed(SalesforceOrg org, RecordChange change) =>
        new((change.After ?? change.Before)!.Text("LastModifiedById") ?? org.Records.Rows("User").First().Id, "");

    private static string Likeness(SalesforceOrg org, string objectName, ChangeBody body, ImmutableDictionary<string, ChangeBody> topics)
    {
        var schema = EventSchema.Of(org.Schema[objectName]);
        var blank = new ChangeHeader(objectName, [], new ChangeAuthor("", ""), "", 0, DateTimeOffset.UnixEpoch, 0);
        return string.Join(' ', topics.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Key + " " + Convert.ToBase64String(EventEncoder.Encode(schema, blank, t.Value)))
            .Prepend(objectName + " " + Convert.ToBase64String(EventEncoder.Encode(schema, blank, body))));
    }
}
