using System.Diagnostics;

namespace Tieline.Salesforce.Http;

internal static class SalesforceTracing
{
    /// <summary>One activity for each request, named after its operation; no address, body or token in it.</summary>
    public static ActivitySource Source { get; } = new("Tieline.Salesforce");
}
