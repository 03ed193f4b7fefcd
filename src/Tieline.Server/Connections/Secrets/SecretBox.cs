using Microsoft.AspNetCore.DataProtection;

namespace Tieline.Server.Connections.Secrets;

/// <summary>Seals what must not be readable in the database. What was sealed for one tenant and purpose opens for no other.</summary>
public sealed class SecretBox(IDataProtectionProvider protection)
{
    private readonly IDataProtector _root = protection.CreateProtector("Tieline.Secrets.v1");

    public string Seal(Guid tenantId, string purpose, string secret) => For(tenantId, purpose).Protect(secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring or the master key is not the one it was sealed with, or the text was altered or moved.</exception>
    public string Open(Guid tenantId, string purpose, string sealedSecret) => For(tenantId, purpose).Unprotect(sealedSecret);

    private IDataProtector For(Guid tenantId, string purpose) => _root.CreateProtector(tenantId.ToString("N"), purpose);
}
