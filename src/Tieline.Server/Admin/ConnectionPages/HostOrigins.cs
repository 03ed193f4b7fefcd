using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>Which origins an administrator of one org may let show its panels. All tenants' panels lie on one origin, so any other is the operator's to name.</summary>
internal static class HostOrigins
{
    /// <summary>Pure: all of them are derived from the org's My Domain, or were named before.</summary>
    public static bool MayChoose(Tenant tenant, IEnumerable<string> origins) => origins.All(origin =>
        tenant.HostOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || MyDomain.Read(tenant.SalesforceLogin)?.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) == true);
}
