using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;

namespace Tieline.Server.Users;

/// <summary>
/// Who may do what. All of a tenant's roles are read at once and kept for a minute, so that an org's API calls are not spent on each user; what an administrator
/// gives or takes in Salesforce counts that soon. What is kept is of one org: a tenant that was joined with another begins anew.
/// </summary>
internal sealed partial class Roles(
    PermissionSets sets, OwnRoles own, SettingsStore settings, Agents agents, Tenants tenants, PackageTrace package, Clock clock, ILogger<Roles> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SetsKept = TimeSpan.FromMinutes(10);

    // Somebody who is refused may have got the role just now; but who asks again and again must not use up the org's API calls.
    private static readonly TimeSpan RefusalStands = TimeSpan.FromSeconds(10);
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>> Nobody = new Dictionary<string, IReadOnlyList<RoleHeld>>();
    private readonly ConcurrentDictionary<(Guid TenantId, string? OrgId), KnownRoles> _known = new();
    private readonly ConcurrentDictionary<(Guid TenantId, string? OrgId), (RoleSets Sets, DateTimeOffset ReadAt)> _sets = new();

    /// <summary>Whether the agent may use the panels now. When nothing can be found out, who was a user when he was judged last stays one, and nobody else comes in.</summary>
    public async Task<MayUse> MayUseAsync(Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            if (!await HasAsync(agent.TenantId, agent.SalesforceUserId, WebexRoles.User, cancellationToken))
            {
                return MayUse.No;
            }

            await (agent.NotUserSince is null ? Task.CompletedTask : agents.MarkUserAsync(agent, cancellationToken));
            return MayUse.Yes;
        }
        catch (SalesforceException problem)
        {
            Log.Unknown(logger, agent.TenantId, problem.Message);
            return agent.NotUserSince is null ? MayUse.Yes : MayUse.NotKnown;
        }
    }

    /// <summary>Whether he has the role; a refusal is not told from what was read more than ten seconds ago.</summary>
    /// <param name="tenantId">Of the user.</param>
    /// <param name="userId">The Salesforce user, 18 characters.</param>
    /// <param name="role">One role.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known of this tenant's roles.</exception>
    public async Task<bool> HasAsync(Guid tenantId, string userId, WebexRoles role, CancellationToken cancellationToken)
    {
        var known = await OfAsync(tenantId, cancellationToken);
        return (await known.NotOlderThanAsync(Kept, cancellationToken)).Of(userId, clock.UtcNow).HasFlag(role)
            || (await known.NotOlderThanAsync(RefusalStands, cancellationToken)).Of(userId, clock.UtcNow).HasFlag(role);
    }

    /// <summary>All roles of a tenant, not older than a minute.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known.</exception>
    public async Task<TenantRoles> AllAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await (await OfAsync(tenantId, cancellationToken)).NotOlderThanAsync(Kept, cancellationToken);

    /// <summary>Roles of this tenant were changed elsewhere: they are read again at the next use.</summary>
    internal void Forget(Guid tenantId)
    {
        foreach (var key in _known.Keys.Concat(_sets.Keys).Where(key => key.TenantId == tenantId).ToList())
        {
            _known.TryRemove(key, out _);
            _sets.TryRemove(key, out _);
        }
    }

    /// <summary>As they are now.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<TenantRoles> ReadAsync(Guid tenantId, CancellationToken cancellationToken) => await (await OfAsync(tenantId, cancellationToken)).NowAsync(cancellationToken);

    /// <summary>The permission sets of the package in the org, not older than ten minutes.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<RoleSets> SetsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(tenantId, cancellationToken);
        if (_sets.TryGetValue(key, out var known) && known.Sets.Exist && clock.UtcNow - known.ReadAt < SetsKept)
        {
            return known.Sets;
        }

        var read = await sets.SetsAsync(tenantId, cancellationToken);
        _sets[key] = (read, clock.UtcNow);
        return read;
    }

    private async Task<KnownRoles> OfAsync(Guid tenantId, CancellationToken cancellationToken) =>
        _known.GetOrAdd(await KeyAsync(tenantId, cancellationToken), key => new KnownRoles(() => ReadAsync(key.TenantId), clock));

    private async Task<(Guid TenantId, string? OrgId)> KeyAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (tenantId, (await tenants.FindAsync(tenantId, cancellationToken))?.SalesforceOrgId);

    // Not stopped with the one who asked first: others wait for it.
    private async Task<TenantRoles> ReadAsync(Guid tenantId)
    {
        var view = await settings.ForAsync(tenantId, null, null, CancellationToken.None);
        var from = view.Of(PeopleSettings.RolesFrom).Value;
        var (exist, inOrg) = from == "tieline" ? (false, Nobody) : await InOrgAsync(tenantId, from);
        var areSalesforces = from == "salesforce" || exist;
        var held = areSalesforces ? inOrg : await own.HeldAsync(tenantId, CancellationToken.None);
        var roles = new TenantRoles(areSalesforces, !areSalesforces && view.IsOn(PeopleSettings.EverybodyIsUser), held, clock.UtcNow);
        await agents.KeepUsersAsync(tenantId, userId => roles.Of(userId, roles.ReadAt).HasFlag(WebexRoles.User), CancellationToken.None);
        return roles;
    }

    // When nobody has any, the sets may be there no more, or under other ids: deployed again within the ten minutes.
    private async Task<(bool Exist, IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>> Held)> InOrgAsync(Guid tenantId, string from)
    {
        var key = await KeyAsync(tenantId, CancellationToken.None);
        var wasKnown = _sets.ContainsKey(key);
        var shown = await ShownAsync(tenantId, from);
        var held = await HeldAsync(tenantId, shown);
        if (held.Count == 0 && wasKnown && _sets.TryRemove(key, out _))
        {
            shown = await ShownAsync(tenantId, from);
            held = await HeldAsync(tenantId, shown);
        }

        return (shown.Exist, held);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldAsync(Guid tenantId, RoleSets shown) =>
        shown.Exist ? await sets.HeldAsync(tenantId, shown, CancellationToken.None) : Nobody;

    // Sets that are not shown must not open the panels to everybody: an administrator says so if that is meant.
    private async Task<RoleSets> ShownAsync(Guid tenantId, string from)
    {
        RoleSets? shown = null;
        try
        {
            shown = await SetsAsync(tenantId, CancellationToken.None);
        }
        catch (SalesforceException problem) when (PermissionSets.AreHidden(problem))
        {
            // Without View Setup. In an org without the package he needs it for nothing else.
        }

        if (shown is { Exist: true } || (from == "salesforce" && shown is not null))
        {
            return shown;
        }

        var isThere = from == "automatic" && await tenants.FindAsync(tenantId, CancellationToken.None) is { } tenant ? await package.IsThereAsync(tenant, CancellationToken.None) : null;
        return isThere == false || (isThere is null && shown is not null) ? RoleSets.None : throw NotShown(isThere);
    }

    private static SalesforceException NotShown(bool? isThere) => new(
        SalesforceErrorKind.Forbidden,
        (isThere == true ? "The org has the package, or has had it, but does not show its permission sets to the integration user."
            : "The org does not show its permission sets to the integration user, so that nobody knows who may use Tieline.")
        + " Give him View Setup and Configuration (the permission set Tieline Integration has it), or set where roles come from.");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is known of the roles in tenant {TenantId}, because Salesforce cannot be asked: {Problem}. Agents keep what they had")]
        public static partial void Unknown(ILogger logger, Guid tenantId, string problem);
    }
}
