using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// Who is signed in to the shell: a cookie holding a session of the org, kept with the org's other sessions, so that it
/// outlives a restart and ends when an admin expires the user's sessions.
/// </summary>
internal static class ShellSignIn
{
    private const string Cookie = "tieline_simulator_sid";
    private const string Scope = "lightning";
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>The scope of the tokens that the shell's pages use for REST.</summary>
    internal const string PageScope = "api web";

    internal static void SignIn(HttpContext http, SalesforceOrg org, SalesforceRecord user)
    {
        var now = org.Clock.Now;
        var session = new Session { AccessToken = org.Random.Hex("shell", 64), UserId = user.Id, Scope = Scope, IssuedAt = now, ExpiresAt = now + Life };
        org.Sessions.Put(session);
        org.Touch();
        http.Response.Cookies.Append(Cookie, session.AccessToken, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/lightning", IsEssential = true });
    }

    internal static void SignOut(HttpContext http, SalesforceOrg org)
    {
        if (http.Request.Cookies[Cookie] is { } token && org.Sessions.Find(token)?.Scope == Scope) org.Sessions.End(token);
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/lightning" });
    }

    /// <summary>The signed-in user, while active; null sends the browser to the sign-in page.</summary>
    internal static SalesforceRecord? UserOf(HttpContext http, SalesforceOrg org)
    {
        if (org.Sessions.Find(http.Request.Cookies[Cookie]) is not { Scope: Scope } session) return null;
        return org.Run(() => org.Records.Find(session.UserId)) is { } user && user.Is("IsActive") ? user : null;
    }

    /// <summary>A REST token for this user's pages: the youngest still good for an hour, else a new one.</summary>
    internal static string PageToken(SalesforceOrg org, string userId)
    {
        var usable = org.Sessions.Sessions.Where(s => s.UserId == userId && s.Scope == PageScope && s.ExpiresAt > org.Clock.Now.AddHours(1)).MaxBy(s => s.ExpiresAt);
        return (usable ?? org.Sessions.Start(userId, PageScope)).AccessToken;
    }
}
