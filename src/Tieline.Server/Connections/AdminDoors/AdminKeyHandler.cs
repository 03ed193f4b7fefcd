using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>Reads <c>Authorization: Bearer &lt;admin key&gt;</c>.</summary>
internal sealed class AdminKeyHandler(AdminKey key, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (!key.Matches(header[Bearer.Length..].Trim()))
        {
            return Task.FromResult(AuthenticateResult.Fail("The admin key is not the one of this server."));
        }

        var admin = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "admin")], AdminKey.Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(admin, AdminKey.Scheme)));
    }
}
