using System.Globalization;
using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Times as the meetings paths write and read them.</summary>
internal static partial class MeetingTime
{
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2300, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>Seconds and a Z, or the offset of the zone that the request asked for.</summary>
    public static string Text(DateTimeOffset time, TimeZoneInfo zone) => zone.Equals(TimeZoneInfo.Utc)
        ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A time with an offset is what it says; one without is meant in <paramref name="zone"/>.</summary>
    public static DateTimeOffset Read(string text, TimeZoneInfo zone, string name)
    {
        var offset = Offset().Match(text);
        if (!DateTime.TryParseExact(offset.Success ? text[..offset.Index] : text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < 1971 or > 2290)
        {
            throw Refused(name);
        }

        var away = offset.Success ? OffsetOf(offset.Value, name) : zone.GetUtcOffset(local);
        var time = new DateTimeOffset(local, away).ToUniversalTime();
        return time >= Earliest && time < Latest ? time : throw Refused(name);
    }

    public static TimeZoneInfo Zone(string? id, string name) => id switch
    {
        null => TimeZoneInfo.Utc,
        _ when Iana().IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) => id is "UTC" ? TimeZoneInfo.Utc : zone,
        _ => throw WebexFailure.BadRequest($"{name} must be a time zone of the IANA database."),
    };

    /// <summary>The time zone in which a request wants its times answered.</summary>
    public static TimeZoneInfo Wanted(CloudRequest request) => Zone(request.Header("timezone"), "timezone");

    public static DateTimeOffset? Query(CloudRequest request, string name) =>
        request.Query(name) is { } text ? Read(text.Contains('T') ? text.Replace(' ', '+') : text, Wanted(request), name) : null;

    private static TimeSpan OffsetOf(string text, string name)
    {
        if (text == "Z")
        {
            return TimeSpan.Zero;
        }

        var (hours, minutes) = (int.Parse(text[1..3], CultureInfo.InvariantCulture), int.Parse(text[^2..], CultureInfo.InvariantCulture));
        return hours <= 14 && minutes < 60 && (hours, minutes) is not (14, > 0)
            ? (text[0] == '-' ? -1 : 1) * new TimeSpan(hours, minutes, 0)
            : throw Refused(name);
    }

    private static WebexFailure Refused(string name) => WebexFailure.BadRequest($"{name} must be a time in an ISO 8601 form.");

    [GeneratedRegex("(?<=:[0-9]{2}(\\.[0-9]+)?)(Z|[+-][0-9]{2}:?[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();

    [GeneratedRegex("^(UTC|GMT|[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Iana();
}
