using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users.Launching;

/// <summary>The keys with which orgs sign that a user opens a panel: how it stands with them, a new one on demand, and which are taken.</summary>
public sealed class LaunchKeys
{
    private readonly LaunchKeyStore _store;
    private readonly Tenants _tenants;
    // Shorter than any of Orleans' own timeouts, so that it is always this one that ends the waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly IGrainFactory _grains;
    private readonly Clock _clock;

    internal LaunchKeys(LaunchKeyStore store, Tenants tenants, IGrainFactory grains, Clock clock) => (_store, _tenants, _grains, _clock) = (store, tenants, grains, clock);

    /// <summary>What was found last; nobody is asked now.</summary>
    public async Task<LaunchKeyState> StateAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (await _tenants.FindAsync(tenantId, cancellationToken) is not { SalesforceOrgId: not null } tenant || await _store.FindAsync(tenant) is not { } row)
        {
            return new LaunchKeyState(LaunchKeyStanding.NotConnected, "", null, null);
        }

        var standing = Enum.TryParse<LaunchKeyStanding>(row.Standing, out var known) ? known : LaunchKeyStanding.NoAnswer;
        return new LaunchKeyState(standing, row.Detail, row.RotatedAt is { } at ? Moment.FromMicroseconds(at) : null, Moment.FromMicroseconds(row.CheckedAt));
    }

    /// <summary>Writes a new key into the org now, and gives how it stands then.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="isAtOnce">The key before is not taken any more; otherwise it is for another hour.</param>
    /// <param name="cancellationToken">Stops waiting; the writing goes on.</param>
    /// <exception cref="TimeoutException">Salesforce is slow. The writing goes on.</exception>
    public async Task<LaunchKeyState> RotateAsync(Guid tenantId, Actor who, bool isAtOnce, CancellationToken cancellationToken)
    {
        var writing = _grains.GetGrain<ILaunchKeyGrain>(tenantId).RotateAsync(who, isAtOnce);
        if (await Task.WhenAny(writing, _clock.DelayAsync(Patience, cancellationToken)) != writing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("The launch key is still on its way into the org.");
        }

        await writing;
        return await StateAsync(tenantId, cancellationToken);
    }

    /// <summary>Looks into the org and writes a key where it is time.</summary>
    internal Task TendAsync(Guid tenantId) => _grains.GetGrain<ILaunchKeyGrain>(tenantId).TendAsync();

    /// <summary>Until the package's first key is in the org, the secret that the admin got with the tenant signs: for a signer of the org's own.</summary>
    internal async Task<IReadOnlyList<string>> AcceptedAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var row = await _store.FindAsync(tenant);
        var accepted = row is null ? [] : _store.Accepted(row);
        return row?.CurrentSealed is null ? [.. accepted, (await _tenants.SecretsAsync(tenant.Id, cancellationToken)).LaunchSecret] : accepted;
    }
}
