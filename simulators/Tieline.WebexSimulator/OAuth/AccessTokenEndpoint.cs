using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/access_token: a code or a refresh token is exchanged for an access token.</summary>
/// <remarks>https://developer.webex.com/docs/integrations#getting-an-access-token. Refusals bear the cloud's error body, not RFC 6749's.</remarks>
internal sealed class AccessTokenEndpoint(WebexCloud cloud)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/access_token", async http =>
        {
            if (!http.Request.HasFormContentType)
            {
                throw new WebexFailure(415, "Send the body as application/x-www-form-urlencoded.");
            }

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var reply = cloud.Run(() => Exchange(name => form[name].ToString() is { Length: > 0 } value ? value : null));
            await reply.WriteAsync(http);
        }).DisableAntiforgery();
    }

    public void MapExpiry(CloudRoutes routes) => routes.Get("/authorizations/tokenExpiry", Access.AnyToken, request =>
        Reply.Ok(new { exp = (request.Token.Expires ?? cloud.Clock.Now.AddHours(12)).ToUnixTimeMilliseconds() }));

    private Reply Exchange(Func<string, string?> field)
    {
        string Required(string name) => field(name) ?? throw WebexFailure.BadRequest($"{name} is missing.");
        var grantType = Required("grant_type");
        var integration = Client(Required("client_id"), field("client_secret"));
        return grantType switch
        {
            "authorization_code" => Issue(Redeem(integration, Required("code"), Required("redirect_uri"), field("code_verifier"))),
            "refresh_token" => Issue(cloud.Tokens.FindGrant(Required("refresh_token")) is { } grant && grant.ClientId == integration.ClientId
                ? grant
                : throw WebexFailure.BadRequest("The refresh token provided is expired, revoked, malformed, or invalid.")),
            _ => throw WebexFailure.BadRequest("grant_type must be authorization_code or refresh_token."),
        };
    }

    /// <summary>A client with a secret proves it; a public one proves itself by PKCE at the code.</summary>
    private Integration Client(string clientId, string? secret)
    {
        var integration = cloud.Integrations.Find(clientId);
        var proven = integration is not null && (integration.ClientSecret is null || Same(integration.ClientSecret, secret ?? ""));
        return proven ? integration! : throw new WebexFailure(401, "The client_id or client_secret is invalid.");
    }

    private Grant Redeem(Integration integration, string code, string redirectUri, string? verifier)
    {
        var found = cloud.Tokens.TakeCode(code);
        if (found is null || found.ClientId != integration.ClientId || found.RedirectUri != redirectUri)
        {
            throw WebexFailure.BadRequest("The authorization code is expired, used, or was not issued for this client and redirect_uri.");
        }

        if (found.Challenge is not null && (verifier is null || !Same(found.Challenge, Challenge(verifier))))
        {
            throw WebexFailure.BadRequest("The code_verifier does not match the code_challenge.");
        }

        return cloud.Tokens.Open(found);
    }

    private Reply Issue(Grant grant)
    {
        var token = cloud.Tokens.NewAccessToken(grant);
        cloud.Changed();
        return Reply.Ok(new
        {
            access_token = token,
            expires_in = (long)TokenStore.AccessLifetime.TotalSeconds - 1,
            refresh_token = grant.RefreshToken,
            refresh_token_expires_in = (long)TokenStore.RefreshLifetime.TotalSeconds - 1,
            token_type = "Bearer",
            scope = string.Join(' ', grant.Scopes),
        });
    }

    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
