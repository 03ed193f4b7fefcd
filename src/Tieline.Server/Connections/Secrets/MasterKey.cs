using System.Security.Cryptography;

namespace Tieline.Server.Connections.Secrets;

/// <summary>The 32 bytes that wrap the key ring at rest: from the environment, or from a file beside the ring that only the server's account may read.</summary>
internal sealed class MasterKey
{
    private const int Length = 32;

    private MasterKey(byte[] bytes) => Bytes = bytes;

    public byte[] Bytes { get; }

    /// <exception cref="InvalidOperationException">The configured key is not 32 bytes in base64.</exception>
    public static MasterKey Of(TielineOptions options)
    {
        var path = Path.Combine(options.DataFolder, "master-key.txt");
        return options.MasterKey.Length > 0
            ? Parse(options.MasterKey, "TIELINE_MASTER_KEY")
            : Parse(OwnerOnlyFile.ReadOrMake(path, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))), path);
    }

    private static MasterKey Parse(string text, string source)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Length
            ? new MasterKey(bytes)
            : throw new InvalidOperationException($"{source} must hold 32 bytes in base64. Make one with: openssl rand -base64 32");
    }
}
