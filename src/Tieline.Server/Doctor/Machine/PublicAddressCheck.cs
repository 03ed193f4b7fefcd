using Tieline.Server.Connections.Connecting;

namespace Tieline.Server.Doctor.Machine;

/// <summary>The public address leads back to this server: the look of the page Connection, from within. The way from outside, <see cref="WebexSide.WebhookReachableCheck"/> judges.</summary>
internal sealed class PublicAddressCheck(AddressCheck address) : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["NotSecure", "Unreachable", "Another", "Private"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var report = await address.RunAsync(cancellationToken);
        return Judge(report, isProved: on.Tenant.WebhookProof?.Address == report.Address).With($"GET {report.Address}{AddressProof.Path}...: {report.State} {report.Detail}");
    }

    /// <summary>Pure. Many networks do not let a server call its own public address: where a delivery from Webex has proved it, that is no more than a warning.</summary>
    internal static Finding Judge(AddressReport report, bool isProved) => report.State switch
    {
        AddressState.NotSecure => Finding.Broken("NotSecure", report.Address),
        AddressState.AnotherServer => Finding.Broken("Another", report.Address, report.Detail),
        AddressState.PrivateNetwork => Finding.Warning("Private", report.Address, report.Detail),
        AddressState.NoAnswer => new Finding(isProved ? Verdict.Warning : Verdict.Broken, "Unreachable", [report.Address, report.Detail]),
        _ => Finding.Well(report.Address),
    };
}
