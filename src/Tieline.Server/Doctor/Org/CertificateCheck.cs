using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.Org;

/// <summary>The certificate by which the server signs in to Salesforce holds for a while yet: from one hour to the next after its end nothing is let in.</summary>
internal sealed class CertificateCheck(SalesforceSignIn salesforce, Clock clock) : ICheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["NotNeeded", "None", "NotInApp", "Soon", "Over"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if (on.Tenant.SalesforceWay != SalesforceWay.JwtBearer)
        {
            return new Finding(Verdict.Well, "NotNeeded", []).With($"way {on.Tenant.SalesforceWay}");
        }

        if (on.Tenant.SalesforceCertificate.Length == 0)
        {
            return Finding.Broken("None").With("way JwtBearer, no certificate");
        }

        var found = Judge(KeyPair.About(on.Tenant.SalesforceCertificate), clock.UtcNow);
        // Until its certificate is in the app the former one signs, whose end is nearer. Where nothing is let in another check tells.
        return found.Verdict == Verdict.Well && (await on.OrgAsync(cancellationToken)).Client is not null && !await salesforce.TakesNewestKeyAsync(on.Tenant, cancellationToken)
            ? Finding.Warning("NotInApp").With([.. found.Evidence, "assertion with the newest key: refused"])
            : found;
    }

    /// <summary>Pure.</summary>
    internal static Finding Judge((DateTimeOffset Until, string Thumbprint) certificate, DateTimeOffset now)
    {
        var end = certificate.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (certificate.Until <= now ? Finding.Broken("Over", end) : certificate.Until - now < Soon ? Finding.Warning("Soon", end) : Finding.Well(end))
            .With($"certificate until {certificate.Until:u}", $"SHA-256 {certificate.Thumbprint}");
    }
}
