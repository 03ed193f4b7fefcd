using System.Globalization;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>An auto number as its format writes it: <c>C-{0000}</c> and 7 give <c>C-0007</c>.</summary>
public static class AutoNumbers
{
    public static string Of(string format, long number)
    {
        var (open, close) = (format.IndexOf('{'), format.IndexOf('}'));
        return format[..open] + number.ToString("D" + (close - open - 1), CultureInfo.InvariantCulture) + format[(close + 1)..];
    }
}
