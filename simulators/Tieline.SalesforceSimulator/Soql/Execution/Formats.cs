using System.Globalization;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>FORMAT() in US English, and DAY_ONLY().</summary>
public static class Formats
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static object? Text(QueryContext context, object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString(number == decimal.Truncate(number) ? "N0" : "N2", English),
        DateOnly date => date.ToString("M/d/yyyy", English),
        DateTimeOffset moment => TimeZoneInfo.ConvertTime(moment, context.Zone).ToString("M/d/yyyy h:mm tt", English),
        _ => value,
    };

    public static object? Day(object? value) => value is DateTimeOffset moment ? DateOnly.FromDateTime(moment.DateTime) : value as DateOnly?;
}
