using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tieline.Server.Connections.Connecting;

/// <summary>
/// Proves that an address leads to this server, or to another of its cluster: it is asked for a nonce of chance and gives it back sealed with the key ring,
/// which only these servers have. Nothing is kept, so any of them may answer.
/// </summary>
internal sealed class AddressProof(IDataProtectionProvider protection)
{
    public const string Path = "/connect/proof/";

    /// <summary>In characters of base64url: 24 bytes of chance.</summary>
    public const int NonceLength = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("Tieline.AddressProof.v1");

    public static string NewNonce() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public string Answer(string nonce) => _protector.Protect(nonce);

    public bool IsAnswerTo(string nonce, string answer)
    {
        try
        {
            return _protector.Unprotect(answer.Trim()) == nonce;
        }
        catch (CryptographicException)
        {
            return false; // Somebody else answered.
        }
    }
}
