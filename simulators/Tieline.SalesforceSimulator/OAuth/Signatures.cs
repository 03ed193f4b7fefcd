using System.Security.Cryptography;
using System.Text;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The <c>signature</c> of a token answer: base64 of HMAC-SHA256 over id and issued_at, keyed by the consumer secret.</summary>
public static class Signatures
{
    public static string Of(string secret, string message) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));
}
