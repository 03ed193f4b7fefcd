using System.Security.Cryptography;
using System.Text;
using Tieline.Server.Connections.Secrets;

namespace Tieline.Server.Connections.AdminDoors;

/// <summary>The key that opens the admin doors: from the settings, or made at the first start into <c>admin-key.txt</c> in the data folder, readable by its owner only.</summary>
public sealed class AdminKey(TielineOptions options)
{
    /// <summary>The authentication scheme; also the name of the authorization policy that demands it.</summary>
    public const string Scheme = "AdminKey";

    private readonly byte[] _hash = Hash(Load(options));

    /// <summary>Compares in constant time: how long it takes says nothing about the key.</summary>
    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(Hash(offered), _hash);

    /// <summary>Tells one key from another and nothing about it; what was opened with a key can be bound to it.</summary>
    internal string Fingerprint => Convert.ToHexStringLower(SHA256.HashData([.. "fingerprint"u8, .. _hash]));

    private static string Load(TielineOptions options) =>
        options.AdminKey.Length > 0
            ? options.AdminKey
            : OwnerOnlyFile.ReadOrMake(Path.Combine(options.DataFolder, "admin-key.txt"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
