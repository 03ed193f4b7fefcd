using System.Net;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>What an administrator lets an app do: for whom, from where, for how long.</summary>
internal static class AppPolicy
{
    public static readonly string[] PermittedUsers = ["AllSelfAuthorized", "AdminApprovedPreAuthorized"];
    public static readonly string[] RefreshTokens = ["Infinite", "Zero", "SpecificLifetime", "SpecificInactivity"];
    public static readonly string[] IpRelaxations = ["Enforce", "Bypass", "Bypass_2factor", "Enforce_RelaxRefresh"];

    /// <summary>The longest life of a refresh token, ten years.</summary>
    public const long MostSeconds = 10L * 365 * 24 * 3600;

    public const string Blocked = "this app is not installed in the org and is blocked";
    public const string NotApproved = "user is not admin approved to access this app";

    public static bool IsPreAuthorized(ConnectedApp app) => app.PermittedUsers == PermittedUsers[1];

    /// <summary>Everybody who lets the app in himself, or those whom a permission set or profile lets.</summary>
    public static bool Permits(SalesforceOrg org, ConnectedApp app, string userId) =>
        !IsPreAuthorized(app) || (org.Run(() => org.Access.Of(userId)) is var rights && (app.Profiles.Contains(rights.Profile) || app.PermissionSets.Any(rights.PermissionSets.Contains)));

    /// <summary>
    /// Whether the user may let in an app that the org has not installed.
    /// See https://help.salesforce.com/s/articleView?id=005132365
    /// </summary>
    public static bool MayApprove(SalesforceOrg org, ConnectedApp app, string userId) => app.Installed || !org.Switches.UninstalledAppsAreBlocked
        || (org.Run(() => org.Access.Of(userId)) is var rights && (rights.Has("PermissionsCanApproveUninstalledApps") || rights.Has("PermissionsUseAnyApiClient")));

    /// <summary>When a refresh token ends; null: never.</summary>
    public static DateTimeOffset? Ends(ConnectedApp app, Grant grant) => app.RefreshTokenPolicy switch
    {
        "Zero" => grant.IssuedAt,
        "SpecificLifetime" => grant.IssuedAt + TimeSpan.FromSeconds(app.RefreshTokenSeconds),
        "SpecificInactivity" => (grant.LastUsedAt ?? grant.IssuedAt) + TimeSpan.FromSeconds(app.RefreshTokenSeconds),
        _ => null,
    };

    /// <summary>Whether a sign-in may come from this address. Without ranges all may. Nobody here has a second factor.</summary>
    public static bool Admits(SalesforceOrg org, ConnectedApp app, IPAddress? caller, bool refreshing = false)
    {
        var ranges = org.LoginIpRanges;
        if (app.IpRelaxation == "Bypass" || (refreshing && app.IpRelaxation == "Enforce_RelaxRefresh") || ranges.Count == 0) return true;
        if (caller is null) return false;
        var address = caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller;
        return ranges.Any(range => IPNetwork.Parse(range).Contains(address));
    }
}
