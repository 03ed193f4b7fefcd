using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// Pages of other origins may call when their origin is on the CORS allowlist; all others are answered 403.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/extend_code_cors.htm
/// </summary>
internal static class CrossOrigin
{
    private const string Methods = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";

    /// <summary>The answer to a preflight, or the refusal of an origin; null: go on.</summary>
    public static RestAnswer? Answer(SalesforceOrg org, HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            if (!org.Run(() => org.Records.Rows("CorsWhitelistEntry").Any(e => Matches(e.Text("UrlPattern")!, origin)))) return RestAnswer.Of(new SalesforceRefusal(403, "FORBIDDEN", $"The origin {origin} is not on the CORS allowlist"));
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowCredentials = "true";
            headers.Vary = "Origin";
        }

        if (!HttpMethods.IsOptions(request.Method)) return null;
        if (request.Headers.AccessControlRequestMethod.Count == 0) return new RestAnswer(200) { Headers = new Dictionary<string, string> { ["Allow"] = Methods } };
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "86400";
        return new RestAnswer(200);
    }

    /// <summary><c>https://*.example.com</c> means every host below example.com.</summary>
    internal static bool Matches(string pattern, string origin)
    {
        var star = pattern.IndexOf("://*.", StringComparison.Ordinal);
        if (star < 0) return pattern.TrimEnd('/').Equals(origin, StringComparison.OrdinalIgnoreCase);
        return origin.StartsWith(pattern[..(star + 3)], StringComparison.OrdinalIgnoreCase) && origin.EndsWith(pattern[(star + 4)..].TrimEnd('/'), StringComparison.OrdinalIgnoreCase) && origin.Length > pattern.Length - 1;
    }
}
