using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users.Launching;

/// <summary>Keeps a tenant's launch keys, sealed. A key is stored before it goes into the org, so that whatever dies in between, both sides know it.</summary>
internal sealed class LaunchKeyStore(Database database, GroupCommitWriter writer, SecretBox secrets, AuditTrail audit, Clock clock)
{
    /// <summary>What the audit trail calls a change of the key.</summary>
    public const string Change = AuditKinds.LaunchKey;

    /// <summary>How long the key before is taken: longer than any token that it signed can live.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private const string Purpose = "launch-key";

    // Behind a next key, sealed with it: what served before it leaked, and is not taken any more once the next is current.
    private const string AtOnce = " at once";

    // What the trail holds of such an order: the key itself comes into the org later, maybe by another's hand.
    private const string Leaked = "leaked";

    /// <summary>Null when there are no keys for the org that the tenant is joined with now.</summary>
    public async Task<LaunchKeyRow?> FindAsync(Tenant tenant) =>
        await database.ReadAsync(db => db.Set<LaunchKeyRow>().FirstOrDefaultAsync(row => row.TenantId == tenant.Id)) is { } row && row.OrgId == tenant.SalesforceOrgId ? row : null;

    /// <summary>The keys with which a token may be signed now, the newest first; empty while none was made for this org.</summary>
    public IReadOnlyList<string> Accepted(LaunchKeyRow row) =>
        [.. new[] { row.NextSealed, row.CurrentSealed, row.FormerUntil > Moment.ToMicroseconds(clock.UtcNow) ? row.FormerSealed : null }.OfType<string>().Select(one => KeyIn(Open(row, one)))];

    /// <summary>The next key is not there yet, and somebody said that those of before leaked.</summary>
    public bool IsAtOnce(LaunchKeyRow row) => row.NextSealed is { } next && Open(row, next).EndsWith(AtOnce, StringComparison.Ordinal);

    /// <summary>The key that shall go into the org: the one that was on its way, else a new one, on disk when this returns. Null: the tenant leaves or has left.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="toldBy">
    /// Says that what served until now leaked, one on its way too: a new one in any case, and that wish is kept with it, whoever finishes. The trail names him. Null: nobody says so.
    /// </param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<string?> NextAsync(Tenant tenant, Actor? toldBy, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenant.Id, token);
                if (!await IsStayingAsync(db, tenant, token))
                {
                    return null;
                }

                var row = await RowAsync(db, tenant, token);
                if (toldBy is not null)
                {
                    audit.Note(db, tenant.Id, toldBy, new AuditEvent(Change, tenant.SalesforceOrgId!, row.RecordId, Leaked));
                }

                if (row.NextSealed is null || toldBy is not null)
                {
                    row.NextSealed = secrets.Seal(tenant.Id, Purpose, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + (toldBy is not null ? AtOnce : ""));
                }

                return KeyIn(Open(row, row.NextSealed));
            },
            cancellationToken);

    /// <summary>
    /// The next key is in the org: it is the current one from now on. Nothing happens when it became so already. False: it is of no use, since another took its place
    /// meanwhile, or the tenant leaves or has left.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="key">As <see cref="NextAsync"/> gave it.</param>
    /// <param name="recordId">Its record in the org.</param>
    /// <param name="first">The tenant's own launch secret, which served until the first key came.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<bool> MakeCurrentAsync(Tenant tenant, string key, string recordId, string first, Actor who, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenant.Id, token);
                if (!await IsStayingAsync(db, tenant, token))
                {
                    return false;
                }

                var row = await RowAsync(db, tenant, token);
                if (row.NextSealed is not { } next || Open(row, next) is not { } opened || KeyIn(opened) != key)
                {
                    return row.CurrentSealed is { } current && Open(row, current) == key;
                }

                audit.Note(db, tenant.Id, who, new AuditEvent(Change, tenant.SalesforceOrgId!, row.RecordId, recordId));
                var now = Moment.ToMicroseconds(clock.UtcNow);
                row.FormerSealed = opened != key ? null : row.CurrentSealed ?? secrets.Seal(tenant.Id, Purpose, first);
                row.FormerUntil = Moment.ToMicroseconds(clock.UtcNow + Overlap);
                (row.CurrentSealed, row.NextSealed, row.RecordId, row.RotatedAt) = (secrets.Seal(tenant.Id, Purpose, key), null, recordId, now);
                return true;
            },
            cancellationToken);

    /// <summary>What was found in the org; of a tenant that has left meanwhile nothing is kept.</summary>
    public Task NoteAsync(Tenant tenant, LaunchKeyStanding standing, string detail, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                await db.TakeTurnAsync(tenant.Id, token);
                if (!await db.Set<TenantRow>().AnyAsync(one => one.TenantId == tenant.Id, token))
                {
                    return false;
                }

                var row = await RowAsync(db, tenant, token);
                (row.Standing, row.Detail, row.CheckedAt) = (standing.ToString(), detail, Moment.ToMicroseconds(clock.UtcNow));
                return true;
            },
            cancellationToken);

    private static Task<bool> IsStayingAsync(TielineDb db, Tenant tenant, CancellationToken cancellationToken) =>
        db.Set<TenantRow>().AnyAsync(one => one.TenantId == tenant.Id && one.LeavingAt == null, cancellationToken);

    // Keys that were made for another org are of no use: a refreshed sandbox begins anew.
    private static async Task<LaunchKeyRow> RowAsync(TielineDb db, Tenant tenant, CancellationToken cancellationToken)
    {
        var row = await db.Set<LaunchKeyRow>().AsTracking().FirstOrDefaultAsync(row => row.TenantId == tenant.Id, cancellationToken);
        if (row is null)
        {
            row = new LaunchKeyRow { TenantId = tenant.Id, OrgId = tenant.SalesforceOrgId! };
            db.Add(row);
        }
        else if (row.OrgId != tenant.SalesforceOrgId)
        {
            row.OrgId = tenant.SalesforceOrgId!;
            (row.NextSealed, row.CurrentSealed, row.FormerSealed, row.FormerUntil, row.RotatedAt, row.RecordId) = (null, null, null, null, null, null);
        }

        return row;
    }

    private static string KeyIn(string opened) => opened.EndsWith(AtOnce, StringComparison.Ordinal) ? opened[..^AtOnce.Length] : opened;

    private string Open(LaunchKeyRow row, string sealedKey) => secrets.Open(row.TenantId, Purpose, sealedKey);
}
