using System.Data.Common;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections.Refusals;

/// <summary>The last word with which a cloud refused somebody a sign-in, or the renewal of one. Kept until he is let in again: it tells what to mend, also where the cloud's settings cannot be read.</summary>
internal sealed class CloudRefusals(Database database, GroupCommitWriter writer, Clock clock)
{
    private const int LongestWords = 500;

    private const string Keep =
        """
        INSERT INTO cloud_refusals (tenant_id, cloud, subject, code, words, at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (tenant_id, cloud, subject) DO UPDATE SET code = excluded.code, words = excluded.words, at = excluded.at
        """;

    private const string Forget = "DELETE FROM cloud_refusals WHERE tenant_id = $1 AND cloud = $2 AND subject = $3";

    private const string Find = "SELECT subject, code, words, at FROM cloud_refusals WHERE tenant_id = $1 AND cloud = $2 AND subject = $3";

    private const string Select = "SELECT subject, code, words, at FROM cloud_refusals WHERE tenant_id = $1 AND cloud = $2 ORDER BY at DESC LIMIT 100";

    /// <param name="key">Whose consent. While a person of Webex is not known yet, the subject is the agent's id.</param>
    /// <param name="code">The vendor's word; may be empty.</param>
    /// <param name="words">Its sentence; holds no secret.</param>
    /// <param name="cancellationToken">Stops the wait for the writer.</param>
    public Task NoteAsync(GrantKey key, string code, string words, CancellationToken cancellationToken) =>
        writer.CommitAsync(
            [new Statement(Keep, [key.TenantId, key.Cloud, key.Subject, Cut(code), Cut(words), Moment.ToMicroseconds(clock.UtcNow)])], cancellationToken);

    public Task ForgetAsync(GrantKey key, CancellationToken cancellationToken) =>
        writer.CommitAsync([new Statement(Forget, [key.TenantId, key.Cloud, key.Subject])], cancellationToken);

    /// <summary>The newest first, a hundred at most.</summary>
    public async Task<IReadOnlyList<CloudRefusal>> ListAsync(Guid tenantId, string cloud, CancellationToken cancellationToken) =>
        await database.QueryAsync(Select, [tenantId, cloud], Read, cancellationToken);

    public async Task<CloudRefusal?> FindAsync(GrantKey key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Find, [key.TenantId, key.Cloud, key.Subject], Read, cancellationToken)).SingleOrDefault();

    private static CloudRefusal Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetMoment(3));

    private static string Cut(string text) => text.Length <= LongestWords ? text : text[..LongestWords];
}

/// <param name="Subject">As in <see cref="GrantKey"/>, or an agent's id.</param>
internal sealed record CloudRefusal(string Subject, string Code, string Words, DateTimeOffset At)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Whoever was refused longer ago and did not try again tells nothing of today.</summary>
    public bool IsRecent(DateTimeOffset now) => now - At < Recent;
}
