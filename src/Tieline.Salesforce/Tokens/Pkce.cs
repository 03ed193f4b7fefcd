using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tieline.Salesforce;

/// <summary>A proof that who exchanges a code is who asked for it: keep the verifier, send the challenge.</summary>
/// <param name="Verifier">The secret half, sent with the exchange.</param>
/// <param name="Challenge">Base64url of its SHA-256, sent with the person to the sign-in page.</param>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_pkce.htm">Proof key for code exchange</a>.</remarks>
public sealed record Pkce(string Verifier, string Challenge)
{
    /// <summary>A fresh pair with 256 bits of chance.</summary>
    public static Pkce Create() => From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The pair of a verifier that was kept.</summary>
    public static Pkce From(string verifier) =>
        new(verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "Pkce";
}
