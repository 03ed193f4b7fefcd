using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections;

/// <summary>
/// The tenants of this server. What is read is kept for half a minute, so that another server's changes arrive soon enough. A tenant without an org is
/// read each time: once another server has connected it, what this one owes to the org shall not be put off as if nobody had signed in.
/// </summary>
public sealed class Tenants(Database database, GroupCommitWriter writer, SecretBox secrets, AuditTrail audit, Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, (Tenant Tenant, DateTimeOffset ReadAt)> _kept = new();

    /// <summary>The tenant, or null; at most half a minute old, and as it is now while it has no org.</summary>
    public async Task<Tenant?> FindAsync(Guid tenantId, CancellationToken cancellationToken) =>
        _kept.TryGetValue(tenantId, out var kept) && kept.Tenant.SalesforceInstance is not null && clock.UtcNow - kept.ReadAt < Kept
            ? kept.Tenant
            : Keep(await RowAsync(tenantId, cancellationToken));

    /// <summary>As <see cref="FindAsync"/>; while the database does not answer, as it was read last.</summary>
    /// <exception cref="DbException">The database does not answer, and nothing was read yet.</exception>
    internal async Task<Tenant?> LastKnownAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(tenantId, cancellationToken);
        }
        catch (Exception problem) when (Database.IsDown(problem) && _kept.TryGetValue(tenantId, out var kept))
        {
            return kept.Tenant;
        }
    }

    /// <summary>The tenant whose integration user signed in to this org, or null. The id comes from strangers: what is none is not looked for.</summary>
    public async Task<Tenant?> FindByOrgAsync(string orgId, CancellationToken cancellationToken)
    {
        if (!RecordId.TryParse(orgId, out var parsed))
        {
            return null;
        }

        var id = parsed.Value;
        return _kept.Values.FirstOrDefault(kept => kept.Tenant.SalesforceOrgId == id && clock.UtcNow - kept.ReadAt < Kept).Tenant
            ?? Keep(await database.ReadAsync(db => db.Set<TenantRow>().FirstOrDefaultAsync(row => row.SalesforceOrgId == id, cancellationToken)));
    }

    /// <summary>All, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<Tenant>> AllAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<TenantRow>().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken));
        return [.. rows.Select(row => row.ToTenant())];
    }

    internal async Task<TenantSecrets> SecretsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var row = await RowAsync(tenantId, cancellationToken) ?? throw new InvalidOperationException($"There is no tenant {tenantId}.");
        return new TenantSecrets(
            secrets.Open(tenantId, TenantSecretPurposes.Salesforce, row.SalesforceConsumerSecretSealed),
            secrets.Open(tenantId, TenantSecretPurposes.Webex, row.WebexClientSecretSealed),
            secrets.Open(tenantId, TenantSecretPurposes.Launch, row.LaunchSecretSealed))
        {
            SalesforceKey = OpenIfAny(tenantId, TenantSecretPurposes.SalesforceKey, row.SalesforceKeySealed),
            ServiceAppSecret = OpenIfAny(tenantId, TenantSecretPurposes.ServiceApp, row.ServiceAppSecretSealed),
        };
    }

    /// <summary>Whether a consumer secret is kept that can be opened: one sealed with a lost key has to be typed anew.</summary>
    internal async Task<bool> HasConsumerSecretAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await RowAsync(tenantId, cancellationToken) is { } row && secrets.Open(tenantId, TenantSecretPurposes.Salesforce, row.SalesforceConsumerSecretSealed).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal async Task AddAsync(Tenant tenant, TenantSecrets opened, Actor who, CancellationToken cancellationToken)
    {
        var row = new TenantRow
        {
            TenantId = tenant.Id,
            Name = tenant.Name,
            DefaultCountry = tenant.DefaultCountry,
            HostOrigins = string.Join(' ', tenant.HostOrigins),
            SalesforceLogin = tenant.SalesforceLogin,
            SalesforceConsumerKey = tenant.SalesforceConsumerKey,
            SalesforceConsumerSecretSealed = secrets.Seal(tenant.Id, TenantSecretPurposes.Salesforce, opened.SalesforceConsumerSecret),
            WebexApi = tenant.WebexApi,
            WebexClientId = tenant.WebexClientId,
            WebexClientSecretSealed = secrets.Seal(tenant.Id, TenantSecretPurposes.Webex, opened.WebexClientSecret),
            LaunchSecretSealed = secrets.Seal(tenant.Id, TenantSecretPurposes.Launch, opened.LaunchSecret),
            CreatedAt = Moment.ToMicroseconds(tenant.CreatedAt),
            SalesforceWay = tenant.SalesforceWay.ToString(),
            SalesforceUser = tenant.SalesforceUser,
        };
        await writer.WriteAsync(
            (db, _) =>
            {
                audit.Note(db, tenant.Id, who, new AuditEvent(ConnectionAudit.Tenant, tenant.Name, null, tenant.SalesforceLogin));
                return Task.FromResult(db.Add(row));
            },
            cancellationToken);
    }

    /// <summary>Joins the tenant with the org its integration user signed in to. False when the tenant has another org already, or the org another tenant.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="orgId">18 characters.</param>
    /// <param name="instance">The org's API address.</param>
    /// <param name="user">The name of the user as whom Tieline works from now on.</param>
    /// <param name="who">Whoever had him sign in.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal async Task<bool> JoinOrgAsync(Guid tenantId, string orgId, string instance, string user, Actor who, CancellationToken cancellationToken)
    {
        var joined = await writer.WriteAsync(
            async (db, token) =>
            {
                var changed = await db.Set<TenantRow>()
                    .Where(row => row.TenantId == tenantId && (row.SalesforceOrgId == null || row.SalesforceOrgId == orgId))
                    .Where(row => !db.Set<TenantRow>().Any(other => other.SalesforceOrgId == orgId && other.TenantId != tenantId))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.SalesforceOrgId, orgId).SetProperty(row => row.SalesforceInstance, instance), token);
                if (changed == 1)
                {
                    audit.Note(db, tenantId, who, new AuditEvent(ConnectionAudit.Linked, "Salesforce", null, $"{orgId}, {user}"));
                }

                return changed;
            },
            cancellationToken);
        _kept.TryRemove(tenantId, out _);
        return joined == 1;
    }

    /// <summary>
    /// Changes a tenant and notes in the audit trail what <paramref name="change"/> gives, in one transaction; one change of a tenant at a time over all servers.
    /// False when there is no such tenant.
    /// </summary>
    internal Task<bool> ChangeAsync(Guid tenantId, Actor who, Func<TenantRow, IEnumerable<AuditEvent>> change, CancellationToken cancellationToken) =>
        ChangeAsync(tenantId, who, (_, row, _) => Task.FromResult<IEnumerable<AuditEvent>?>(change(row)), cancellationToken);

    /// <summary>Takes back what an entry of the trail says of one field. False when it was taken back before, or the field has been changed since.</summary>
    internal Task<bool> UndoAsync(Guid tenantId, AuditEntry entry, TenantField field, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync(
            tenantId, who,
            async (db, row, token) =>
            {
                if (field.Get(row) != (entry.Event.After ?? "") || !await audit.IsLastAsync(db, tenantId, entry, token))
                {
                    return null;
                }

                field.Put(row, entry.Event.Before ?? "");
                return [entry.Event with { Before = entry.Event.After, After = entry.Event.Before, UndoOf = entry.Id }];
            },
            cancellationToken);

    // Null: the change is none.
    private async Task<bool> ChangeAsync(
        Guid tenantId, Actor who, Func<TielineDb, TenantRow, CancellationToken, Task<IEnumerable<AuditEvent>?>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(
                async (db, token) =>
                {
                    await db.TakeTurnAsync(tenantId, token);
                    if (await db.Set<TenantRow>().AsTracking().FirstOrDefaultAsync(row => row.TenantId == tenantId, token) is not { } row || await change(db, row, token) is not { } events)
                    {
                        return false;
                    }

                    foreach (var noted in events.ToList())
                    {
                        audit.Note(db, tenantId, who, noted);
                    }

                    return true;
                },
                cancellationToken);
        }
        finally
        {
            _kept.TryRemove(tenantId, out _);
        }
    }

    /// <summary>Parts the tenant from this org, so that the next sign-in of the integration user may join another. False when it is not joined with it.</summary>
    internal async Task<bool> LeaveOrgAsync(Guid tenantId, string orgId, Actor who, CancellationToken cancellationToken)
    {
        var left = false;
        await ChangeAsync(
            tenantId, who,
            row =>
            {
                left = row.SalesforceOrgId == orgId;
                if (!left)
                {
                    return [];
                }

                (row.SalesforceOrgId, row.SalesforceInstance) = (null, null);
                return [new AuditEvent(ConnectionAudit.Unlinked, "Salesforce", orgId, null)];
            },
            cancellationToken);
        return left;
    }

    /// <summary>One more origin whose pages may frame the panels. Nothing happens when it is there.</summary>
    internal Task<bool> AddHostOriginAsync(Guid tenantId, string origin, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync(
            tenantId, who,
            row =>
            {
                if (row.ToTenant().HostOrigins.Contains(origin))
                {
                    return [];
                }

                var before = row.HostOrigins;
                row.HostOrigins = $"{before} {origin}".Trim();
                return [new AuditEvent(ConnectionAudit.Field, TenantField.HostOrigins, before.Length == 0 ? null : before, row.HostOrigins)];
            },
            cancellationToken);

    /// <summary>The tenant was changed or removed by another room: it is read again at the next use.</summary>
    internal void Forget(Guid tenantId) => _kept.TryRemove(tenantId, out _);

    private string OpenIfAny(Guid tenantId, string purpose, string sealedSecret) => sealedSecret.Length == 0 ? "" : secrets.Open(tenantId, purpose, sealedSecret);

    private Task<TenantRow?> RowAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<TenantRow>().FirstOrDefaultAsync(row => row.TenantId == tenantId, cancellationToken));

    private Tenant? Keep(TenantRow? row)
    {
        if (row?.ToTenant() is not { } tenant)
        {
            return null;
        }

        _kept[tenant.Id] = (tenant, clock.UtcNow);
        return tenant;
    }
}

/// <summary>What a tenant's sealed secret is for; a secret sealed for one purpose opens for no other.</summary>
internal static class TenantSecretPurposes
{
    public const string Salesforce = "salesforce-consumer-secret";
    public const string Webex = "webex-client-secret";
    public const string Launch = "launch-secret";
    public const string SalesforceKey = "salesforce-key";
    public const string ServiceApp = "service-app-secret";
}
