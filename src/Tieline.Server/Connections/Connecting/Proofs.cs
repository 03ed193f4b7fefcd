using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Keeps the temporary webhooks that wait for their delivery.</summary>
internal sealed class Proofs(Database database, GroupCommitWriter writer, SecretBox secrets, Clock clock)
{
    public const string Path = "/hooks/proof/";
    public const string Waiting = "waiting";
    public const string Arrived = "arrived";
    public const string WronglySigned = "wronglySigned";

    /// <summary>One that is older was left behind by a server that died.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Stored before Webex is told, so that the delivery is known.</summary>
    public async Task<(string Key, string Secret)> BeginAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var (key, secret) = (Chance(), Chance());
        var row = new ProofRow { TenantId = tenantId, ProofKey = key, SecretSealed = secrets.Seal(tenantId, Purpose, secret), BegunAt = Moment.ToMicroseconds(clock.UtcNow), Outcome = Waiting };
        var old = Moment.ToMicroseconds(clock.UtcNow - Life);
        await writer.WriteAsync(
            async (db, token) =>
            {
                await db.Set<ProofRow>().Where(other => other.TenantId == tenantId && other.BegunAt < old).ExecuteDeleteAsync(token);
                return db.Add(row);
            },
            cancellationToken);
        return (key, secret);
    }

    public Task EndAsync(Guid tenantId, string key, CancellationToken cancellationToken) =>
        writer.WriteAsync((db, token) => db.Set<ProofRow>().Where(row => row.TenantId == tenantId && row.ProofKey == key).ExecuteDeleteAsync(token), cancellationToken);

    public async Task<string> OutcomeAsync(string key, CancellationToken cancellationToken) => (await RowAsync(key, cancellationToken))?.Outcome ?? Waiting;

    /// <summary>Whether a webhook with this address is waited for now.</summary>
    public async Task<bool> IsOpenAsync(string key, CancellationToken cancellationToken) => await RowAsync(key, cancellationToken) is not null;

    /// <summary>A delivery came. Gives the status of the answer.</summary>
    public async Task<int> TakeAsync(string key, byte[] body, string? signature, CancellationToken cancellationToken)
    {
        if (await RowAsync(key, cancellationToken) is not { } row)
        {
            return StatusCodes.Status404NotFound;
        }

        var isOurs = WebhookSignature.Verify(body, signature, secrets.Open(row.TenantId, Purpose, row.SecretSealed)) == SignatureOutcome.Valid;
        var outcome = isOurs ? Arrived : WronglySigned;
        await writer.WriteAsync(
            (db, token) => db.Set<ProofRow>().Where(one => one.TenantId == row.TenantId && one.ProofKey == key && one.Outcome != Arrived)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Outcome, outcome), token),
            cancellationToken);
        return isOurs ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
    }

    private const string Purpose = "proof-secret";

    private Task<ProofRow?> RowAsync(string key, CancellationToken cancellationToken)
    {
        var old = Moment.ToMicroseconds(clock.UtcNow - Life);
        return database.ReadAsync(db => db.Set<ProofRow>().FirstOrDefaultAsync(row => row.ProofKey == key && row.BegunAt >= old, cancellationToken));
    }

    private static string Chance() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
