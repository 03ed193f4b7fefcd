using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;
using Tieline.Server.Doctor.WebexSide;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor.Machine;

/// <summary>The public address leads back to this server: the look of the page Connection, from within. The way from outside, <see cref="WebhookReachableCheck"/> judges.</summary>
internal sealed class PublicAddressCheck(AddressCheck address, Clock clock) : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["NotSecure", "Unreachable", "Another", "Private"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var report = await address.RunAsync(cancellationToken);
        var proved = ProvedAt(on, report.Address);
        return Judge(report, isProved: clock.UtcNow - proved < WebhookReachableCheck.Proves)
            .With($"GET {report.Address}{AddressProof.Path}...: {report.State} {report.Detail}", $"something last came from Webex: {(proved is { } at ? $"{at:u}" : "not known")}")
            with { Measure = proved is { } moment ? Moment.ToMicroseconds(moment) : null };
    }

    /// <summary>Pure. Many networks do not let a server call its own public address, or know it by another name inside: where something came from Webex lately, it works.</summary>
    internal static Finding Judge(AddressReport report, bool isProved) => report.State switch
    {
        AddressState.NotSecure => Finding.Broken("NotSecure", report.Address),
        AddressState.AnotherServer => Finding.Broken("Another", report.Address, report.Detail),
        AddressState.PrivateNetwork when !isProved => Finding.Warning("Private", report.Address, report.Detail),
        AddressState.NoAnswer => new Finding(isProved ? Verdict.Warning : Verdict.Broken, "Unreachable", [report.Address, report.Detail]),
        _ => Finding.Well(report.Address),
    };

    // What arrived was seen by the examinations before, and counts while the address is the one of then.
    private static DateTimeOffset? ProvedAt(Examination on, string address)
    {
        var proof = on.Tenant.WebhookProof is { } one && one.Address == address ? one.At : (DateTimeOffset?)null;
        var before = on.Before.GetValueOrDefault("PublicAddress")?.Finding;
        var came = before?.Args is [var former, ..] && former == address ? new[] { before.Measure, on.Before.GetValueOrDefault(WebhookReachableCheck.Itself)?.Finding.Measure }.Max() : null;
        return new[] { proof, Moment.FromMicrosecondsOrNull(came) }.Max();
    }
}
