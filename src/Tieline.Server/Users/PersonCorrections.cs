using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>Which Webex person a Salesforce user is, where an administrator said so. It decides whom his next sign-in may be.</summary>
internal sealed class PersonCorrections(Database database, GroupCommitWriter writer, AuditTrail audit, ISettingOwners owners)
{
    /// <summary>What the audit trail calls a correction.</summary>
    public const string Change = AuditKinds.Person;

    public async Task<WebexPerson?> FindAsync(Guid tenantId, string userId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => db.Set<PersonCorrectionRow>().FirstOrDefaultAsync(row => row.TenantId == tenantId && row.SalesforceUserId == userId, cancellationToken)))?.ToPerson();

    /// <summary>By the Salesforce user's id.</summary>
    public async Task<IReadOnlyDictionary<string, WebexPerson>> AllAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => db.Set<PersonCorrectionRow>().Where(row => row.TenantId == tenantId).ToListAsync(cancellationToken)))
            .ToDictionary(row => row.SalesforceUserId, row => row.ToPerson());

    /// <summary>Sets the person, or takes the correction back with null. False when it was so already, or the tenant has left.</summary>
    public Task<bool> SetAsync(Guid tenantId, OrgUser user, WebexPerson? person, Actor who, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                var row = await db.Set<PersonCorrectionRow>().AsTracking().FirstOrDefaultAsync(one => one.TenantId == tenantId && one.SalesforceUserId == user.Id, token);
                var before = row?.ToPerson();
                if (before?.Id == person?.Id || !await owners.IsThereAsync(db, tenantId, token))
                {
                    return false;
                }

                Put(db, tenantId, user.Id, row, person);
                audit.Note(db, tenantId, who, new AuditEvent(Change, user.Subject, before?.Kept, person?.Kept));
                return true;
            },
            cancellationToken);

    /// <summary>Pure: whether such an entry can be taken back: neither the user nor a person in it has been erased.</summary>
    public static bool CanUndo(AuditEvent change) => change.What == Change && OrgUser.IdIn(change.Subject) is not null
        && new[] { change.Before, change.After }.All(kept => kept is null || WebexPerson.Read(kept) is not null);

    /// <summary>Puts back whom an entry of the trail replaced. False when it was taken back before, or the user's person was changed since.</summary>
    public Task<bool> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                var userId = OrgUser.IdIn(entry.Event.Subject);
                var row = await db.Set<PersonCorrectionRow>().AsTracking().FirstOrDefaultAsync(one => one.TenantId == tenantId && one.SalesforceUserId == userId, token);
                if (!CanUndo(entry.Event) || row?.PersonId != PersonIn(entry.Event.After)?.Id || !await audit.IsLastAsync(db, tenantId, entry, token) || !await owners.IsThereAsync(db, tenantId, token))
                {
                    return false;
                }

                Put(db, tenantId, userId!, row, PersonIn(entry.Event.Before));
                audit.Note(db, tenantId, who, new AuditEvent(Change, entry.Event.Subject, entry.Event.After, entry.Event.Before, entry.Id));
                return true;
            },
            cancellationToken);

    private static WebexPerson? PersonIn(string? kept) => kept is null ? null : WebexPerson.Read(kept);

    private static void Put(TielineDb db, Guid tenantId, string userId, PersonCorrectionRow? row, WebexPerson? person)
    {
        if (person is null)
        {
            db.Remove(row!);
            return;
        }

        if (row is null)
        {
            db.Add(row = new PersonCorrectionRow { TenantId = tenantId, SalesforceUserId = userId });
        }

        (row.PersonId, row.Name, row.Email) = (person.Id, person.Name, person.Email);
    }
}
