using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Storage;

namespace Tieline.Server.Users.Launching;

/// <summary>The keys with which orgs sign that a user opens a panel: how it stands with them, a new one on demand, and which are taken.</summary>
public sealed class LaunchKeys
{
    private readonly LaunchKeyStore _store;
    private readonly Tenants _tenants;
    private readonly IGrainFactory _grains;

    internal LaunchKeys(LaunchKeyStore store, Tenants tenants, IGrainFactory grains) => (_store, _tenants, _grains) = (store, tenants, grains);

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
    public async Task<LaunchKeyState> RotateAsync(Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        await _grains.GetGrain<ILaunchKeyGrain>(tenantId).RotateAsync(who).WaitAsync(cancellationToken);
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
