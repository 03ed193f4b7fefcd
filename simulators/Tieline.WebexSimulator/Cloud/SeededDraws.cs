using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tieline.WebexSimulator.Cloud;

/// <summary>
/// Where every new identifier, token, number and password comes from: one seed gives the same ones in the same order.
/// Whoever knows the seed can guess them.
/// </summary>
internal sealed class SeededDraws(int seed)
{
    private long drawn;

    /// <summary>How often something was drawn: kept over restarts, so that nothing comes twice.</summary>
    public long Count
    {
        get => Interlocked.Read(ref drawn);
        set => Interlocked.Exchange(ref drawn, value);
    }

    /// <summary>Up to 64 bytes.</summary>
    public byte[] Bytes(int count) =>
        SHA512.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:draw:{Interlocked.Increment(ref drawn)}")))[..count];

    /// <summary>A uuid of version 4, as the cloud's are.</summary>
    public Guid Uuid()
    {
        var bytes = Bytes(16);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public string Hex(int bytes) => Convert.ToHexStringLower(Bytes(bytes));

    public string Letters(string alphabet, int count) => string.Concat(Bytes(count).Select(one => alphabet[one % alphabet.Length]));

    /// <summary>A number from <paramref name="least"/> up to, not including, <paramref name="limit"/>.</summary>
    public long Number(long least, long limit) => least + (long)(BitConverter.ToUInt64(Bytes(8)) % (ulong)(limit - least));
}
