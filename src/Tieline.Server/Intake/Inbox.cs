using System.Buffers;
using System.Buffers.Binary;
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
    /// <param name="happenedAt">When the body itself says that it happened; a repetition says the same.</param>
    public async Task<bool> AppendAsync(
        InboxKey key, string personId, string source, byte[] body, CancellationToken cancellationToken, DateTimeOffset? happenedAt = null)
    {
        var now = clock.UtcNow;
        var entry = new InboxEntry(ids.Next(now), key, personId, source, body, now);
        var changed = await writer.CommitAsync([AppendStatement(entry, happenedAt)], cancellationToken);
        if (changed[0] == 0)
        {
            return false;
        }

        Queue.Add(key, entry.Id);
        return true;
    }

    /// <summary>Those of these entries of one key that wait, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<InboxEntry>> WaitingAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken)
    {
        var waiting = new List<InboxEntry>(entryIds.Count);
        foreach (var ids in entryIds.Order().Chunk(InboxSql.WaitingIds))
        {
            var values = new object?[InboxSql.WaitingIds];
            Array.Fill(values, ids[0]);
            Array.ConvertAll(ids, id => (object?)id).CopyTo(values, 0);
            waiting.AddRange(await database.QueryAsync(
                InboxSql.Waiting,
                values,
                row => new InboxEntry(row.GetId(0), key, row.GetString(1), row.GetString(2), row.GetBytes(3), row.GetMoment(4)),
                cancellationToken));
        }

        return waiting;
    }

    /// <summary>Marks an entry handled. For the transaction that carries its effect: when another writer was first, the whole unit is undone.</summary>
    public static Statement Done(Guid entryId) => new(InboxSql.Done, [entryId], ExpectedRows: 1);

    /// <summary>Sets an entry aside that cannot be understood; <paramref name="reason"/> tells an operator why and holds nothing of the body.</summary>
    public static Statement Dead(Guid entryId, string reason) => new(InboxSql.Dead, [entryId, reason], ExpectedRows: 1);

    internal static Statement AppendStatement(InboxEntry entry, DateTimeOffset? happenedAt) => new(
        InboxSql.Append,
        [
            entry.Id, entry.Key.TenantId, entry.Key.Subject, entry.Key.OrderingKey, entry.PersonId, entry.Source, entry.Body,
            Moment.ToMicroseconds(entry.ReceivedAt), DedupeKey(entry, happenedAt ?? DateTimeOffset.UnixEpoch),
        ])
    {
        ForManyOnPostgreSql = InboxSql.AppendManyOnPostgreSql,
    };

    /// <summary>What the dedupe keys of all that happened at this time begin with.</summary>
    internal static byte[] TimeInDedupeKey(DateTimeOffset time)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds());
        return bytes[2..];
    }

    private static byte[] DedupeKey(InboxEntry entry, DateTimeOffset happenedAt)
    {
        if (entry.Source == Snapshot)
        {
            return entry.Id.ToByteArray(bigEndian: true);
        }

        Span<byte> scope = stackalloc byte[16 + (3 * 64)];
        entry.Key.TenantId.TryWriteBytes(scope);
        var used = 16 + Encoding.UTF8.GetBytes(entry.PersonId.AsSpan(0, Math.Min(64, entry.PersonId.Length)), scope[16..]);
        var hashed = ArrayPool<byte>.Shared.Rent(used + entry.Body.Length);
        scope[..used].CopyTo(hashed);
        entry.Body.CopyTo(hashed, used);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hashed.AsSpan(0, used + entry.Body.Length), digest);
        ArrayPool<byte>.Shared.Return(hashed);
        return [.. TimeInDedupeKey(happenedAt), .. digest[..16]];
    }
}
