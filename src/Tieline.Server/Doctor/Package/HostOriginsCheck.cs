using Tieline.Server.Connections;

namespace Tieline.Server.Doctor.Package;

/// <summary>The tenant's host origins name the org's Lightning pages; no other page may frame the panels.</summary>
internal sealed class HostOriginsCheck(Tenants tenants) : IMendingCheck
{
    private const string Api = ".my.salesforce.com";

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Missing"];

    public Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var origin = LightningOf(on.Tenant.SalesforceInstance ?? throw new BlockedException("SalesforceSignIn", ""));
        var found = on.Tenant.HostOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase) ? Finding.Well(origin) : Finding.Broken("Missing", origin) with { CanFix = true };
        return Task.FromResult(found.With($"host origins: {string.Join(", ", on.Tenant.HostOrigins)}", $"instance: {on.Tenant.SalesforceInstance}"));
    }

    public Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var origin = LightningOf(on.Tenant.SalesforceInstance ?? throw new BlockedException("SalesforceSignIn", ""));
        return tenants.AddHostOriginAsync(on.Tenant.Id, origin, mending.Who, cancellationToken);
    }

    /// <summary>Pure: where the Lightning pages of an org lie, told by its API address. One that is not at Salesforce shows its pages itself.</summary>
    internal static string LightningOf(string instance)
    {
        var host = new Uri(instance).Host;
        return host.EndsWith(Api, StringComparison.OrdinalIgnoreCase) ? $"https://{host[..^Api.Length]}.lightning.force.com" : instance;
    }
}
