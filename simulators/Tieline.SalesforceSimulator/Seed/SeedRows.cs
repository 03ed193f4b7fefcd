using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Puts rows that no API user could create (profiles, statuses, the organization) straight into the store.</summary>
public static class SeedRows
{
    public static SalesforceRecord Put(SalesforceOrg org, string objectName, params (string Field, object? Value)[] values)
    {
        var definition = org.Schema[objectName];
        var now = org.Clock.Now;
        now = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var row = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var field in definition.Fields)
            if (field.Type == Schema.FieldType.Boolean)
                row[field.Name] = field.DefaultValue == "true";
        foreach (var stamp in new[] { "CreatedDate", "LastModifiedDate", "SystemModstamp" })
            if (definition.Field(stamp) is not null)
                row[stamp] = now;
        foreach (var (name, value) in values)
            if (value is not null)
                row[definition.Field(name)?.Name ?? throw new InvalidOperationException($"{objectName} has no field {name}")] = value is int number ? (decimal)number : value;
        var id = org.Records.NextId(definition.KeyPrefix!);
        row["Id"] = id;
        var record = new SalesforceRecord(objectName, id, row.ToImmutable());
        org.Records.Put(record);
        return record;
    }
}
