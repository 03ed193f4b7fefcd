using System.Security.Cryptography;
using System.Text;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Intake;

/// <summary>
/// What the outside said and we have stored before we answered. An entry waits until its handler marks it <see cref="Done"/> in the transaction that
/// carries its effect, or <see cref="Dead"/>. A body that came before within the last 48 hours is not stored again.
/// </summary>
public sealed class Inbox(Database database, GroupCommitWriter writer, SequentialIds ids, Clock clock)
{
    /// <summary>The source of entries that Webex posted.</summary>
    public const string Webhook = "webhook";

    /// <summary>The source of entries that tell a state which we read ourselves; never taken for a repetition.</summary>
    public const string Snapshot = "snapshot";

    internal InboxQueue Queue { get; } = new();

    /// <summary>Stores what was said and wakes its handler. False: the same body came before, nothing was stored.</summary>
    public async Task<bool> AppendAsync(InboxKey key, string personId, string source, byte[] body, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var changed = await writer.CommitAsync([AppendStatement(new InboxEntry(ids.Next(now), key, personId, source, body, now))], cancellationToken);
        if (changed[0] == 0)
        {
            return false;
        }

        Nudge(key);
        return true;
    }

    /// <summary>Stores an entry within a unit of work of the caller's; after the commit call <see cref="Nudge"/>. Changes no row when the body came before.</summary>
    public static Statement AppendStatement(InboxEntry entry) => new(
        InboxSql.Append,
        [
            entry.Id, entry.Key.TenantId, entry.Key.Subject, entry.Key.OrderingKey, entry.PersonId, entry.Source, entry.Body,
            Moment.ToMicroseconds(entry.ReceivedAt), DedupeKey(entry),
        ]);

    /// <summary>Has the entries of this key handled soon.</summary>
    public void Nudge(InboxKey key) => Queue.Add(key);

    /// <summary>The entries of this key that wait, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<InboxEntry>> WaitingAsync(InboxKey key, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            InboxSql.Waiting,
            [key.TenantId, key.Subject, key.OrderingKey],
            row => new InboxEntry(row.GetId(0), key, row.GetString(1), row.GetString(2), row.GetBytes(3), row.GetMoment(4)),
            cancellationToken);

    /// <summary>Marks an entry handled. For the transaction that carries its effect: when another writer was first, the whole unit is undone.</summary>
    public static Statement Done(Guid entryId) => new(InboxSql.Done, [entryId], ExpectedRows: 1);

    /// <summary>Sets an entry aside that cannot be understood; <paramref name="reason"/> tells an operator why and holds nothing of the body.</summary>
    public static Statement Dead(Guid entryId, string reason) => new(InboxSql.Dead, [entryId, reason], ExpectedRows: 1);

    private static byte[] DedupeKey(InboxEntry entry)
    {
        if (entry.Source == Snapshot)
        {
            return entry.Id.ToByteArray();
        }

        Span<byte> scope = stackalloc byte[16 + (3 * 64)];
        entry.Key.TenantId.TryWriteBytes(scope);
        var used = 16 + Encoding.UTF8.GetBytes(entry.PersonId.AsSpan(0, Math.Min(64, entry.PersonId.Length)), scope[16..]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(scope[..used]);
        hash.AppendData(entry.Body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return digest[..16].ToArray();
    }
}
