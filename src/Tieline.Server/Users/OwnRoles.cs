using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>The roles that we keep ourselves, for orgs without the package.</summary>
internal sealed class OwnRoles(Database database, GroupCommitWriter writer, AuditTrail audit)
{
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<RoleRow>().Where(row => row.TenantId == tenantId && row.Roles != WebexRoles.None).ToListAsync(cancellationToken));
        return rows.ToDictionary(
            row => row.SalesforceUserId, row => (IReadOnlyList<RoleHeld>)[.. row.Roles.Single().Select(role => new RoleHeld(role, RoleSource.Tieline))]);
    }

    /// <summary>Gives and takes in one transaction, with its entry in the trail. True when something changed.</summary>
    public Task<bool> ChangeAsync(Guid tenantId, OrgUser user, WebexRoles give, WebexRoles take, Actor who, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                var row = await db.Set<RoleRow>().AsTracking().FirstOrDefaultAsync(one => one.TenantId == tenantId && one.SalesforceUserId == user.Id, token);
                var before = row?.Roles ?? WebexRoles.None;
                var after = (before | give) & ~take;
                if (before == after)
                {
                    return false;
                }

                if (row is null)
                {
                    db.Add(row = new RoleRow { TenantId = tenantId, SalesforceUserId = user.Id });
                }

                row.Roles = after;
                audit.Note(db, tenantId, who, new AuditEvent(RoleChanges.Change, user.Subject, WebexRoleNames.Labels(before), WebexRoleNames.Labels(after)));
                return true;
            },
            cancellationToken);
}
