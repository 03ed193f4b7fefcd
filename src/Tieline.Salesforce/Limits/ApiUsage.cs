using System.Globalization;
using System.Text.RegularExpressions;

namespace Tieline.Salesforce;

/// <summary>How many requests the org has made in the last 24 hours, all programs together.</summary>
/// <param name="Used">Made.</param>
/// <param name="Max">Allowed.</param>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm">Limit info header</a>.</remarks>
public sealed partial record ApiUsage(long Used, long Max)
{
    /// <summary>Reads <c>api-usage=18/5000</c> out of header <c>Sforce-Limit-Info</c>; null when it says nothing of the kind.</summary>
    public static ApiUsage? Parse(string? header)
    {
        var match = Pattern().Match(header ?? "");
        return match.Success
            && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var used)
            && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var max)
            ? new ApiUsage(used, max)
            : null;
    }

    [GeneratedRegex("(?<![A-Za-z-])api-usage=([0-9]+)/([0-9]+)")]
    private static partial Regex Pattern();
}
