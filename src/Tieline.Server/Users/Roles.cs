using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;

namespace Tieline.Server.Users;

/// <summary>
/// Who may do what. All of a tenant's roles are read at once and kept for a minute, so that an org's API calls are not spent on each user; what an administrator
/// gives or takes in Salesforce counts that soon. While Salesforce cannot be asked, what was known last holds for at most an hour.
/// </summary>
internal sealed partial class Roles(PermissionSets sets, OwnRoles own, SettingsStore settings, Agents agents, Clock clock, ILogger<Roles> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SetsKept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HeldOver = TimeSpan.FromHours(1);

    // Somebody who is refused may have got the role just now; but who asks again and again must not use up the org's API calls.
    private static readonly TimeSpan RefusalStands = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FailureStands = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <param name="tenantId">Of the user.</param>
    /// <param name="userId">The Salesforce user, 18 characters.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known of this tenant's roles.</exception>
    public async Task<WebexRoles> OfAsync(Guid tenantId, string userId, CancellationToken cancellationToken) =>
        (await AllAsync(tenantId, cancellationToken)).Of(userId, clock.UtcNow);

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

    /// <summary>As <see cref="OfAsync"/> for one role, but a refusal is not told from what was read more than ten seconds ago.</summary>
    /// <exception cref="SalesforceException">As there.</exception>
    public async Task<bool> HasAsync(Guid tenantId, string userId, WebexRoles role, CancellationToken cancellationToken)
    {
        var roles = await AllAsync(tenantId, cancellationToken);
        if (!roles.Of(userId, clock.UtcNow).HasFlag(role) && clock.UtcNow - roles.ReadAt >= RefusalStands)
        {
            roles = await AllAsync(tenantId, RefusalStands, cancellationToken);
        }

        return roles.Of(userId, clock.UtcNow).HasFlag(role);
    }

    /// <summary>All roles of a tenant, not older than a minute.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known.</exception>
    public Task<TenantRoles> AllAsync(Guid tenantId, CancellationToken cancellationToken) => AllAsync(tenantId, Kept, cancellationToken);

    /// <summary>Roles of this tenant were changed elsewhere: they are read again at the next use.</summary>
    internal void Forget(Guid tenantId) => _known.TryRemove(tenantId, out _);

    /// <summary>As they are now.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<TenantRoles> ReadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var known = _known.GetOrAdd(tenantId, _ => new Known());
        await known.Turn.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(tenantId, known, cancellationToken);
        }
        finally
        {
            known.Turn.Release();
        }
    }

    /// <summary>The permission sets of the package in the org, not older than ten minutes.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<RoleSets> SetsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var known = _known.GetOrAdd(tenantId, _ => new Known());
        if (known.Sets is { Exist: true } exist && clock.UtcNow - known.SetsReadAt < SetsKept)
        {
            return exist;
        }

        var read = await sets.SetsAsync(tenantId, cancellationToken);
        (known.Sets, known.SetsReadAt) = (read, clock.UtcNow);
        return read;
    }

    private async Task<TenantRoles> AllAsync(Guid tenantId, TimeSpan oldest, CancellationToken cancellationToken)
    {
        var known = _known.GetOrAdd(tenantId, _ => new Known());
        if (known.Roles is { } fresh && clock.UtcNow - fresh.ReadAt < oldest)
        {
            return fresh;
        }

        await known.Turn.WaitAsync(cancellationToken);
        try
        {
            // Who waited finds what the one before him read, or how it failed.
            if (known.Roles is { } read && clock.UtcNow - read.ReadAt < oldest)
            {
                return read;
            }

            if (known.Failure is { } failure && clock.UtcNow - known.FailedAt < FailureStands)
            {
                return Over(tenantId, known, failure);
            }

            try
            {
                return await ReadAsync(tenantId, known, cancellationToken);
            }
            catch (SalesforceException problem)
            {
                (known.Failure, known.FailedAt) = (problem, clock.UtcNow);
                return Over(tenantId, known, problem);
            }
        }
        finally
        {
            known.Turn.Release();
        }
    }

    private TenantRoles Over(Guid tenantId, Known known, SalesforceException problem)
    {
        if (known.Roles is not { } last || clock.UtcNow - last.ReadAt >= HeldOver)
        {
            throw new SalesforceException(problem.Kind, problem.Message, problem);
        }

        Log.HeldOver(logger, tenantId, problem.Message);
        return last;
    }

    private async Task<TenantRoles> ReadAsync(Guid tenantId, Known known, CancellationToken cancellationToken)
    {
        var view = await settings.ForAsync(tenantId, null, null, cancellationToken);
        var from = view.Of(PeopleSettings.RolesFrom).Value;
        var roleSets = from == "tieline" ? null : await SetsAsync(tenantId, cancellationToken);
        var areSalesforces = from == "salesforce" || roleSets is { Exist: true };
        var held = !areSalesforces ? await own.HeldAsync(tenantId, cancellationToken)
            : roleSets is { Exist: true } exist ? await sets.HeldAsync(tenantId, exist, cancellationToken)
            : new Dictionary<string, IReadOnlyList<RoleHeld>>();
        var roles = new TenantRoles(areSalesforces, !areSalesforces && view.IsOn(PeopleSettings.EverybodyIsUser), held, clock.UtcNow);
        await agents.KeepUsersAsync(tenantId, userId => roles.Of(userId, roles.ReadAt).HasFlag(WebexRoles.User), cancellationToken);
        (known.Roles, known.Failure) = (roles, null);
        return roles;
    }

    private sealed class Known
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public TenantRoles? Roles { get; set; }

        public RoleSets? Sets { get; set; }

        public DateTimeOffset SetsReadAt { get; set; }

        public SalesforceException? Failure { get; set; }

        public DateTimeOffset FailedAt { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Roles in tenant {TenantId} are those known before, because Salesforce cannot be asked: {Problem}")]
        public static partial void HeldOver(ILogger logger, Guid tenantId, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is known of the roles in tenant {TenantId}, because Salesforce cannot be asked: {Problem}. Agents keep what they had")]
        public static partial void Unknown(ILogger logger, Guid tenantId, string problem);
    }
}
