using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>Whose pages may show an org's panels.</summary>
internal static class HostOrigins
{
    /// <summary>
    /// Pure: whether an administrator of this org alone may name them: all are derived from the org's My Domain, or were named before. All tenants' panels lie on one
    /// origin, so any other is the operator's to name.
    /// </summary>
    public static bool MayChoose(Tenant tenant, IEnumerable<string> origins) => origins.All(origin =>
        tenant.HostOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || MyDomain.Read(tenant.SalesforceLogin)?.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase) == true);

    /// <summary>Pure: what holds once the org's My Domain is another: that one's own, and what was named besides the former one's.</summary>
    public static IReadOnlyList<string> After(Tenant tenant, MyDomain domain)
    {
        var former = MyDomain.Read(tenant.SalesforceLogin)?.Origins ?? [];
        return [.. domain.Origins.Union(tenant.HostOrigins.Except(former, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase)];
    }
}
