using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tieline.Salesforce;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>
/// Who may do what. Kept for a minute: what an administrator gives or takes in Salesforce counts that soon. While Salesforce cannot be asked,
/// what was known last holds for at most an hour.
/// </summary>
internal sealed partial class Roles(PermissionSets sets, SettingsStore settings, Database database, Clock clock, ILogger<Roles> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HeldOver = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Guid Tenant, string User), (WebexRoles Roles, DateTimeOffset ReadAt)> _known = new();
    /// <param name="tenantId">Of the user.</param>
    /// <param name="userId">The Salesforce user, 18 characters.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known of this user.</exception>
    public async Task<WebexRoles> OfAsync(Guid tenantId, string userId, CancellationToken cancellationToken)
    {
        var isKnown = _known.TryGetValue((tenantId, userId), out var known);
        if (isKnown && clock.UtcNow - known.ReadAt < Kept)
        {
            return known.Roles;
        }

        try
        {
            var roles = await ReadAsync(tenantId, userId, cancellationToken);
            _known[(tenantId, userId)] = (roles, clock.UtcNow);
            return roles;
        }
        catch (SalesforceException problem) when (isKnown && clock.UtcNow - known.ReadAt < HeldOver)
        {
            Log.HeldOver(logger, tenantId, problem.Message);
            return known.Roles;
        }
    }

    /// <summary>Somebody's roles were changed here: what is known of him is forgotten.</summary>
    internal void Forget(Guid tenantId, string userId) => _known.TryRemove((tenantId, userId), out _);

    private async Task<WebexRoles> ReadAsync(Guid tenantId, string userId, CancellationToken cancellationToken)
    {
        var view = await settings.ForAsync(tenantId, null, null, cancellationToken);
        var from = view.Of(PeopleSettings.RolesFrom).Value;
        if (from == "salesforce" || (from == "automatic" && await sets.ExistAsync(tenantId, cancellationToken)))
        {
            return await sets.OfAsync(tenantId, userId, cancellationToken);
        }

        var own = await database.ReadAsync(db => db.Set<RoleRow>().Where(row => row.TenantId == tenantId && row.SalesforceUserId == userId).FirstOrDefaultAsync(cancellationToken));
        return (own?.Roles ?? WebexRoles.None) | (view.IsOn(PeopleSettings.EverybodyIsUser) ? WebexRoles.User : WebexRoles.None);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Roles in tenant {TenantId} are those known before, because Salesforce cannot be asked: {Problem}")]
        public static partial void HeldOver(ILogger logger, Guid tenantId, string problem);
    }
}
