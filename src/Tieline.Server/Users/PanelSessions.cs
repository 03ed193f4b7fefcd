using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users;

/// <summary>Makes and reads the sealed tokens of panel sessions.</summary>
public sealed class PanelSessions(IDataProtectionProvider protection, Clock clock)
{
    /// <summary>How long a session serves; then the panel asks its host for a new launch token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("Tieline.PanelSession.v1");

    public (string Session, DateTimeOffset ExpiresAt) Open(Agent agent)
    {
        var expiresAt = clock.UtcNow + Lifetime;
        var content = new Content(agent.TenantId, agent.Id, agent.SalesforceUserId, expiresAt.ToUnixTimeSeconds());
        return (protector.Protect(JsonSerializer.Serialize(content)), expiresAt);
    }

    /// <summary>The session's claims; null when the token is not ours, was altered or has expired.</summary>
    public ClaimsPrincipal? Read(string session)
    {
        if (Unseal(session) is not { } content || content.ExpiresAt <= clock.UtcNow.ToUnixTimeSeconds())
        {
            return null;
        }

        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(PanelSession.TenantClaim, content.Tenant.ToString()),
                new Claim(PanelSession.AgentClaim, content.Agent.ToString()),
                new Claim(PanelSession.UserClaim, content.User),
                new Claim(ClaimTypes.Expiration, content.ExpiresAt.ToString(CultureInfo.InvariantCulture)),
            ],
            PanelSession.Scheme));
    }

    private Content? Unseal(string session)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(protector.Unprotect(session));
        }
        catch (CryptographicException)
        {
            return null; // Not sealed by us: the caller is told 401, which is all that can be said.
        }
    }

    private sealed record Content(Guid Tenant, Guid Agent, string User, long ExpiresAt);
}
