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
        routes.MapPost(Root + "access_token", http => AnswerAsync(http, tokens.Exchange)).DisableAntiforgery();
        routes.MapPost(Root + "revoke", http => AnswerAsync(http, Revoke)).DisableAntiforgery();
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

    private async Task AnswerAsync(HttpContext http, Func<Func<string, string?>, Reply> answer)
    {
        Reply reply;
        try
        {
            reply = await AccessTokenEndpoint.ReadAsync(http, cloud, answer);
        }
        catch (WebexFailure failure)
        {
            var error = failure.Status == 401 ? "invalid_client" : failure.Message.EndsWith("is missing.", StringComparison.Ordinal) ? "invalid_request" : "invalid_grant";
            reply = Reply.Of(failure.Status, new { error, error_description = failure.Message });
        }
        catch (Exception refused) when (refused is BadHttpRequestException or InvalidDataException)
        {
            reply = Reply.Of(400, new { error = "invalid_request", error_description = "The form cannot be read." });
        }

        await reply.WriteAsync(http);
    }
}
