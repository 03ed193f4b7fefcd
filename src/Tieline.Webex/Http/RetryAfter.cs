using System.Globalization;

namespace Tieline.Webex.Http;

/// <summary>The Retry-After header as it is met: seconds, zero, a date, nothing, or nonsense.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="value">The header's raw text, null when it is absent.</param>
    /// <param name="answeredAt">The answer's own Date header: what a date is counted from, as no clock of ours agrees with theirs.</param>
    public static TimeSpan? Parse(string? value, DateTimeOffset? answeredAt)
    {
        if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
        {
            return Clamp(TimeSpan.FromSeconds((double)Math.Min(seconds, (decimal)Longest.TotalSeconds)));
        }

        return answeredAt is { } from && DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? Clamp(until - from)
            : null;
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
