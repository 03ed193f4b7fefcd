namespace Tieline.SalesforceSimulator.Rules;

/// <summary>The days on which a recurring task falls.</summary>
/// <param name="Mask">Days of the week: 1 for Sunday to 64 for Saturday, added.</param>
/// <param name="Instance">First to Fourth, or Last, of the days in the mask of a month.</param>
internal sealed record Recurrence(string Type, DateOnly Start, DateOnly End, int Interval, int Mask, int DayOfMonth, string? Instance, int Month)
{
    private static readonly string[] Instances = ["First", "Second", "Third", "Fourth"];

    /// <summary>How many occurrences the cloud makes at most.</summary>
    public int Most => Type switch { "RecursDaily" or "RecursEveryWeekday" => 100, "RecursWeekly" => 53, "RecursMonthly" or "RecursMonthlyNth" => 60, _ => 10 };

    /// <summary>One more than <see cref="Most"/> when there are too many.</summary>
    public IReadOnlyList<DateOnly> Days() =>
        [.. Enumerable.Range(0, Math.Max(0, End.DayNumber - Start.DayNumber + 1)).Select(Start.AddDays).Where(Falls).Take(Most + 1)];

    private bool Falls(DateOnly day) => Type switch
    {
        "RecursDaily" => (day.DayNumber - Start.DayNumber) % Interval == 0,
        "RecursEveryWeekday" => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        "RecursWeekly" => InMask(day) && (Sunday(day) - Sunday(Start)) / 7 % Interval == 0,
        "RecursMonthly" => day.Day == DayOfMonth && Months(day) % Interval == 0,
        "RecursMonthlyNth" => Months(day) % Interval == 0 && IsInstance(day),
        "RecursYearly" => day.Month == Month && day.Day == DayOfMonth,
        _ => day.Month == Month && IsInstance(day),
    };

    private bool InMask(DateOnly day) => (Mask >> (int)day.DayOfWeek & 1) == 1;

    private bool IsInstance(DateOnly day)
    {
        var days = Enumerable.Range(1, DateTime.DaysInMonth(day.Year, day.Month)).Select(d => new DateOnly(day.Year, day.Month, d)).Where(InMask).ToList();
        return days.Count > 0 && day == (Instance == "Last" ? days[^1] : days[Array.IndexOf(Instances, Instance)]);
    }

    private int Months(DateOnly day) => (day.Year - Start.Year) * 12 + day.Month - Start.Month;

    private static int Sunday(DateOnly day) => day.DayNumber - (int)day.DayOfWeek;
}
