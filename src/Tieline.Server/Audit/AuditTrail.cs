using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Audit;

/// <summary>Who changed what, when, from what to what. Entries are written in the transaction of the change and never altered.</summary>
public sealed class AuditTrail(Database database, SequentialIds ids, Clock clock)
{
    /// <summary>Adds an entry to the change that is being written.</summary>
    internal void Note(TielineDb db, Guid tenantId, Actor who, AuditEvent change) => db.Add(RowOf(tenantId, who, change));

    /// <summary>Nothing was built on this entry: it was not taken back, and its subject was not changed after it. Asked within the change that depends on it.</summary>
    internal async Task<bool> IsLastAsync(TielineDb db, Guid tenantId, AuditEntry entry, CancellationToken cancellationToken) =>
        !await db.Set<AuditRow>().AnyAsync(row => row.TenantId == tenantId && row.UndoOf == entry.Id, cancellationToken)
        && !await HasLaterAsync(db, tenantId, entry, cancellationToken);

    /// <summary>The same, asked by itself: for what a cloud does.</summary>
    internal Task<bool> IsLastAsync(Guid tenantId, AuditEntry entry, CancellationToken cancellationToken) =>
        database.ReadAsync(db => IsLastAsync(db, tenantId, entry, cancellationToken));

    private static Task<bool> HasLaterAsync(TielineDb db, Guid tenantId, AuditEntry entry, CancellationToken cancellationToken)
    {
        var at = Moment.ToMicroseconds(entry.At);
        return db.Set<AuditRow>().Where(row => row.TenantId == tenantId && row.What == entry.Event.What && row.Subject == entry.Event.Subject && row.EntryId != entry.Id && row.At >= at)
            .AnyAsync(row => !db.Set<AuditRow>().Any(undo => undo.TenantId == tenantId && undo.UndoOf == row.EntryId) && row.UndoOf == null, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="before">Only entries older than this one; null begins with the newest.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(Guid tenantId, Guid? before, int most, CancellationToken cancellationToken) => before is { } entryId
        ? await database.QueryAsync(AuditSql.Older, [tenantId, entryId, most], Read, cancellationToken)
        : await database.QueryAsync(AuditSql.Newest, [tenantId, most], Read, cancellationToken);

    public async Task<AuditEntry?> FindAsync(Guid tenantId, Guid entryId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(AuditSql.Find, [tenantId, entryId], Read, cancellationToken)).SingleOrDefault();

    private static AuditEntry Read(DbDataReader row) => new(
        row.GetId(0), Moment.FromMicroseconds(row.GetInt64(1)), new Actor(row.GetString(2), row.GetString(3)),
        new AuditEvent(row.GetString(4), row.GetString(5), row.GetStringOrNull(6), row.GetStringOrNull(7), row.IsDBNull(8) ? null : row.GetId(8)), row.GetBoolean(9));

    private AuditRow RowOf(Guid tenantId, Actor who, AuditEvent change)
    {
        if (!AuditKinds.All.Contains(change.What))
        {
            throw new ArgumentOutOfRangeException(nameof(change), change.What, "The trail has no such sort of entry.");
        }

        var now = clock.UtcNow;
        return new()
        {
            TenantId = tenantId,
            EntryId = ids.Next(now),
            At = Moment.ToMicroseconds(now),
            Who = who.Name,
            WhoId = who.Id,
            What = change.What,
            Subject = change.Subject,
            Before = change.Before,
            After = change.After,
            UndoOf = change.UndoOf,
        };
    }
}
