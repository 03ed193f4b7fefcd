using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Writes rows of set-up objects, which no API user could create, with the stamps of who deployed them.</summary>
internal static class SetupRows
{
    internal static SalesforceRecord Put(SalesforceOrg org, string userId, string objectName, SalesforceRecord? before, IReadOnlyDictionary<string, object?> values)
    {
        var definition = org.Schema[objectName];
        var now = Moments.Cut(org.Clock.Now);
        var id = before?.Id ?? org.Records.NextId(definition.KeyPrefix!);
        var row = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var flag in definition.Fields.Where(f => f.Type == FieldType.Boolean)) row[flag.Name] = false;
        foreach (var stamp in new[] { "CreatedDate", "CreatedById" })
            if (definition.Field(stamp) is not null)
                row[stamp] = before?[stamp] ?? (stamp == "CreatedDate" ? now : userId);
        if (definition.Field("LastModifiedDate") is not null) row["LastModifiedDate"] = now;
        if (definition.Field("LastModifiedById") is not null) row["LastModifiedById"] = userId;
        row["Id"] = id;
        row["SystemModstamp"] = now;
        foreach (var (name, value) in values)
            if (value is not null)
                row[name] = value is int number ? (decimal)number : value;
        var record = new SalesforceRecord(objectName, id, row.ToImmutable());
        org.Records.Put(record);
        return record;
    }
}
