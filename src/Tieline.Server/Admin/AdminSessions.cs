using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Admin;

/// <summary>Sealed tokens for the admin's pages: got for the admin key once, so that the key itself does not travel with each circuit.</summary>
internal sealed class AdminSessions(IDataProtectionProvider protection, AdminKey key, Clock clock)
{
    /// <summary>The authentication scheme, and the type of identity that the pages demand.</summary>
    public const string Scheme = "AdminSession";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    // With another admin key the sessions of the former one end.
    private readonly IDataProtector _protector = protection.CreateProtector("Tieline.AdminSession.v1", key.Fingerprint);

    public (string Session, DateTimeOffset ExpiresAt) Open()
    {
        var expiresAt = clock.UtcNow + Lifetime;
        return (_protector.Protect(expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), expiresAt);
    }

    /// <summary>The admin; null when the token is not ours, was altered or has expired.</summary>
    public ClaimsPrincipal? Read(string session)
    {
        try
        {
            var expiresAt = long.Parse(_protector.Unprotect(session), CultureInfo.InvariantCulture);
            return expiresAt > clock.UtcNow.ToUnixTimeSeconds() ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "admin"), new Claim(ClaimTypes.Expiration, expiresAt.ToString(CultureInfo.InvariantCulture))], Scheme)) : null;
        }
        catch (CryptographicException)
        {
            return null; // Not sealed by us: the caller is told 401, which is all that can be said.
        }
    }
}
