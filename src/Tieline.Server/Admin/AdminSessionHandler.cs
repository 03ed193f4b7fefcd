using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Admin;

/// <summary>Reads the admin session of a circuit from its address.</summary>
internal sealed class AdminSessionHandler(
    AdminSessions sessions, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Path.StartsWithSegments("/_blazor") ? Request.Query["access_token"].ToString() : "";
        return Task.FromResult(token.Length == 0 || sessions.Read(token) is not { } admin
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(admin, AdminSessions.Scheme)));
    }
}
