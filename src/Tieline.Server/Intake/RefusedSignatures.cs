using System.Data.Common;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Intake;

/// <summary>How often webhook requests of a person were refused for their signature, and when last. Kept until the webhook is mended.</summary>
public sealed partial class RefusedSignatures(Database database, GroupCommitWriter writer, Clock clock, ILogger<RefusedSignatures> logger)
{
    private const string Count =
        """
        INSERT INTO refused_signatures (tenant_id, person_id, times, last_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (tenant_id, person_id) DO UPDATE SET times = refused_signatures.times + 1, last_at = excluded.last_at
        """;

    private const string Select = "SELECT person_id, times, last_at FROM refused_signatures WHERE tenant_id = $1 ORDER BY last_at DESC LIMIT 100";

    private const string Delete = "DELETE FROM refused_signatures WHERE tenant_id = $1";

    /// <summary>One more. Whoever is refused learns nothing of whether it could be noted.</summary>
    internal async Task NoteAsync(WebhookSubscription subscription)
    {
        try
        {
            await writer.CommitAsync([new Statement(Count, [subscription.TenantId, subscription.PersonId, Moment.ToMicroseconds(clock.UtcNow)])], CancellationToken.None);
        }
        catch (Exception problem) when (problem is StorageStoppedException or DbException or TimeoutException)
        {
            Log.NotNoted(logger, subscription.TenantId, problem);
        }
    }

    /// <summary>Those of a tenant, the last refused first.</summary>
    public async Task<IReadOnlyList<RefusedSignature>> ListAsync(Guid tenantId, CancellationToken cancellationToken) =>
        await database.QueryAsync(Select, [tenantId], row => new RefusedSignature(row.GetString(0), row.GetInt64(1), row.GetMoment(2)), cancellationToken);

    /// <summary>The webhooks were mended: what is refused from now on counts anew.</summary>
    public Task ForgetAsync(Guid tenantId, CancellationToken cancellationToken) => writer.CommitAsync([new Statement(Delete, [tenantId])], cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "That a webhook request of tenant {TenantId} was refused could not be noted.")]
        public static partial void NotNoted(ILogger logger, Guid tenantId, Exception problem);
    }
}

/// <param name="PersonId">The Webex person's bare uuid in lower case.</param>
public sealed record RefusedSignature(string PersonId, long Times, DateTimeOffset LastAt);
