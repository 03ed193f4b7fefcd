using System.Globalization;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>The date and time forms the cloud reads.</summary>
public static class Moments
{
    private static readonly string[] MomentForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd",
    ];

    public static DateOnly? Date(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        return Moment(text) is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : null;
    }

    /// <summary>A time of day as the cloud writes it, <c>12:34:56.000Z</c>; null when the text is none.</summary>
    public static string? Time(string text) =>
        TimeOnly.TryParseExact(text.TrimEnd('Z'), ["HH:mm:ss.FFF", "HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;

    /// <summary>UTC, cut to milliseconds; <c>+0000</c> without a colon is read too.</summary>
    public static DateTimeOffset? Moment(string text)
    {
        var form = WithColon(text);
        if (!DateTimeOffset.TryParseExact(form, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)) return null;
        return Cut(moment);
    }

    /// <summary>UTC without what is finer than a millisecond, which the cloud does not keep.</summary>
    public static DateTimeOffset Cut(DateTimeOffset moment) => new(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    private static string WithColon(string text) =>
        text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit) && text.Contains('T') ? text.Insert(text.Length - 2, ":") : text;
}
