using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>
/// The date words: which there are, and which days each means, seen from one day.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
/// </summary>
public static partial class DateWords
{
    public static bool IsKnown(string name) =>
        name is "YESTERDAY" or "TODAY" or "TOMORROW" or "LAST_90_DAYS" or "NEXT_90_DAYS" || SpanForm().IsMatch(name) || TakesCount(name);

    public static bool TakesCount(string name) => CountForm().IsMatch(name);

    /// <summary>First day, and the day after the last. A count too large for the calendar is cut to its edge.</summary>
    public static (DateOnly From, DateOnly To) Range(string name, int count, DateOnly today)
    {
        count = Math.Min(count, 20_000);
        if (name is "YESTERDAY" or "TODAY" or "TOMORROW") return Days(today, name switch { "YESTERDAY" => -1, "TOMORROW" => 1, _ => 0 }, 1);
        if (name == "LAST_90_DAYS") return (Shift(today, "DAY", -90), today.AddDays(1));
        if (name == "NEXT_90_DAYS") return (today.AddDays(1), Shift(today, "DAY", 91));
        if (SpanForm().Match(name) is { Success: true } span) return Span(span.Groups[1].Value, Unit(span.Groups[2].Value), 1, today);
        var counted = CountForm().Match(name);
        var unit = Unit(counted.Groups["unit"].Value);
        if (counted.Groups["ago"].Success) return (Shift(Start(today, unit), unit, -count), Shift(Start(today, unit), unit, 1 - count));
        return Span(counted.Groups["side"].Value, unit, count, today);
    }

    private static (DateOnly, DateOnly) Span(string side, string unit, int count, DateOnly today)
    {
        var start = Start(today, unit);
        return side switch
        {
            // LAST_N_DAYS counts today in, the other units end before the current one.
            "LAST" => unit == "DAY" ? (Shift(start, unit, -count), start.AddDays(1)) : (Shift(start, unit, -count), start),
            "NEXT" => (Shift(start, unit, 1), Shift(start, unit, count + 1)),
            _ => (start, Shift(start, unit, 1)),
        };
    }

    private static (DateOnly, DateOnly) Days(DateOnly today, int shift, int length) => (today.AddDays(shift), today.AddDays(shift + length));

    private static string Unit(string word) => word.TrimEnd('S').Replace("FISCAL_", "");

    private static DateOnly Start(DateOnly day, string unit) => unit switch
    {
        "WEEK" => day.AddDays(-(int)day.DayOfWeek),
        "MONTH" => new DateOnly(day.Year, day.Month, 1),
        "QUARTER" => new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        "YEAR" => new DateOnly(day.Year, 1, 1),
        _ => day,
    };

    private static DateOnly Shift(DateOnly day, string unit, int count)
    {
        var days = (long)day.DayNumber + (long)count * unit switch { "WEEK" => 7, "MONTH" => 31, "QUARTER" => 92, "YEAR" => 366, _ => 1 };
        if (days < DateOnly.MinValue.DayNumber) return DateOnly.MinValue;
        if (days > DateOnly.MaxValue.DayNumber) return DateOnly.MaxValue;
        return unit switch
        {
            "WEEK" => day.AddDays(7 * count),
            "MONTH" => day.AddMonths(count),
            "QUARTER" => day.AddMonths(3 * count),
            "YEAR" => day.AddYears(count),
            _ => day.AddDays(count),
        };
    }

    [GeneratedRegex("^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)$")]
    private static partial Regex SpanForm();

    [GeneratedRegex("^((?<side>LAST|NEXT)_N_(?<unit>DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)|N_(?<unit>DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)_(?<ago>AGO))$")]
    private static partial Regex CountForm();
}
