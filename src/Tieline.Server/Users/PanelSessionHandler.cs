using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Users;

/// <summary>Reads the panel session of a request: from the Authorization header, or, for the Blazor circuit only, from the query.</summary>
internal sealed class PanelSessionHandler(
    PanelSessions sessions, Agents agents, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (sessions.Read(token) is not { } principal)
        {
            return AuthenticateResult.Fail("The panel session is not ours or has expired.");
        }

        var (tenantId, agentId) = principal.Agent();
        return await agents.FindAsync(tenantId, agentId, Context.RequestAborted) is { IsActive: true }
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, PanelSession.Scheme))
            : AuthenticateResult.Fail("The agent of this panel session is gone or inactive.");
    }

    private static string? TokenOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        return request.Path.StartsWithSegments("/_blazor") ? request.Query["access_token"].ToString() : null;
    }
}
