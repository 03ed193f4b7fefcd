using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>The roles that we keep ourselves, for orgs without the package.</summary>
internal sealed class OwnRoles(Database database, GroupCommitWriter writer, AuditTrail audit, ISettingOwners owners)
{
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<RoleRow>().Where(row => row.TenantId == tenantId && row.Roles != WebexRoles.None).ToListAsync(cancellationToken));
        return rows.ToDictionary(
            row => row.SalesforceUserId, row => (IReadOnlyList<RoleHeld>)[.. row.Roles.Single().Select(role => new RoleHeld(role, RoleSource.Tieline))]);
    }

    /// <summary>Gives and takes in one transaction, with its entry in the trail. True when something changed.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="user">Who has them.</param>
    /// <param name="change">What he has then, from what he has.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="undone">The entry that is taken back: nothing happens when the roles are no longer what it made of them.</param>
    /// <param name="cancellationToken">Stops the wait for the writer.</param>
    public Task<bool> ChangeAsync(Guid tenantId, OrgUser user, Func<WebexRoles, WebexRoles> change, Actor who, AuditEntry? undone, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                return await owners.IsThereAsync(db, tenantId, token) && await ChangeAsync(db, tenantId, user, change, who, undone, token);
            },
            cancellationToken);

    /// <summary>The same within a change that has the tenant's turn already.</summary>
    public async Task<bool> ChangeAsync(
        TielineDb db, Guid tenantId, OrgUser user, Func<WebexRoles, WebexRoles> change, Actor who, AuditEntry? undone, CancellationToken cancellationToken)
    {
        var row = await db.Set<RoleRow>().AsTracking().FirstOrDefaultAsync(one => one.TenantId == tenantId && one.SalesforceUserId == user.Id, cancellationToken);
        var before = row?.Roles ?? WebexRoles.None;
        var after = change(before);
        if (before == after || (undone is not null && (WebexRoleNames.Labels(before) != undone.Event.After || !await audit.IsLastAsync(db, tenantId, undone, cancellationToken))))
        {
            return false;
        }

        if (row is null)
        {
            db.Add(row = new RoleRow { TenantId = tenantId, SalesforceUserId = user.Id });
        }

        row.Roles = after;
        audit.Note(db, tenantId, who, new AuditEvent(RoleChanges.Change, user.Subject, WebexRoleNames.Labels(before), WebexRoleNames.Labels(after), undone?.Id));
        return true;
    }
}
