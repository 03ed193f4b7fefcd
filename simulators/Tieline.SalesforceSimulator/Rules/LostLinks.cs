using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What a deletion took from records that stay: kept, so that an undelete can give it back.</summary>
internal static class LostLinks
{
    private const string Table = "LostLink";

    /// <summary>Empties the reference to a record that goes into the recycle bin, or past it.</summary>
    public static void Cut(SalesforceOrg org, SalesforceRecord row, string field, string targetId, bool forever)
    {
        org.Records.Put(Settled(org, row.With(field, null)));
        if (forever) return;
        var id = org.Records.NextId(org.Schema[Table].KeyPrefix!);
        org.Records.Put(new SalesforceRecord(Table, id, ImmutableDictionary<string, object>.Empty.Add("Id", id).Add("RecordId", row.Id).Add("FieldName", field).Add("TargetId", targetId)));
    }

    /// <summary>A reference that was filled anew meanwhile stays as it is.</summary>
    public static void Restore(SalesforceOrg org, string targetId)
    {
        foreach (var link in org.Records.Table(Table).WithText("TargetId", targetId).ToList())
        {
            var field = link.Text("FieldName")!;
            if (org.Records.Find(link.Text("RecordId")) is { } row && row[field] is null && org.Schema[row.ObjectName].Field(field) is not null) org.Records.Put(Settled(org, row.With(field, targetId)));
            org.Records.Erase(link);
        }
    }

    /// <summary>With all that follows from the link; the row counts as changed by the system.</summary>
    private static SalesforceRecord Settled(SalesforceOrg org, SalesforceRecord row)
    {
        var derived = row.ObjectName switch
        {
            "Task" or "Event" => TaskRules.Derived(org, row),
            "Case" => PersonMirrors.OfCase(org.Records.Find(row.Text("ContactId"))),
            _ => [],
        };
        return derived.Append(("SystemModstamp", Moments.Cut(org.Clock.Now))).Aggregate(row, (now, value) => now.With(value.Field, value.Value));
    }
}
