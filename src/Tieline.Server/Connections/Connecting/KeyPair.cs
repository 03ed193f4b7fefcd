using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tieline.Server.Connections.Connecting;

/// <summary>A key with which the server signs in to Salesforce, and the certificate that an administrator uploads to the app there.</summary>
/// <param name="PrivateKey">PEM (PKCS 8). Kept sealed, never shown.</param>
/// <param name="Certificate">PEM.</param>
internal sealed record KeyPair(string PrivateKey, string Certificate)
{
    private const int Bits = 2048;
    private const int Former = 2;
    private static readonly TimeSpan Life = TimeSpan.FromDays(730);

    public static KeyPair Make(DateTimeOffset now)
    {
        using var key = RSA.Create(Bits);
        var request = new CertificateRequest("CN=Tieline", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Begins a day ago: the org's clock may be behind ours.
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Life);
        return new KeyPair(key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }

    /// <summary>Pure: the keys that are kept in one text, as <see cref="With"/> joins them.</summary>
    public static IReadOnlyList<string> NewestFirst(string pem)
    {
        var keys = new List<string>();
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            keys.Add(rest[fields.Location]);
        }

        return keys;
    }

    /// <summary>Pure: this key before those that were kept until now, of which a few stay: a key whose certificate is not in the app yet must not cost the connection, not even when it was made twice.</summary>
    public string With(string former) => string.Join('\n', NewestFirst(former).Take(Former).Prepend(PrivateKey));

    /// <summary>Until when a certificate holds, and how to know it again in Salesforce.</summary>
    public static (DateTimeOffset Until, string Thumbprint) About(string certificate)
    {
        using var read = X509Certificate2.CreateFromPem(certificate);
        return (read.NotAfter.ToUniversalTime(), read.GetCertHashString(HashAlgorithmName.SHA256));
    }

    public override string ToString() => "KeyPair (hidden)";
}
