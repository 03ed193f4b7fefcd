using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>
/// From a token of the API to a session in the browser: an address that signs its user in once.
/// See https://help.salesforce.com/s/articleView?id=xcloud.frontdoor_singleaccess.htm
/// </summary>
public sealed class SingleAccess(SalesforceOrg org, PublicAddress address)
{
    /// <summary>Stands for the app in codes that are no app's.</summary>
    private const string FrontDoor = "frontdoor";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    public Task<IResult> OpenAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, parameters =>
    {
        var session = org.Sessions.Find(RestPipeline.Bearer(context.Request) ?? parameters.GetValueOrDefault("access_token")) ?? throw new OAuthProblem("invalid_token", "the token is not valid", 401);
        if (!session.Scope.Split(' ').Any(s => s is "web" or "full")) throw new OAuthProblem("invalid_scope", "the token needs the scope web or full", 403);
        var target = parameters.GetValueOrDefault("redirect_uri") ?? "";
        var code = org.Sessions.Codes.Issue(new AuthorizationCode("", session.UserId, FrontDoor, target, "", null, null, org.Clock.Now + Life));
        return Results.Json(new { frontdoor_uri = $"{address.Url}/secur/frontdoor.jsp?otp={Uri.EscapeDataString(code.Code)}" });
    });

    /// <summary>Whom an address signs in, and where to; null when it was used before or is too old.</summary>
    public (string UserId, string Target)? Redeem(string? otp) =>
        org.Sessions.Codes.Redeem(otp) is { ConsumerKey: FrontDoor } code && code.ExpiresAt > org.Clock.Now ? (code.UserId, code.RedirectUri) : null;
}
