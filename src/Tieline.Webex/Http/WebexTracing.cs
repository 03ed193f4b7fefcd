using System.Diagnostics;

namespace Tieline.Webex.Http;

internal static class WebexTracing
{
    /// <summary>One activity for each request, named after its operation; no address, body or token in it.</summary>
    public static ActivitySource Source { get; } = new("Tieline.Webex");
}
