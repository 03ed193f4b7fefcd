using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor;

/// <summary>Keeps what each check found last, and who examines a tenant next.</summary>
internal sealed class CheckStore(Database database, GroupCommitWriter writer, Clock clock)
{
    /// <summary>A server that dies while it examines holds the others up for so long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyDictionary<string, CheckResult>> AllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<CheckRow>().Where(row => row.TenantId == tenantId).ToListAsync(cancellationToken));
        return rows.ToDictionary(row => row.Name, Read, StringComparer.Ordinal);
    }

    /// <summary>Keeps what was found. Since when a verdict is what it is, is told by what was kept before, also when another server kept it. Of a tenant that has left meanwhile nothing is kept.</summary>
    public Task<IReadOnlyList<CheckResult>> KeepAsync(Guid tenantId, IReadOnlyList<CheckResult> found, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenantId, token);
                if (!await db.Set<TenantRow>().AnyAsync(one => one.TenantId == tenantId, token))
                {
                    return found;
                }

                var rows = await db.Set<CheckRow>().AsTracking().Where(row => row.TenantId == tenantId).ToDictionaryAsync(row => row.Name, token);
                var kept = new List<CheckResult>();
                foreach (var one in found)
                {
                    var row = rows.GetValueOrDefault(one.Name);
                    var next = CheckResult.Next(row is null ? null : Read(row), one.Name, one.Finding, one.RanAt);
                    if (row is null)
                    {
                        db.Add(row = new CheckRow { TenantId = tenantId, Name = one.Name });
                    }

                    Put(row, next);
                    kept.Add(next);
                }

                return (IReadOnlyList<CheckResult>)kept;
            },
            cancellationToken);

    /// <summary>Takes the next scheduled examination of the tenant: true for one server of the cluster, when the last one is as old as that.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="since">An examination after this moment is new enough. A tenant that was never examined counts from its making.</param>
    /// <param name="createdAt">When the tenant was made.</param>
    /// <param name="cancellationToken">Stops the wait for the writer.</param>
    public async Task<bool> TakeTurnAsync(Guid tenantId, DateTimeOffset since, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var changed = await writer.CommitAsync(
            [
                new Statement(DoctorSql.AddTurn, [tenantId, Moment.ToMicroseconds(createdAt)]),
                new Statement(DoctorSql.TakeTurn, [Moment.ToMicroseconds(now + Lease), tenantId, Moment.ToMicroseconds(since), Moment.ToMicroseconds(now)]),
            ],
            cancellationToken);
        return changed[1] == 1;
    }

    /// <summary>An examination is over.</summary>
    public Task EndTurnAsync(Guid tenantId, CancellationToken cancellationToken) =>
        writer.CommitAsync([new Statement(DoctorSql.EndTurn, [tenantId, Moment.ToMicroseconds(clock.UtcNow)])], cancellationToken);

    private static void Put(CheckRow row, CheckResult result)
    {
        row.Verdict = result.Finding.Verdict.ToString();
        row.Says = result.Finding.Says;
        row.Args = JsonSerializer.Serialize(result.Finding.Args);
        row.Evidence = JsonSerializer.Serialize(result.Finding.Evidence);
        row.Measure = result.Finding.Measure;
        row.CanFix = result.Finding.CanFix;
        row.RanAt = Moment.ToMicroseconds(result.RanAt);
        row.Since = Moment.ToMicroseconds(result.Since);
    }

    private static CheckResult Read(CheckRow row)
    {
        var finding = new Finding(Enum.TryParse<Verdict>(row.Verdict, out var verdict) ? verdict : Verdict.Unknown, row.Says, Texts(row.Args))
        {
            Evidence = Texts(row.Evidence), Measure = row.Measure, CanFix = row.CanFix,
        };
        return new CheckResult(row.Name, finding, Moment.FromMicroseconds(row.RanAt), Moment.FromMicroseconds(row.Since));
    }

    private static string[] Texts(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}
