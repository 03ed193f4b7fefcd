using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>The headers of the shell's pages, and the check that a request comes from them.</summary>
internal static class ShellSecurity
{
    /// <summary>
    /// Frames the org's Trusted URLs, or Tieline alone while none are deployed, and lets nobody frame the page.
    /// Scripts and styles come from the simulator itself; there are none in the page.
    /// </summary>
    internal static void Protect(HttpContext http, SalesforceOrg org)
    {
        var (frames, microphone, camera) = TrustedSites.Of(org);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + $"frame-src {(frames.Count == 0 ? "'none'" : string.Join(' ', frames))}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = $"microphone={Allowed(microphone)}, camera={Allowed(camera)}";
        headers.CacheControl = "no-store";
    }

    private static string Allowed(IReadOnlyList<string> origins) => origins.Count == 0 ? "()" : $"(self {string.Join(' ', origins.Select(o => $"\"{o}\""))})";

    /// <summary>Scheme, host and port of Tieline as configured; null while no admin has configured it.</summary>
    internal static string? TielineOrigin(SalesforceOrg org) =>
        ShellSigner.Of(org) is { } signer && Uri.TryCreate(signer.Tieline, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>
    /// Whether the request comes from the shell's own page or from a script that is no browser. Ports do not separate
    /// cookies and "same site" spans them, so a page on another port of this host is refused here.
    /// </summary>
    internal static bool IsOurPage(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none" && (origin == "" || origin == $"{request.Scheme}://{request.Host}");
    }
}
