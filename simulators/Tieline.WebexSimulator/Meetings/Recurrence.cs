using System.Globalization;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>
/// A recurrence rule such as <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10</c>, expanded day by day in the meeting's own zone.
/// </summary>
/// <remarks>RFC 2445; https://developer.webex.com/docs/api/v1/meetings/create-a-meeting</remarks>
internal sealed record Recurrence
{
    private const int FurthestYears = 5;
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    private static readonly Dictionary<string, int> MostOccurrences = new() { ["YEARLY"] = 5, ["MONTHLY"] = 60, ["WEEKLY"] = 261, ["DAILY"] = 1826 };

    private string Frequency { get; init; } = "";

    private int Interval { get; init; } = 1;

    private int? Count { get; init; }

    /// <summary>An instant when its kind is UTC, else a time of the meeting's own zone.</summary>
    private DateTime? Until { get; init; }

    /// <summary>Days of the week; a number says which of the month, counted from its end when negative, 0 every one.</summary>
    private (int Nth, DayOfWeek Day)[] Days { get; init; } = [];

    private int[] MonthDays { get; init; } = [];

    private int[] Months { get; init; } = [];

    public static Recurrence Parse(string text)
    {
        var parts = new Dictionary<string, string>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = part.Split('=');
            if (split.Length != 2 || !parts.TryAdd(split[0].Trim().ToUpperInvariant(), split[1].Trim().ToUpperInvariant()))
            {
                throw Refused();
            }
        }

        var rule = parts.Aggregate(new Recurrence(), (sofar, part) => sofar.With(part.Key, part.Value));
        return rule.Frequency.Length > 0 && !(rule.Count is not null && rule.Until is not null) ? rule : throw Refused();
    }

    /// <summary>The starts of all occurrences from the first one on, in the zone's own time.</summary>
    public IEnumerable<DateTime> Starts(DateTime first, TimeZoneInfo zone)
    {
        var last = first.AddYears(Count is null && Until is null ? FurthestYears * 2 : FurthestYears);
        var most = Math.Min(Count ?? int.MaxValue, Until is null && Count is null ? int.MaxValue : MostOccurrences[Frequency]);
        var made = 0;
        for (var day = first; day <= last && made < most && !IsOver(day, zone); day = day.AddDays(1))
        {
            if (Falls(day, first))
            {
                made++;
                yield return day;
            }
        }
    }

    private Recurrence With(string name, string value) => name switch
    {
        "FREQ" => this with { Frequency = MostOccurrences.ContainsKey(value) ? value : throw Refused() },
        "INTERVAL" => this with { Interval = Whole(value, 1, 1000) },
        "COUNT" => this with { Count = Whole(value, 1, 10_000) },
        "UNTIL" => this with { Until = Date(value) },
        "BYDAY" => this with { Days = [.. value.Split(',').Select(Day)] },
        "BYMONTHDAY" => this with { MonthDays = [.. value.Split(',').Select(day => Whole(day, -31, 31))] },
        "BYMONTH" => this with { Months = [.. value.Split(',').Select(month => Whole(month, 1, 12))] },
        "WKST" => Day(value).Nth == 0 ? this : throw Refused(),
        _ => throw Refused(),
    };

    private bool IsOver(DateTime day, TimeZoneInfo zone) =>
        Until is { } until && (until.Kind == DateTimeKind.Utc ? day - zone.GetUtcOffset(day) : day) > until;

    private bool Falls(DateTime day, DateTime first)
    {
        var period = Frequency switch
        {
            "DAILY" => (day.Date - first.Date).Days,
            "WEEKLY" => (Monday(day) - Monday(first)).Days / 7,
            "MONTHLY" => ((day.Year - first.Year) * 12) + day.Month - first.Month,
            _ => day.Year - first.Year,
        };
        return period % Interval == 0 && (Months.Length == 0 || Months.Contains(day.Month)) && FallsInMonth(day, first);
    }

    private bool FallsInMonth(DateTime day, DateTime first)
    {
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        if (Days.Length > 0 || MonthDays.Length > 0)
        {
            return (Days.Length == 0 || Days.Any(wanted => wanted.Day == day.DayOfWeek && IsNth(wanted.Nth, day.Day, length)))
                && (MonthDays.Length == 0 || MonthDays.Any(wanted => wanted == day.Day || wanted == day.Day - length - 1));
        }

        return Frequency switch
        {
            "DAILY" => true,
            "WEEKLY" => day.DayOfWeek == first.DayOfWeek,
            "MONTHLY" => day.Day == first.Day,
            _ => day.Day == first.Day && (Months.Length > 0 || day.Month == first.Month),
        };
    }

    private static bool IsNth(int nth, int day, int length) =>
        nth == 0 || (nth > 0 ? (day + 6) / 7 == nth : (length - day + 7) / 7 == -nth);

    private static DateTime Monday(DateTime day) => day.Date.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static (int Nth, DayOfWeek Day) Day(string text)
    {
        var day = text.Length >= 2 ? Array.IndexOf(DayNames, text[^2..]) : -1;
        return day < 0 ? throw Refused() : (text.Length == 2 ? 0 : Whole(text[..^2], -5, 5), (DayOfWeek)day);
    }

    private static DateTime Date(string text) =>
        DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? DateTime.SpecifyKind(instant, DateTimeKind.Utc)
        : DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.AddTicks(TimeSpan.TicksPerDay - 1)
        : throw Refused();

    private static int Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && number != 0
            ? number
            : throw Refused();

    private static WebexFailure Refused() => WebexFailure.BadRequest("recurrence must be a rule such as FREQ=DAILY;INTERVAL=1;COUNT=10.");
}
