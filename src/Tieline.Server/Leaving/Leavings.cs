using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving;

/// <summary>Who leaves and how far he is; what the admin says about it.</summary>
internal sealed class Leavings(Database database, GroupCommitWriter writer, Tenants tenants, AuditTrail audit, Clock clock)
{
    /// <summary>What the audit trail calls it.</summary>
    public const string Change = AuditKinds.Leaving;

    /// <summary>How often the claim is renewed while a step runs.</summary>
    internal static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public async Task<LeavingState?> FindAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await RowAsync(tenantId, cancellationToken) is { } row ? LeavingState.Of(row) : null;

    /// <summary>All that leave or have left, the newest first.</summary>
    public async Task<IReadOnlyList<LeavingState>> AllAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<LeavingRow>().OrderByDescending(row => row.StartedAt).ToListAsync(cancellationToken));
        return [.. rows.Select(LeavingState.Of)];
    }

    /// <summary>The word by which unsent deliveries are dropped: it tells how many, so that nobody drops more than he saw.</summary>
    public static string WordFor(long unsent) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"drop {unsent}");

    public static long Unsent(DeliveryCounts counts) => counts.Waiting + counts.Failing + counts.Dead;

    /// <summary>Begins. False when the tenant leaves already.</summary>
    public async Task<bool> BeginAsync(Tenant tenant, Actor who, string language, string reportTo, CancellationToken cancellationToken)
    {
        var begun = await writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenant.Id, token);
                var now = Moment.ToMicroseconds(clock.UtcNow);
                if (await db.Set<TenantRow>().Where(row => row.TenantId == tenant.Id && row.LeavingAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeavingAt, now), token) == 0)
                {
                    return false;
                }

                db.Add(new LeavingRow { TenantId = tenant.Id, TenantName = tenant.Name, Who = who.Name, WhoId = who.Id, Language = language, ReportTo = reportTo, StartedAt = now });
                audit.Note(db, tenant.Id, who, new AuditEvent(Change, tenant.Name, null, nameof(LeavingStep.List)));
                return true;
            },
            cancellationToken);
        tenants.Forget(tenant.Id);
        return begun;
    }

    /// <summary>Calls it off, while nothing was removed.</summary>
    public async Task<bool> CallOffAsync(Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        var calledOff = await writer.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<LeavingRow>().Where(row => row.TenantId == tenantId && row.Step <= LeavingStep.Deliveries && !row.IsDropped).ExecuteDeleteAsync(token) == 0)
                {
                    return false;
                }

                await db.Set<TenantRow>().Where(row => row.TenantId == tenantId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeavingAt, (long?)null), token);
                audit.Note(db, tenantId, who, new AuditEvent(Change, "", nameof(LeavingStep.Deliveries), null));
                return true;
            },
            cancellationToken);
        tenants.Forget(tenantId);
        return calledOff;
    }

    /// <summary>
    /// Drops what is unsent, when the word is the one for what there is now: these, counted in the same transaction, and no other. What comes after the word
    /// (of calls that still run, say) waits for a new one. False otherwise, or when it is too late or too early.
    /// </summary>
    public Task<bool> DropAsync(Guid tenantId, string word, Actor who, CancellationToken cancellationToken) => writer.WriteAsync(
        async (db, token) =>
        {
            var unsent = await UnsentDeliveries.OfAsync(db, tenantId, token);
            if (unsent.Count == 0 || word.Trim() != WordFor(unsent.Count)
                || await Open(db, tenantId).Where(row => row.Step == LeavingStep.Deliveries).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDropped, true), token) == 0)
            {
                return false;
            }

            var count = await unsent.DropAsync(token);
            var row = await Open(db, tenantId).AsTracking().SingleAsync(token); // Ours since the update: nobody changes it until this is written.
            var remains = JsonSerializer.Deserialize<List<LeavingLeft>>(row.Remains)!;
            var why = new LeavingWords("LeavingWhyDropped");
            var before = remains.Find(left => left.Why == why);
            row.Remains = JsonSerializer.Serialize(remains.Where(left => left != before).Append(new LeavingLeft(LeavingThing.Delivery, "", (before?.Count ?? 0) + count, why)));
            audit.Note(db, tenantId, who, new AuditEvent(Change, "deliveries", word.Trim(), null));
            return true;
        },
        cancellationToken);

    /// <summary>Goes on without a step that waits for a cloud, or with a list that has gaps. Deliveries, rows and the report are never left out.</summary>
    public Task<bool> SkipAsync(Guid tenantId, LeavingStep step, Actor who, CancellationToken cancellationToken) =>
        !CanBeLeftOut(step) ? Task.FromResult(false) : writer.WriteAsync(
            async (db, token) =>
            {
                if (await Open(db, tenantId).Where(row => row.Step == step && row.Waiting != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Skipped, step).SetProperty(row => row.LeaseUntil, row => row.LeaseId == null ? 0 : row.LeaseUntil), token) == 0)
                {
                    return false;
                }

                audit.Note(db, tenantId, who, new AuditEvent(Change, step.ToString(), null, "skipped"));
                return true;
            },
            cancellationToken);

    public static bool CanBeLeftOut(LeavingStep step) => step is LeavingStep.List or (> LeavingStep.Deliveries and < LeavingStep.Rows);

    /// <summary>The tenants whose leaving is not finished.</summary>
    internal Task<List<Guid>> OpenAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<LeavingRow>().Where(row => row.FinishedAt == null).Select(row => row.TenantId).ToListAsync(cancellationToken));

    /// <summary>Takes it for this server for a minute; null while another has it.</summary>
    internal async Task<LeavingRow?> ClaimAsync(Guid tenantId, Guid leaseId, CancellationToken cancellationToken)
    {
        var now = Moment.ToMicroseconds(clock.UtcNow);
        var until = Moment.ToMicroseconds(clock.UtcNow + Lease);
        var taken = await writer.WriteAsync(
            (db, token) => Open(db, tenantId).Where(row => row.LeaseId == leaseId || row.LeaseUntil <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseId, leaseId).SetProperty(row => row.LeaseUntil, until), token),
            cancellationToken);
        return taken == 1 ? await RowAsync(tenantId, cancellationToken) : null;
    }

    /// <summary>Keeps it for another minute. False when it is another server's by now.</summary>
    internal async Task<bool> RenewAsync(Guid tenantId, Guid leaseId, CancellationToken cancellationToken)
    {
        var until = Moment.ToMicroseconds(clock.UtcNow + Lease);
        return await writer.WriteAsync(
            (db, token) => Open(db, tenantId).Where(row => row.LeaseId == leaseId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), token), cancellationToken) == 1;
    }

    /// <summary>
    /// Stores how far it is, if it is still this server's and as it was read. False otherwise: read again. With a pause every server, this one too, leaves it
    /// alone for so long; without one it stays this server's.
    /// </summary>
    internal async Task<bool> StoreAsync(LeavingRow read, Guid leaseId, LeavingStep next, IReadOnlyList<LeavingLeft> remains, LeavingWords? waiting, TimeSpan? pause, CancellationToken cancellationToken)
    {
        var left = JsonSerializer.Serialize(remains);
        var wait = waiting is null ? null : JsonSerializer.Serialize(waiting);
        long? finished = next == LeavingStep.Done ? Moment.ToMicroseconds(clock.UtcNow) : null;
        var until = Moment.ToMicroseconds(clock.UtcNow + (pause ?? Lease));
        Guid? holder = pause is null ? leaseId : null;
        var isPaused = pause is not null; // Whoever said meanwhile to go on without the step does not wait for it.
        return await writer.WriteAsync(
            (db, token) => Open(db, read.TenantId).Where(row => row.LeaseId == leaseId && row.Step == read.Step && row.Remains == read.Remains).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Step, next).SetProperty(row => row.Found, read.Found).SetProperty(row => row.Remains, left).SetProperty(row => row.Waiting, wait)
                    .SetProperty(row => row.MailProblem, read.MailProblem).SetProperty(row => row.MailedAt, read.MailedAt).SetProperty(row => row.FinishedAt, finished).SetProperty(row => row.LeaseId, holder).SetProperty(row => row.LeaseUntil, row => isPaused && row.Skipped == row.Step ? 0 : until),
                token),
            cancellationToken) == 1;
    }

    /// <summary>Notes what became of mailing a report once more.</summary>
    internal Task MailedAsync(Guid tenantId, string to, string? problem, CancellationToken cancellationToken)
    {
        long? at = problem is null ? Moment.ToMicroseconds(clock.UtcNow) : null;
        return writer.WriteAsync(
            (db, token) => db.Set<LeavingRow>().Where(row => row.TenantId == tenantId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReportTo, to).SetProperty(row => row.MailProblem, problem).SetProperty(row => row.MailedAt, at), token),
            cancellationToken);
    }

    private Task<LeavingRow?> RowAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<LeavingRow>().FirstOrDefaultAsync(row => row.TenantId == tenantId, cancellationToken));

    private static IQueryable<LeavingRow> Open(TielineDb db, Guid tenantId) => db.Set<LeavingRow>().Where(row => row.TenantId == tenantId && row.FinishedAt == null);
}
