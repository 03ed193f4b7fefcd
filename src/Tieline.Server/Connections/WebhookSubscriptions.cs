using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections;

/// <summary>Which webhook addresses are ours, and how it stands with each.</summary>
public sealed class WebhookSubscriptions(Database database, GroupCommitWriter writer, SecretBox secrets, Clock clock)
{
    /// <summary>Each delivery asks, so what is found is kept; a minute later at the latest a removal on another server is known here.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (WebhookSubscription Subscription, DateTimeOffset ReadAt)> _kept = new(StringComparer.Ordinal);

    /// <summary>The registration behind the last part of a webhook address, or null when it is not ours (any more).</summary>
    public ValueTask<WebhookSubscription?> FindAsync(string webhookKey, CancellationToken cancellationToken) =>
        _kept.TryGetValue(webhookKey, out var kept) && clock.UtcNow - kept.ReadAt < Kept
            ? ValueTask.FromResult<WebhookSubscription?>(kept.Subscription)
            : ReadAsync(webhookKey, cancellationToken);

    /// <summary>The person's registration, made with a fresh key and secret when there is none yet. Stored before Webex is told, so that the first delivery is known.</summary>
    internal async Task<WebhookSubscription> WantAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await writer.CommitAsync(
            [new Statement(
                ConnectionsSql.AddWebhook,
                [tenantId, personId, key, secrets.Seal(tenantId, "webhook-secret", secret), false, Moment.ToMicroseconds(clock.UtcNow)])],
            cancellationToken);
        return Open(await database.ReadAsync(db => Of(db, tenantId, personId).SingleAsync(cancellationToken)));
    }

    internal Task NoteAsync(Guid tenantId, string personId, bool isActive, string problem, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            [new Statement(
                ConnectionsSql.MarkWebhook,
                [isActive, problem, Moment.ToMicroseconds(clock.UtcNow), tenantId, personId])],
            cancellationToken);

    internal async Task RemoveAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        await writer.CommitAsync([new Statement(ConnectionsSql.RemoveWebhook, [row.TenantId, row.PersonId])], cancellationToken);
        _kept.TryRemove(row.WebhookKey, out _);
    }

    internal async Task<WebhookSubscription?> OfPersonAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        await RowAsync(tenantId, personId, cancellationToken) is { } row ? Open(row) : null;

    /// <summary>As it is stored: to remove it, its secret need not be opened.</summary>
    internal Task<WebhookRow?> RowAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Of(db, tenantId, personId).FirstOrDefaultAsync(cancellationToken));

    internal Task<List<WebhookRow>> AllAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<WebhookRow>().Where(row => row.TenantId == tenantId).OrderBy(row => row.PersonId).ToListAsync(cancellationToken));

    private static IQueryable<WebhookRow> Of(TielineDb db, Guid tenantId, string personId) =>
        db.Set<WebhookRow>().Where(row => row.TenantId == tenantId && row.PersonId == personId);

    private async ValueTask<WebhookSubscription?> ReadAsync(string webhookKey, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(db => db.Set<WebhookRow>().FirstOrDefaultAsync(row => row.WebhookKey == webhookKey, cancellationToken)) is not { } row)
        {
            _kept.TryRemove(webhookKey, out _);
            return null;
        }

        var subscription = Open(row);
        _kept[webhookKey] = (subscription, clock.UtcNow);
        return subscription;
    }

    private WebhookSubscription Open(WebhookRow row) =>
        new(row.TenantId, row.WebhookKey, row.PersonId, secrets.Open(row.TenantId, "webhook-secret", row.SecretSealed));
}
