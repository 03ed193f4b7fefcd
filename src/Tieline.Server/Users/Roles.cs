using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

/// <summary>
/// Who may do what. All of a tenant's roles are read at once and kept for a minute, so that an org's API calls are not spent on each user; what an administrator
/// gives or takes in Salesforce counts that soon.
/// </summary>
internal sealed partial class Roles(
    PermissionSets sets, OwnRoles own, SettingsStore settings, Agents agents, Tenants tenants, LaunchKeyStore keys, Clock clock, ILogger<Roles> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SetsKept = TimeSpan.FromMinutes(10);

    // Somebody who is refused may have got the role just now; but who asks again and again must not use up the org's API calls.
    private static readonly TimeSpan RefusalStands = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, KnownRoles> _known = new();
    private readonly ConcurrentDictionary<Guid, (RoleSets Sets, DateTimeOffset ReadAt)> _sets = new();

    /// <summary>Whether the agent may use the panels now. When nothing can be found out, what was known of him last counts.</summary>
    public async Task<bool> MayUseAsync(Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            return await HasAsync(agent.TenantId, agent.SalesforceUserId, WebexRoles.User, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            Log.Unknown(logger, agent.TenantId, problem.Message);
            return agent.NotUserSince is null;
        }
    }

    /// <summary>Whether he has the role; a refusal is not told from what was read more than ten seconds ago.</summary>
    /// <param name="tenantId">Of the user.</param>
    /// <param name="userId">The Salesforce user, 18 characters.</param>
    /// <param name="role">One role.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known of this tenant's roles.</exception>
    public async Task<bool> HasAsync(Guid tenantId, string userId, WebexRoles role, CancellationToken cancellationToken) =>
        (await AllAsync(tenantId, cancellationToken)).Of(userId, clock.UtcNow).HasFlag(role)
        || (await Of(tenantId).NotOlderThanAsync(RefusalStands, cancellationToken)).Of(userId, clock.UtcNow).HasFlag(role);

    /// <summary>All roles of a tenant, not older than a minute.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known.</exception>
    public Task<TenantRoles> AllAsync(Guid tenantId, CancellationToken cancellationToken) => Of(tenantId).NotOlderThanAsync(Kept, cancellationToken);

    /// <summary>Roles of this tenant were changed elsewhere: they are read again at the next use.</summary>
    internal void Forget(Guid tenantId) => _known.TryRemove(tenantId, out _);

    /// <summary>As they are now.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public Task<TenantRoles> ReadAsync(Guid tenantId, CancellationToken cancellationToken) => Of(tenantId).NowAsync(cancellationToken);

    /// <summary>The permission sets of the package in the org, not older than ten minutes.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<RoleSets> SetsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (_sets.TryGetValue(tenantId, out var known) && known.Sets.Exist && clock.UtcNow - known.ReadAt < SetsKept)
        {
            return known.Sets;
        }

        var read = await sets.SetsAsync(tenantId, cancellationToken);
        _sets[tenantId] = (read, clock.UtcNow);
        return read;
    }

    private KnownRoles Of(Guid tenantId) => _known.GetOrAdd(tenantId, id => new KnownRoles(() => ReadAsync(id), clock));

    // Not stopped with the one who asked first: others wait for it.
    private async Task<TenantRoles> ReadAsync(Guid tenantId)
    {
        var view = await settings.ForAsync(tenantId, null, null, CancellationToken.None);
        var from = view.Of(PeopleSettings.RolesFrom).Value;
        var roleSets = from == "tieline" ? null : await SetsAsync(tenantId, CancellationToken.None);
        var areSalesforces = from == "salesforce" || roleSets is { Exist: true };
        if (from == "automatic" && !areSalesforces && await HadPackageAsync(tenantId))
        {
            throw new SalesforceException(
                SalesforceErrorKind.Forbidden,
                "The org has had the package, but does not show its permission sets to the integration user. Give him the permission set Tieline Integration, or set where roles come from.");
        }

        var held = !areSalesforces ? await own.HeldAsync(tenantId, CancellationToken.None)
            : roleSets is { Exist: true } exist ? await sets.HeldAsync(tenantId, exist, CancellationToken.None)
            : new Dictionary<string, IReadOnlyList<RoleHeld>>();
        var roles = new TenantRoles(areSalesforces, !areSalesforces && view.IsOn(PeopleSettings.EverybodyIsUser), held, clock.UtcNow);
        await agents.KeepUsersAsync(tenantId, userId => roles.Of(userId, roles.ReadAt).HasFlag(WebexRoles.User), CancellationToken.None);
        return roles;
    }

    // Sets that are not seen any more must not open the panels to everybody: an administrator says so if that is meant.
    private async Task<bool> HadPackageAsync(Guid tenantId) =>
        await tenants.FindAsync(tenantId, CancellationToken.None) is { } tenant && await keys.FindAsync(tenant) is { RecordId: not null };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is known of the roles in tenant {TenantId}, because Salesforce cannot be asked: {Problem}. Agents keep what they had")]
        public static partial void Unknown(ILogger logger, Guid tenantId, string problem);
    }
}
