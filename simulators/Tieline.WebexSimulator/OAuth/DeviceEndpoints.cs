using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/device: the grant for devices without a keyboard. While nobody has decided, the token is refused with 428.</summary>
/// <remarks>https://developer.webex.com/docs/login-with-webex#device-grant-flow</remarks>
internal sealed class DeviceEndpoints(WebexCloud cloud)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/device/authorize", http => AnswerAsync(http, Begin)).DisableAntiforgery();
        routes.MapPost("/v1/device/token", http => AnswerAsync(http, Token)).DisableAntiforgery();
        routes.MapGet("/v1/device/verify", http => PageAsync(http, Ask));
        routes.MapPost("/v1/device/verify", http => PageAsync(http, Decide)).DisableAntiforgery();
    }

    private Reply Begin(HttpContext http, Func<string, string?> field)
    {
        var integration = cloud.Integrations.Find(field("client_id")) ?? throw WebexFailure.BadRequest("The client_id is not that of a registered integration.");
        var scopes = (field("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0 || !scopes.All(integration.Offers))
        {
            throw WebexFailure.BadRequest("scope must hold scopes of the integration.");
        }

        var request = new DeviceRequest(cloud.Draws.Hex(24), cloud.Draws.Letters("BCDFGHJKLMNPQRSTVWXZ", 8),
            integration.ClientId, [.. scopes.Append(KnownScopes.Kms).Distinct()], cloud.Clock.Now + DeviceRequest.Lifetime);
        cloud.Tokens.Devices.RemoveAll(device => device.Expires <= cloud.Clock.Now);
        cloud.Tokens.Devices.Add(request);
        var page = $"{http.Request.Scheme}://{http.Request.Host}/v1/device/verify";
        return Reply.Ok(new
        {
            device_code = request.DeviceCode,
            user_code = request.UserCode,
            verification_uri = page,
            verification_uri_complete = $"{page}?user_code={request.UserCode}",
            expires_in = (int)DeviceRequest.Lifetime.TotalSeconds,
            interval = 2,
        });
    }

    private Reply Token(HttpContext http, Func<string, string?> field)
    {
        var (clientId, secret) = Basic(http.Request.Headers.Authorization.ToString());
        var client = cloud.Integrations.Find(clientId);
        if (client is null || !AccessTokenEndpoint.Proves(client, secret))
        {
            throw AccessTokenEndpoint.WrongSecret();
        }

        var request = field("grant_type") == GrantType
            ? cloud.Tokens.Devices.Find(device => device.DeviceCode == field("device_code") && device.ClientId == client.ClientId)
            : throw WebexFailure.BadRequest($"grant_type must be {GrantType}.");
        if (request is null || request.Denied || request.Expires <= cloud.Clock.Now)
        {
            throw WebexFailure.BadRequest(request is { Denied: true } ? "access_denied" : "expired_token");
        }

        if (request.PersonId is null)
        {
            throw new WebexFailure(cloud.Switches.PendingDeviceIs428 ? 428 : 400, "authorization_pending");
        }

        cloud.Tokens.Devices.Remove(request);
        return AccessTokenEndpoint.Issue(cloud, cloud.Tokens.Open(request.ClientId, request.PersonId, request.Scopes));
    }

    private string Ask(Func<string, string?> field)
    {
        var request = Find(field("user_code"));
        return ConsentPage.AskDevice(cloud.Integrations.Find(request.ClientId)!, request, cloud.Directory.People.Where(person => person.IsHuman));
    }

    private string Decide(Func<string, string?> field)
    {
        var request = Find(field("user_code"));
        var person = cloud.Directory.FindByEmail(field("email") ?? "");
        if (person is not { IsHuman: true, Profile.LoginEnabled: true })
        {
            throw WebexFailure.BadRequest("Choose a person who signs in.");
        }

        var allowed = cloud.Integrations.Find(request.ClientId)!.Allows(person.Id) && (person.IsAdmin || !request.Scopes.Any(KnownScopes.NeedsAdmin));
        (request.PersonId, request.Denied) = field("decision") == "allow" && allowed ? (person.Id, false) : (null, true);
        return ConsentPage.Notice(request.Denied ? "The device was turned away." : "The device may go on.");
    }

    private DeviceRequest Find(string? userCode) =>
        cloud.Tokens.Devices.Find(device => device.UserCode == userCode && device.Expires > cloud.Clock.Now && device is { PersonId: null, Denied: false })
        ?? throw WebexFailure.BadRequest("The code is not known, or no longer.");

    private Task AnswerAsync(HttpContext http, Func<HttpContext, Func<string, string?>, Reply> answer) =>
        AccessTokenEndpoint.AnswerAsync(http, cloud, field => answer(http, field));

    private async Task PageAsync(HttpContext http, Func<Func<string, string?>, string> page)
    {
        IResult result;
        try
        {
            var field = await OAuthForm.ReadPageAsync(http);
            result = Results.Content(cloud.Run(() => page(field)), "text/html; charset=utf-8");
        }
        catch (WebexFailure failure)
        {
            result = Results.Content(ConsentPage.Mistake(failure.Message), "text/html; charset=utf-8", statusCode: failure.Status);
        }

        await result.ExecuteAsync(http);
    }

    private static (string? ClientId, string? Secret) Basic(string header)
    {
        var bytes = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header["Basic ".Length..], bytes, out var length))
        {
            return (null, null);
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : (null, null);
    }
}
