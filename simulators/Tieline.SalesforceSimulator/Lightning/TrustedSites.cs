using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// Whom the shell's pages may frame, and who in a frame gets microphone and camera: the org's active Trusted URLs, or, while none are
/// deployed, Tieline as the administrator set it.
/// </summary>
internal static class TrustedSites
{
    internal static (IReadOnlyList<string> Frames, IReadOnlyList<string> Microphone, IReadOnlyList<string> Camera) Of(SalesforceOrg org)
    {
        var sites = org.Run(() => org.Records.Rows("CspTrustedSite").ToList());
        if (sites.Count == 0)
        {
            string[] tieline = ShellSecurity.TielineOrigin(org) is { } origin ? [origin] : [];
            return (tieline, tieline, tieline);
        }

        var framed = sites.Where(s => s.Is("IsActive") && s.Is("IsApplicableToFrameSrc") && s.Text("Context") is null or "All" or "LEX").ToList();
        return (Origins(framed), Devices(framed, "CanAccessMicrophone"), Devices(framed, "CanAccessCamera"));
    }

    // A permissions policy names origins one by one; a star in a host is none.
    private static List<string> Devices(List<SalesforceRecord> sites, string device) => [.. Origins(sites.Where(s => s.Is(device))).Where(o => !o.Contains('*'))];

    private static List<string> Origins(IEnumerable<SalesforceRecord> sites) => [.. sites.Select(s => Origin(s.Text("EndpointUrl")!)).Distinct()];

    private static string Origin(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        return end < 0 ? url : url[..end];
    }
}
