using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary><c>/secur/frontdoor.jsp</c>: a browser arrives with a one-time address, or with a token itself, and is signed in to the shell.</summary>
internal static class FrontDoor
{
    public static IResult Enter(HttpContext http, SalesforceOrg org, SingleAccess access, string? otp, string? sid, string? startURL, string? retURL)
    {
        var (userId, target) = otp is not null ? access.Redeem(otp) ?? default : (org.Sessions.Find(sid) is { } session && session.Scope.Split(' ').Any(s => s is "web" or "full") ? session.UserId : null, null);
        target = startURL ?? retURL ?? target;
        if (userId is null || org.Run(() => org.Records.Find(userId)) is not { } user || !user.Is("IsActive"))
            return Results.Redirect($"/lightning/login?startURL={Uri.EscapeDataString(target ?? "")}");
        ShellSignIn.SignIn(http, org, user);
        return Results.Redirect(LightningEndpoints.OwnAddress(Local(target)));
    }

    private static string? Local(string? target) => target is null || target.Length == 0 || target.StartsWith('/') ? target : "/" + target;
}
