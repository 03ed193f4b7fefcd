using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/access_token: a code or a refresh token is exchanged for an access token.</summary>
/// <remarks>https://developer.webex.com/docs/integrations#getting-an-access-token. Refusals bear the cloud's error body, not RFC 6749's.</remarks>
internal sealed class AccessTokenEndpoint(WebexCloud cloud)
{
    public const string BadRefreshToken = "The refresh token provided is expired, revoked, malformed, or invalid.";

    public const string UnknownGrantType = "grant_type must be authorization_code or refresh_token.";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/access_token", http => AnswerAsync(http, cloud, Exchange)).DisableAntiforgery();
    }

    /// <summary>Reads the form and answers inside the cloud's lock.</summary>
    public static async Task AnswerAsync(HttpContext http, WebexCloud cloud, Func<Func<string, string?>, Reply> answer)
    {
        var field = await OAuthForm.ReadAsync(http) ?? throw new WebexFailure(415, "Send the body as application/x-www-form-urlencoded.");
        await cloud.Run(() => answer(field)).WriteAsync(http);
    }

    public Reply Exchange(Func<string, string?> field)
    {
        string Required(string name) => field(name) ?? throw WebexFailure.BadRequest($"{name} is missing.");
        var grantType = Required("grant_type");
        var client = Client(Required("client_id"), field("client_secret"));
        return grantType switch
        {
            "authorization_code" => Issue(cloud, Redeem(client, Required("code"), Required("redirect_uri"), field("code_verifier"))),
            "refresh_token" => Issue(cloud, Refresh(client, Required("refresh_token"))),
            _ => throw WebexFailure.BadRequest(UnknownGrantType),
        };
    }

    public static Reply Issue(WebexCloud cloud, Grant grant, bool withScope = true)
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
            scope = withScope ? string.Join(' ', grant.Scopes) : null,
        });
    }

    /// <summary>A client with a secret proves it; a public one proves itself by PKCE at the code.</summary>
    private Application Client(string clientId, string? secret)
    {
        var client = cloud.Tokens.FindApplication(clientId);
        return client is not null && Proves(client, secret) ? client : throw WrongSecret();
    }

    public static bool Proves(Application client, string? secret) => client.ClientSecret is null || Same(client.ClientSecret, secret ?? "");

    public static WebexFailure WrongSecret() => new(401, "The client_id or client_secret is invalid.");

    private Grant Refresh(Application client, string refreshToken)
    {
        var grant = cloud.Tokens.FindGrant(refreshToken);
        if (grant is null || grant.ClientId != client.ClientId)
        {
            throw WebexFailure.BadRequest(BadRefreshToken);
        }

        return client is Integration integration && !integration.Allows(grant.PersonId)
            ? throw WebexFailure.BadRequest(AuthorizeRequest.NotAllowed)
            : grant;
    }

    private Grant Redeem(Application client, string code, string redirectUri, string? verifier)
    {
        var found = cloud.Tokens.TakeCode(code);
        if (found is null || found.ClientId != client.ClientId || found.RedirectUri != redirectUri)
        {
            throw WebexFailure.BadRequest("The authorization code is expired, used, or was not issued for this client and redirect_uri.");
        }

        if (found.Challenge is not null && (verifier is null || !Same(found.Challenge, Challenge(verifier))))
        {
            throw WebexFailure.BadRequest("The code_verifier does not match the code_challenge.");
        }

        return cloud.Tokens.Open(found.ClientId, found.PersonId, found.Scopes);
    }

    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
