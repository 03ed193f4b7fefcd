using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tieline.Server.Storage;

/// <summary>
/// Makes UUIDs of version 7 that strictly increase within one process, also within a millisecond and when the clock goes back
/// (<see cref="Guid.CreateVersion7(DateTimeOffset)"/> alone does neither). Keys that grow keep inserts at the end of the index.
/// </summary>
public sealed class SequentialIds
{
    // Within a process the counter makes ids differ, between processes this does.
    private readonly byte[] _process = RandomNumberGenerator.GetBytes(8);
    private long _last;

    /// <summary>The next id; <paramref name="now"/> is to come from the injected clock.</summary>
    public Guid Next(DateTimeOffset now)
    {
        var wanted = now.ToUnixTimeMilliseconds() << 12;
        long last, next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(wanted, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        return Compose(next >> 12, (int)next & 0xFFF, _process);
    }

    /// <summary>The smallest id of this instant: ids below it were made earlier.</summary>
    public static Guid Floor(DateTimeOffset time) => Compose(time.ToUnixTimeMilliseconds(), 0, new byte[8]);

    private static Guid Compose(long milliseconds, int counter, byte[] random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)(0x7000 | counter));
        random.CopyTo(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
