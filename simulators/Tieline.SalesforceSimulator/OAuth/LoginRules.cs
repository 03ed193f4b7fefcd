using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Who may sign in at this hour, and whose sessions go on.</summary>
internal static class LoginRules
{
    /// <summary>Why a user may not sign in, in OAuth's words; null: he may.</summary>
    public static string? Refusal(SalesforceOrg org, string userId) => org.Run(() =>
    {
        if (org.Records.Find(userId) is not { } user || !user.Is("IsActive") || IsFrozen(org, userId)) return "inactive user";
        return IsOpen(org, user) ? null : "ip restricted or invalid login hours";
    });

    /// <summary>The same for signing in on a page, which an integration user's profile may forbid. See https://help.salesforce.com/s/articleView?id=platform.integration_user.htm</summary>
    public static string? RefusalOnPage(SalesforceOrg org, string userId) =>
        Refusal(org, userId) ?? (org.Switches.ApiOnlyUsersSeeNoPage && org.Run(() => org.Access.Of(userId)).Has("PermissionsApiUserOnly") ? "insufficient privileges: this user has access to the API only" : null);

    public static bool HasSessions(SalesforceOrg org, string userId) => org.Run(() =>
        org.Records.Find(userId) is { } user && user.Is("IsActive") && !(org.Switches.FrozenUserHasNoSession && IsFrozen(org, userId)) && IsOpen(org, user));

    private static bool IsFrozen(SalesforceOrg org, string userId) => org.Records.Table("UserLogin").WithText("UserId", userId).Any(login => login.Is("IsFrozen"));

    /// <summary>Hours are meant in the organization's time zone; a day for which none are set is open.</summary>
    private static bool IsOpen(SalesforceOrg org, SalesforceRecord user)
    {
        if (org.LoginHours.Count == 0) return true;
        var profile = org.Records.Find(user.Text("ProfileId"))?.Text("Name");
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(org.Records.Rows("Organization").Single().Text("TimeZoneSidKey") ?? "UTC", out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(org.Clock.Now, zone);
        var today = org.LoginHours.Where(h => h.Profile == profile && h.Day == local.DayOfWeek).ToList();
        return today.Count == 0 || today.Exists(h => TimeOnly.FromDateTime(local.DateTime) is var time && h.From <= time && time < h.To);
    }
}
