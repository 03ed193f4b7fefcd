using System.Collections.Immutable;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// One row, never changed in place. Values: string (ids in 18 characters), bool, decimal, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/> in UTC, or absent for null. Keys are the field names as the schema spells them.
/// </summary>
public sealed record SalesforceRecord(string ObjectName, string Id, ImmutableDictionary<string, object> Values)
{
    /// <summary>The values side by side, made when one is first read: a query over many rows would wander through memory for each of them in the dictionary.</summary>
    private KeyValuePair<string, object>[]? cells;

    public ImmutableDictionary<string, object> Values
    {
        get;
        init => (field, cells, IsDeleted) = (value, null, Deleted(value));
    } = Values;

    public object? this[string field]
    {
        get
        {
            cells ??= [.. Values];
            // Nearly all who ask use the schema's own text.
            foreach (ref readonly var cell in cells.AsSpan())
                if (ReferenceEquals(cell.Key, field))
                    return cell.Value;
            foreach (ref readonly var cell in cells.AsSpan())
                if (cell.Key == field)
                    return cell.Value;
            return null;
        }
    }

    public string? Text(string field) => this[field] as string;

    public bool Is(string field) => this[field] is true;

    public DateTimeOffset? Moment(string field) => this[field] as DateTimeOffset?;

    public bool IsDeleted { get; private init; } = Deleted(Values);

    public SalesforceRecord With(string field, object? value) =>
        this with { Values = value is null ? Values.Remove(field) : Values.SetItem(field, value) };

    private static bool Deleted(ImmutableDictionary<string, object> values) => values.GetValueOrDefault("IsDeleted") is true;
}
