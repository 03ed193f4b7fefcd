using System.Security.Cryptography;
using System.Text;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// What is chance in the cloud (tokens, codes, keys) comes from a seed here: the same seed and the same story give the same org.
/// Each purpose draws from a row of its own, so that what goes on beside it changes nothing. Whoever knows the seed can guess all of it.
/// </summary>
public sealed class SeededRandom
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, long> drawn = new(StringComparer.Ordinal);

    public string Seed { get; private set; } = "";

    /// <summary>How often each purpose has drawn.</summary>
    public IReadOnlyDictionary<string, long> Drawn { get { lock (gate) return new SortedDictionary<string, long>(drawn, StringComparer.Ordinal); } }

    /// <summary>Goes on under a seed; nothing is given twice, after a reset either.</summary>
    public void Start(string seed) { lock (gate) Seed = seed; }

    public void Restore(string seed, IReadOnlyDictionary<string, long> saved)
    {
        lock (gate)
        {
            Seed = seed;
            drawn.Clear();
            foreach (var (purpose, count) in saved) drawn[purpose] = count;
        }
    }

    public string Text(string purpose, int length) => string.Concat(Bytes(purpose, length).Select(b => Letters[b % Letters.Length]));

    public string Hex(string purpose, int length) => Convert.ToHexString(Bytes(purpose, length / 2));

    public string Guid(string purpose) => new Guid(Bytes(purpose, 16)).ToString();

    /// <summary>Always the same bytes for the same name.</summary>
    internal static byte[] Stream(string name, int count) =>
        [.. Enumerable.Range(0, (count + SHA256.HashSizeInBytes - 1) / SHA256.HashSizeInBytes).SelectMany(block => SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{block}"))).Take(count)];

    private byte[] Bytes(string purpose, int count)
    {
        lock (gate) return Stream($"{Seed}/{purpose}/{drawn[purpose] = drawn.GetValueOrDefault(purpose) + 1}", count);
    }
}
