using System.Data.Common;

namespace Tieline.Server.Storage;

/// <summary>Reads column values that the two databases store differently.</summary>
public static class Rows
{
    /// <summary>
    /// An id. SQLite keeps it as 16 bytes in network order, so that UUIDs of version 7 sort by time;
    /// The reader's own <c>GetGuid</c> would read those bytes in another order and is a banned symbol.
    /// </summary>
    public static Guid GetId(this DbDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            Guid id => id,
            byte[] bytes => new Guid(bytes, bigEndian: true),
            var other => throw new InvalidCastException($"Column {reader.GetName(column)} holds no id but {other.GetType().Name}."),
        };

    public static Guid? GetIdOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetId(column);

    public static string? GetStringOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static byte[] GetBytes(this DbDataReader reader, int column) => (byte[])reader.GetValue(column);

    /// <summary>A time kept as unix microseconds.</summary>
    public static DateTimeOffset GetMoment(this DbDataReader reader, int column) => Moment.FromMicroseconds(reader.GetInt64(column));

    public static DateTimeOffset? GetMomentOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetMoment(column);

    /// <summary>Refuses values that the databases would store differently, and drops the character U+0000, which PostgreSQL cannot hold.</summary>
    internal static object? Checked(object? value) =>
        value switch
        {
            string text => text.Contains('\0') ? text.Replace("\0", "") : text,
            null or long or int or Guid or byte[] or bool => value,
            _ => throw new ArgumentException($"{value.GetType().Name} is no column type here; use long, int, string, Guid, byte[], bool, or Moment for times."),
        };
}
