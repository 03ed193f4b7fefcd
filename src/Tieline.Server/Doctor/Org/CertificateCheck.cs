using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.Org;

/// <summary>The certificate by which the server signs in to Salesforce holds for a while yet: from one hour to the next after its end nothing is let in.</summary>
internal sealed class CertificateCheck(Clock clock) : ICheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["NotNeeded", "None", "Soon", "Over"];

    public Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken) => Task.FromResult(
        on.Tenant.SalesforceWay != SalesforceWay.JwtBearer ? new Finding(Verdict.Well, "NotNeeded", []).With($"way {on.Tenant.SalesforceWay}")
        : on.Tenant.SalesforceCertificate.Length == 0 ? Finding.Broken("None").With("way JwtBearer, no certificate")
        : Judge(KeyPair.About(on.Tenant.SalesforceCertificate), clock.UtcNow));

    /// <summary>Pure.</summary>
    internal static Finding Judge((DateTimeOffset Until, string Thumbprint) certificate, DateTimeOffset now)
    {
        var end = certificate.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (certificate.Until <= now ? Finding.Broken("Over", end) : certificate.Until - now < Soon ? Finding.Warning("Soon", end) : Finding.Well(end))
            .With($"certificate until {certificate.Until:u}", $"SHA-256 {certificate.Thumbprint}");
    }
}
