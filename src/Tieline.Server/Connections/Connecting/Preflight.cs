using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace Tieline.Server.Connections.Connecting;

/// <summary>
/// Looks at a sign-in page before anybody is sent there. A wrong key, a callback address that is missing, or a scope that the app does not give is told by the
/// cloud on a page of its own, from which nobody comes back to us; seen from here it can be explained where the administrator is.
/// </summary>
internal static partial class Preflight
{
    private const int LongestPage = 256 * 1024;

    /// <summary>The cloud's word and sentence; null when it shows its page, or something that we do not know.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public static async Task<(string? Code, string Words)?> RefusalAsync(HttpClient http, Uri page, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(page, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.Headers.Location is { } next)
        {
            return Read(HttpUtility.ParseQueryString(new Uri(page, next).Query));
        }

        var text = WebUtility.HtmlDecode(await ShortAnswer.ReadAsync(answer, LongestPage, cancellationToken));
        return Told().Match(text) is { Success: true } told ? (told.Groups["code"].Value, Uri.UnescapeDataString(told.Groups["words"].Value.Replace('+', ' ')).Trim())
            : answer.StatusCode == HttpStatusCode.BadRequest ? (null, Tags().Replace(Head().Replace(text, " "), " ").Trim())
            : null;
    }

    private static (string? Code, string Words)? Read(System.Collections.Specialized.NameValueCollection query) =>
        query["error"] is { Length: > 0 } code ? (code, query["error_description"] ?? "") : null;

    [GeneratedRegex(@"error=(?<code>[A-Za-z_]+)&error_description=(?<words>[^<""']{0,300})")]
    private static partial Regex Told();

    [GeneratedRegex("<head.*?</head>|<style.*?</style>|<script.*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex("<[^>]*>|\\s+")]
    private static partial Regex Tags();
}
