using System.Globalization;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The scheduled meetings of a series.</summary>
internal static class Occurrences
{
    public const string KeyFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Those that are not cancelled, in the order in which they were planned.</summary>
    public static IEnumerable<Occurrence> Of(MeetingSeries series)
    {
        foreach (var planned in Planned(series))
        {
            var key = planned.UtcDateTime.ToString(KeyFormat, CultureInfo.InvariantCulture);
            var change = series.Changes.GetValueOrDefault(key);
            if (change is not { Cancelled: true })
            {
                var start = change?.Start ?? planned;
                yield return new Occurrence(series, key, start, start + (change?.Length ?? series.Length), change);
            }
        }
    }

    public static Occurrence? Find(MeetingSeries series, string key) => Of(series).FirstOrDefault(occurrence => occurrence.Key == key);

    /// <summary>The occurrence that can be joined now or comes next; null when all are over.</summary>
    public static Occurrence? Current(MeetingSeries series, DateTimeOffset now) => Of(series).FirstOrDefault(occurrence => occurrence.End > now);

    /// <summary>The one that somebody who joins now comes to: the current one, else the last.</summary>
    public static Occurrence? ToJoin(MeetingSeries series, DateTimeOffset now) => Current(series, now) ?? Of(series).LastOrDefault();

    private static IEnumerable<DateTimeOffset> Planned(MeetingSeries series)
    {
        if (series.Text("recurrence") is not { Length: > 0 } rule)
        {
            return [series.Start];
        }

        var zone = series.Zone;
        var first = TimeZoneInfo.ConvertTime(series.Start, zone).DateTime;
        return Recurrence.Parse(rule).Starts(first, zone).Select(local => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime());
    }
}
