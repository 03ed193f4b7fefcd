using System.Collections.Immutable;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// One row, never changed in place. Values: string (ids in 18 characters), bool, decimal, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/> in UTC, or absent for null. Keys are the field names as the schema spells them.
/// </summary>
public sealed record SalesforceRecord(string ObjectName, string Id, ImmutableDictionary<string, object> Values)
{
    public object? this[string field] => Values.GetValueOrDefault(field);

    public string? Text(string field) => this[field] as string;

    public bool Is(string field) => this[field] is true;

    public DateTimeOffset? Moment(string field) => this[field] as DateTimeOffset?;

    public bool IsDeleted => Is("IsDeleted");

    public SalesforceRecord With(string field, object? value) =>
        this with { Values = value is null ? Values.Remove(field) : Values.SetItem(field, value) };
}
