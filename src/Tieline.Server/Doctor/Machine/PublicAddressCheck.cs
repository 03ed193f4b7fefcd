using Tieline.Server.Connections.Connecting;
using Tieline.Server.Diagnostics;
using Tieline.Server.Doctor.WebexSide;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor.Machine;

/// <summary>The public address leads back to this server: the look of the page Connection, from within. The way from outside, <see cref="WebhookReachableCheck"/> judges.</summary>
internal sealed class PublicAddressCheck(AddressCheck address, Clock clock) : ICheck
{
    public const string Itself = "PublicAddress";

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["NotSecure", "Unreachable", "Another", "Private"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var report = await address.RunAsync(cancellationToken);
        var since = Since(on.Before.GetValueOrDefault(Itself)?.Finding, report.Address, clock.UtcNow);
        var proof = on.Tenant.WebhookProof is { } one && one.Address == report.Address ? one.At : (DateTimeOffset?)null;
        var came = Moment.FromMicrosecondsOrNull(on.Before.GetValueOrDefault(WebhookReachableCheck.Itself)?.Finding.Measure);
        var proved = new[] { proof, IsHere(came, since) ? came : null }.Max();
        return Judge(report, isProved: clock.UtcNow - proved < WebhookReachableCheck.Proves)
            .With($"GET {report.Address}{AddressProof.Path}...: {report.State} {report.Detail}", $"something last came from Webex: {(proved is { } at ? $"{at:u}" : "not known")}")
            with { Measure = since is { } moment ? Moment.ToMicroseconds(moment) : null };
    }

    /// <summary>Pure. Since when the server is at this address, as the examinations saw it; null when they saw it at no other.</summary>
    /// <param name="before">What this check found last; null when it never looked.</param>
    /// <param name="address">Of today.</param>
    /// <param name="now">Now.</param>
    internal static DateTimeOffset? Since(Finding? before, string address, DateTimeOffset now)
    {
        var wasElsewhere = before is { IsCommon: false, Args: [var former, ..] } && former != address;
        return wasElsewhere ? now : Moment.FromMicrosecondsOrNull(before?.Measure);
    }

    /// <summary>What arrived at the address of before tells nothing of this one.</summary>
    internal static bool IsHere(DateTimeOffset? came, DateTimeOffset? since) => came is not null && !(came <= since);

    /// <summary>Pure. Many networks do not let a server call its own public address, or know it by another name inside: where something came from Webex lately, it works.</summary>
    internal static Finding Judge(AddressReport report, bool isProved) => report.State switch
    {
        AddressState.NotSecure => Finding.Broken("NotSecure", report.Address),
        AddressState.AnotherServer => Finding.Broken("Another", report.Address, report.Detail),
        AddressState.PrivateNetwork when !isProved => Finding.Warning("Private", report.Address, report.Detail),
        AddressState.NoAnswer => new Finding(isProved ? Verdict.Warning : Verdict.Broken, "Unreachable", [report.Address, report.Detail]),
        _ => Finding.Well(report.Address),
    };
}
