using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// From an access token into the browser: a link that signs its user in, once and within a minute.
/// See https://help.salesforce.com/s/articleView?id=xcloud.frontdoor_singleaccess.htm
/// </summary>
internal static class SingleAccess
{
    /// <summary>Its codes belong to no app, so that the token endpoint does not take them.</summary>
    private const string NoApp = "";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    public static IEndpointRouteBuilder MapSingleAccess(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/services/oauth2/singleaccess", ["GET", "POST"], MakeLink);
        app.MapGet("/secur/frontdoor.jsp", Enter);
        return app;
    }

    private static IResult MakeLink(HttpContext http, SalesforceOrg org, PublicAddress address)
    {
        if (org.Sessions.Find(RestPipeline.Bearer(http.Request)) is not { } session) return Results.Text("Bad_OAuth_Token", statusCode: 403);
        if (!session.Scope.Split(' ').Intersect(["web", "full"]).Any()) return Results.Json(new { error = "invalid_scope", error_description = "the token's scope does not allow the browser" }, statusCode: 403);
        var page = "/" + http.Request.Query["redirect_uri"].ToString().TrimStart('/');
        var code = org.Sessions.Issue(new AuthorizationCode("", session.UserId, NoApp, page, session.Scope, null, null, org.Clock.Now + Life));
        return Results.Json(new { frontdoor_uri = $"{address.Url}/secur/frontdoor.jsp?otp={Uri.EscapeDataString(code.Code)}" });
    }

    private static IResult Enter(HttpContext http, SalesforceOrg org, string? otp)
    {
        var code = org.Sessions.Redeem(otp);
        if (code is null || code.ConsumerKey != NoApp || code.ExpiresAt <= org.Clock.Now || org.Run(() => org.Records.Find(code.UserId)) is not { } user || !user.Is("IsActive"))
            return Results.Redirect("/lightning/login");
        ShellSignIn.SignIn(http, org, user);
        return Results.Redirect(LightningEndpoints.OwnAddress(code.RedirectUri));
    }
}
