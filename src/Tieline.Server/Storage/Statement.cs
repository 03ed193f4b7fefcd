namespace Tieline.Server.Storage;

/// <summary>
/// One SQL statement of a unit of work. The text runs on SQLite and PostgreSQL alike; parameters are <c>$1</c>, <c>$2</c>, ...
/// Values are <see cref="long"/>, <see cref="int"/>, <see cref="string"/>, <see cref="Guid"/>, <c>byte[]</c>, <see cref="bool"/> or null; times as unix microseconds (<see cref="Moment"/>).
/// </summary>
/// <param name="ExpectedRows">When set, any other number of changed rows undoes the unit with <see cref="StaleWriteException"/>.</param>
public sealed record Statement(string Sql, object?[] Values, int? ExpectedRows = null)
{
    /// <summary>
    /// An insert of one row each for many units of this one statement at once: each parameter is an array (no nulls in it). Where one of the rows cannot be
    /// inserted it must fail; then each unit is tried alone with <see cref="Sql"/>. Null where there is none.
    /// </summary>
    public string? ForManyOnPostgreSql { get; init; }
}

/// <summary>A unit of work changed another number of rows than it expected: somebody else wrote first. Read again and decide again.</summary>
public sealed class StaleWriteException(string sql, int expected, int found)
    : Exception($"Expected {expected} changed rows but found {found} for: {sql}");

/// <summary>Times in the database: microseconds since 1970-01-01 UTC.</summary>
public static class Moment
{
    public static long ToMicroseconds(DateTimeOffset time) => time.UtcTicks / 10 - 62_135_596_800_000_000;

    public static DateTimeOffset FromMicroseconds(long microseconds) => new((microseconds + 62_135_596_800_000_000) * 10, TimeSpan.Zero);

    public static DateTimeOffset? FromMicrosecondsOrNull(long? microseconds) => microseconds is { } some ? FromMicroseconds(some) : null;
}
