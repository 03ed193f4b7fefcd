namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>CALENDAR_YEAR and its like: a number out of a date or date-time.</summary>
public static class DateParts
{
    public static bool IsKnown(string name) => name is "CALENDAR_MONTH" or "CALENDAR_QUARTER" or "CALENDAR_YEAR" or "FISCAL_MONTH" or "FISCAL_QUARTER" or "FISCAL_YEAR"
        or "DAY_IN_MONTH" or "DAY_IN_WEEK" or "DAY_IN_YEAR" or "HOUR_IN_DAY" or "WEEK_IN_MONTH" or "WEEK_IN_YEAR";

    public static object? Read(string name, object? value)
    {
        if (When(value) is not { } at) return null;
        return (decimal)(name switch
        {
            "CALENDAR_MONTH" or "FISCAL_MONTH" => at.Month,
            "CALENDAR_QUARTER" or "FISCAL_QUARTER" => (at.Month - 1) / 3 + 1,
            "CALENDAR_YEAR" or "FISCAL_YEAR" => at.Year,
            "DAY_IN_MONTH" => at.Day,
            "DAY_IN_WEEK" => (int)at.DayOfWeek + 1,
            "DAY_IN_YEAR" => at.DayOfYear,
            "HOUR_IN_DAY" => at.Hour,
            "WEEK_IN_MONTH" => (at.Day - 1) / 7 + 1,
            // The first week is January 1 to 7, whatever day it begins on.
            _ => (at.DayOfYear - 1) / 7 + 1,
        });
    }

    private static DateTime? When(object? value) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset moment => moment.DateTime,
        _ => null,
    };
}
