using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections.Tokens;

/// <summary>Keeps consents, sealed.</summary>
internal sealed class GrantStore(Database database, GroupCommitWriter writer, SecretBox secrets, Clock clock)
{
    /// <summary>How <see cref="ConnectionStatus.MayHeal"/> is stored; the other states by their names.</summary>
    private const string Refused = "Refused";

    public Task<Grant?> FindAsync(GrantKey key, CancellationToken cancellationToken) => OneAsync(key, row => Open(key, row), cancellationToken);

    public async Task<ConnectionStatus> StatusAsync(GrantKey key, CancellationToken cancellationToken) =>
        await OneAsync(key, StatusOf, cancellationToken) ?? ConnectionStatus.Unlinked;

    public Task<List<GrantKey>> AllAsync(Guid tenantId, string cloud, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<GrantRow>().Where(row => row.TenantId == tenantId && row.Cloud == cloud)
            .Select(row => new GrantKey(row.TenantId, row.Cloud, row.Subject)).ToListAsync(cancellationToken));

    /// <summary>How it stands with all consents of a tenant to a cloud, by subject.</summary>
    public async Task<IReadOnlyList<GrantStanding>> StandingsAsync(Guid tenantId, string cloud, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<GrantRow>().Where(row => row.TenantId == tenantId && row.Cloud == cloud).OrderBy(row => row.Subject).ToListAsync(cancellationToken));
        return [.. rows.Select(row => new GrantStanding(
            new GrantKey(row.TenantId, row.Cloud, row.Subject), StatusOf(row.State, row.Reason), row.Scope,
            row.AccessExpiresAt is { } access ? Moment.FromMicroseconds(access) : null, row.RefreshExpiresAt is { } refresh ? Moment.FromMicroseconds(refresh) : null,
            Moment.FromMicroseconds(row.SignedInAt)))];
    }

    /// <summary>The tenants besides <paramref name="key"/>'s own that hold a consent of the same subject.</summary>
    public Task<List<Guid>> ElsewhereAsync(GrantKey key, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<GrantRow>()
            .Where(row => row.Cloud == key.Cloud && row.Subject == key.Subject && row.TenantId != key.TenantId)
            .Select(row => row.TenantId).ToListAsync(cancellationToken));

    /// <summary>Stores a fresh consent over an older one of the same subject. False, and nothing is stored, when the tenant is joined with another org or with none.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="tokens">As the cloud gave them.</param>
    /// <param name="orgId">The Salesforce org that gave them: another server may have parted from it meanwhile. Empty for Webex.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<bool> SignInAsync(GrantKey key, CloudTokens tokens, string orgId, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                if (orgId.Length > 0)
                {
                    await db.TakeTurnAsync(key.TenantId, token); // As whoever parts from an org does.
                    if (!await db.Set<TenantRow>().AnyAsync(tenant => tenant.TenantId == key.TenantId && tenant.SalesforceOrgId == orgId, token))
                    {
                        return false;
                    }
                }

                var now = Moment.ToMicroseconds(clock.UtcNow);
                var row = await Of(db, key).AsTracking().FirstOrDefaultAsync(token);
                if (row is null)
                {
                    row = new GrantRow { TenantId = key.TenantId, Cloud = key.Cloud, Subject = key.Subject };
                    db.Add(row);
                }

                row.SignedInAt = now;
                Put(row, key, tokens, now);
                return true;
            },
            cancellationToken);

    /// <summary>Stores refreshed tokens. False when somebody changed the consent since <paramref name="read"/>: read again.</summary>
    public Task<bool> ReplaceAsync(Grant read, CloudTokens tokens, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                var row = await Of(db, read.Key).AsTracking().FirstOrDefaultAsync(row => row.Version == read.Version, token);
                if (row is not null)
                {
                    Put(row, read.Key, tokens with { RefreshToken = tokens.RefreshToken ?? read.RefreshToken }, Moment.ToMicroseconds(clock.UtcNow));
                }

                return row is not null;
            },
            cancellationToken);

    /// <summary>Notes that the cloud takes these tokens no more, or not now. False when somebody changed the consent since <paramref name="read"/>.</summary>
    public async Task<bool> MarkAsync(Grant read, ConnectionStatus status, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            (db, token) => Of(db, read.Key).Where(row => row.Version == read.Version).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, status.MayHeal ? Refused : status.State.ToString())
                    .SetProperty(row => row.Reason, status.Reason)
                    .SetProperty(row => row.ChangedAt, Moment.ToMicroseconds(clock.UtcNow))
                    .SetProperty(row => row.Version, row => row.Version + 1),
                token),
            cancellationToken) == 1;

    public Task RemoveAsync(GrantKey key, CancellationToken cancellationToken) =>
        writer.WriteAsync((db, token) => Of(db, key).ExecuteDeleteAsync(token), cancellationToken);

    private async Task<T?> OneAsync<T>(GrantKey key, Func<DbDataReader, T> read, CancellationToken cancellationToken) where T : class =>
        (await database.QueryAsync(ConnectionsSql.FindGrant, [key.TenantId, key.Cloud, key.Subject], read, cancellationToken)).SingleOrDefault();

    private static IQueryable<GrantRow> Of(TielineDb db, GrantKey key) =>
        db.Set<GrantRow>().Where(row => row.TenantId == key.TenantId && row.Cloud == key.Cloud && row.Subject == key.Subject);

    private void Put(GrantRow row, GrantKey key, CloudTokens tokens, long now)
    {
        row.AccessTokenSealed = secrets.Seal(key.TenantId, $"access:{key}", tokens.AccessToken);
        row.RefreshTokenSealed = secrets.Seal(key.TenantId, $"refresh:{key}", tokens.RefreshToken ?? "");
        row.AccessExpiresAt = After(tokens.AccessExpiresIn, now);
        row.RefreshExpiresAt = After(tokens.RefreshExpiresIn, now);
        row.Scope = tokens.Scope ?? row.Scope;
        row.State = nameof(ConnectionState.Linked);
        row.Reason = "";
        row.ChangedAt = now;
        // Begins with the time, so that the number of a consent withdrawn and given again never comes back.
        row.Version = row.Version == 0 ? now : row.Version + 1;
    }

    private static long? After(TimeSpan? life, long now) => life is { } time && time > TimeSpan.Zero ? now + (time.Ticks / 10) : null;

    private Grant Open(GrantKey key, DbDataReader row) => new(
        key,
        secrets.Open(key.TenantId, $"access:{key}", row.GetString(2)),
        secrets.Open(key.TenantId, $"refresh:{key}", row.GetString(3)),
        row.GetMomentOrNull(4),
        StatusOf(row),
        row.GetInt64(5));

    private static ConnectionStatus StatusOf(DbDataReader row) => StatusOf(row.GetString(0), row.GetString(1));

    private static ConnectionStatus StatusOf(string stored, string reason) => stored == Refused
        ? new(ConnectionState.NeedsAttention, reason) { MayHeal = true }
        : new(Enum.TryParse<ConnectionState>(stored, out var state) ? state : ConnectionState.NeedsAttention, reason);
}
