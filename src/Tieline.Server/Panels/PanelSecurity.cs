using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Panels;

/// <summary>
/// The headers of a panel's page. Who may frame it is said once, per tenant, by <c>frame-ancestors</c>; X-Frame-Options knows no list and is not sent.
/// https://developer.mozilla.org/docs/Web/HTTP/Headers/Content-Security-Policy/frame-ancestors
/// </summary>
internal static class PanelSecurity
{
    /// <param name="hosts">Origins that may frame the page; none means nobody may.</param>
    /// <param name="scriptOrigin">One more origin for scripts (Open CTI's, which comes from the org), as <see cref="OpenCtiOf"/> gives it.</param>
    public static string ContentPolicy(IReadOnlyList<string> hosts, string? scriptOrigin = null) => string.Join("; ",
        "default-src 'none'",
        scriptOrigin is null ? "script-src 'self'" : $"script-src 'self' {scriptOrigin}",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        $"frame-ancestors {(hosts.Count == 0 ? "'none'" : string.Join(' ', hosts))}");

    public static void Write(HttpResponse response, string contentPolicy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = contentPolicy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }

    /// <summary>The origins that may frame a tenant's panels.</summary>
    public static IReadOnlyList<string> HostsOf(Tenant tenant) => [.. tenant.HostOrigins.Where(IsOrigin)];

    /// <summary>
    /// Pure: from which of the hosts Open CTI's script may be loaded into a page of ours; null for none. To frame a page is one thing, to run in it another:
    /// only an org's own host may, which serves Salesforce's script, and this machine for a server that nobody else reaches.
    /// </summary>
    /// <param name="hosts">Origins that may frame the page.</param>
    /// <param name="asked">As the page's address has it.</param>
    /// <param name="publicAddress">Of this server.</param>
    public static string? OpenCtiOf(IReadOnlyList<string> hosts, string? asked, string publicAddress) =>
        hosts.FirstOrDefault(host => host.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } origin
        && MyDomain.Read(origin) is { } domain && domain.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        && (!MyDomain.IsThisMachine(new Uri(origin).Host) || MyDomain.IsThisMachine(new Uri(publicAddress).Host))
            ? origin : null;

    /// <summary>Only what can stand in the header as an origin: a scheme and a host, no path, no blank and no list separator.</summary>
    public static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && origin.IndexOfAny([' ', ',', ';', '\'', '"', '\r', '\n']) < 0
        && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase);
}
