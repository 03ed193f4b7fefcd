using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>An RSA key of 2048 bits that follows from a seed. It proves nothing to anybody: whoever knows the seed can make it too.</summary>
internal static class SeededKey
{
    private const int PrimeBytes = 128;
    private static readonly BigInteger Exponent = 65537;
    private static readonly ConcurrentDictionary<string, RSAParameters> Known = new(StringComparer.Ordinal);
    private static readonly int[] SmallPrimes = [.. Enumerable.Range(3, 4000).Where(n => n % 2 == 1 && Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0))];

    public static RSAParameters Of(string seed) => Known.GetOrAdd(seed, Make);

    private static RSAParameters Make(string seed)
    {
        var (p, q) = (Prime(seed + "/rsa/p"), Prime(seed + "/rsa/q"));
        var phi = (p - 1) * (q - 1);
        // The inverse of the exponent, which is prime: Fermat gives the factor that makes the division come out even.
        var d = (1 + (Exponent - BigInteger.ModPow(phi % Exponent, Exponent - 2, Exponent)) * phi) / Exponent;
        return new RSAParameters
        {
            Modulus = Bytes(p * q, 2 * PrimeBytes), Exponent = Bytes(Exponent, 3), D = Bytes(d, 2 * PrimeBytes), P = Bytes(p, PrimeBytes), Q = Bytes(q, PrimeBytes),
            DP = Bytes(d % (p - 1), PrimeBytes), DQ = Bytes(d % (q - 1), PrimeBytes), InverseQ = Bytes(BigInteger.ModPow(q, p - 2, p), PrimeBytes),
        };
    }

    /// <summary>The first prime after a number that follows from the name, its two highest bits set so that the product has its full length.</summary>
    private static BigInteger Prime(string name)
    {
        var bytes = SeededRandom.Stream(name, PrimeBytes);
        bytes[0] |= 0xC0;
        bytes[^1] |= 1;
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        while (!IsPrime(number)) number += 2;
        return number;
    }

    private static bool IsPrime(BigInteger number) =>
        SmallPrimes.All(p => number % p != 0) && (number - 1) % Exponent != 0 && new BigInteger[] { 2, 3, 5 }.All(b => BigInteger.ModPow(b, number - 1, number).IsOne);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
