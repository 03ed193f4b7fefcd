using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The simulator's own certificate authority, made at the first start and kept with the org: a client that trusts it once trusts it after a restart.</summary>
public sealed class CertificateAuthority : IDisposable
{
    // Fixed, since neither the org's clock nor the machine's should decide whether a test can connect.
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2049, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 root;

    private CertificateAuthority(X509Certificate2 root) => this.root = root;

    public static CertificateAuthority Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Salesforce simulator CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new CertificateAuthority(request.CreateSelfSigned(From, Until));
    }

    /// <summary>From what <see cref="Secret"/> gave.</summary>
    public static CertificateAuthority FromPem(string secret) => new(X509Certificate2.CreateFromPem(secret, secret));

    /// <summary>What clients are to trust.</summary>
    public string Certificate => root.ExportCertificatePem();

    /// <summary>Certificate and key.</summary>
    public string Secret
    {
        get
        {
            using var key = root.GetECDsaPrivateKey()!;
            return root.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <summary>A certificate for this machine, and for the cloud's own name: a client that has it built in can be led here.</summary>
    public X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("api.pubsub.salesforce.com");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issued = request.Create(root, From, Until, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose() => root.Dispose();
}
