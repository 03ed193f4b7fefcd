using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/idb: the identity broker's own names for the same sign-in. Its refusals are those of RFC 6749.</summary>
/// <remarks>https://idbroker.webex.com/idb/.well-known/openid-configuration</remarks>
internal sealed class BrokerEndpoints(WebexCloud cloud, AccessTokenEndpoint tokens)
{
    private const string Root = "/idb/oauth2/v1/";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/idb/.well-known/openid-configuration", http => Reply.Ok(Discovery($"{http.Request.Scheme}://{http.Request.Host}")).WriteAsync(http));
        routes.MapPost(Root + "access_token", http => AccessTokenEndpoint.AnswerAsync(http, cloud, tokens.Exchange)).DisableAntiforgery();
        routes.MapPost(Root + "revoke", http => AccessTokenEndpoint.AnswerAsync(http, cloud, Revoke)).DisableAntiforgery();
    }

    private static object Discovery(string host) => new
    {
        issuer = host + "/idb",
        authorization_endpoint = host + Root + "authorize",
        token_endpoint = host + Root + "access_token",
        revocation_endpoint = host + Root + "revoke",
        response_types_supported = (string[])["code"],
        grant_types_supported = (string[])["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported = (string[])["client_secret_post"],
        code_challenge_methods_supported = (string[])["S256"],
        scopes_supported = KnownScopes.User,
    };

    private Reply Revoke(Func<string, string?> field)
    {
        cloud.Tokens.GiveBack(field("token") ?? throw WebexFailure.BadRequest("token is missing."));
        cloud.Changed();
        return new Reply(200);
    }

    /// <summary>The form of RFC 6749, section 5.2.</summary>
    public static Reply Refusal(WebexFailure failure) => Reply.Of(failure.Status == 415 ? 400 : failure.Status, new
    {
        error = failure switch
        {
            { Status: 401 } => "invalid_client",
            { Message: AccessTokenEndpoint.UnknownGrantType } => "unsupported_grant_type",
            { Status: 400 } => IsOfRequest(failure) ? "invalid_request" : "invalid_grant",
            { Status: 404 or 405 or 413 or 415 } => "invalid_request",
            { Status: >= 500 } => "server_error",
            _ => "temporarily_unavailable",
        },
        error_description = failure.Message,
    });

    private static bool IsOfRequest(WebexFailure failure) =>
        failure.Message == OAuthForm.Unreadable || failure.Message.EndsWith("is missing.", StringComparison.Ordinal);
}
