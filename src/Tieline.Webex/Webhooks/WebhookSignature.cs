using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Tieline.Webex;

/// <summary>What the check of a signature found, in words an operator can act on.</summary>
public enum SignatureOutcome
{
    /// <summary>The body was signed with the secret.</summary>
    Valid,

    /// <summary>The request has no signature: the webhook was made without a secret, or someone else is posting.</summary>
    Missing,

    /// <summary>There is no secret to check with: the webhook is not, or no longer, one of ours.</summary>
    NoSecret,

    /// <summary>The signature is not that of this body and secret: the secret was changed, or the request is forged.</summary>
    Mismatch,
}

/// <summary>The signature of a webhook request: lower-case hex of HMAC-SHA1 over the raw body, in header <c>X-Spark-Signature</c>.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks guide</a>.</remarks>
public static class WebhookSignature
{
    /// <summary>The header's name.</summary>
    public const string HeaderName = "X-Spark-Signature";

    private const int StackLimit = 256;

    /// <summary>Checks a body as it came, before it is parsed. Takes the same time wherever a wrong signature differs, and allocates nothing for secrets of usual length.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="header">The header's value, null when absent.</param>
    /// <param name="secret">The webhook's secret; empty when none is known.</param>
    public static SignatureOutcome Verify(ReadOnlySpan<byte> body, string? header, string? secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return SignatureOutcome.NoSecret;
        }

        if (string.IsNullOrEmpty(header))
        {
            return SignatureOutcome.Missing;
        }

        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (header.Length != 2 * given.Length || Convert.FromHexString(header, given, out _, out _) != OperationStatus.Done)
        {
            return SignatureOutcome.Mismatch;
        }

        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Sign(body, secret, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected) ? SignatureOutcome.Valid : SignatureOutcome.Mismatch;
    }

    private static void Sign(ReadOnlySpan<byte> body, string secret, Span<byte> signature)
    {
        var length = Encoding.UTF8.GetMaxByteCount(secret.Length);
        Span<byte> key = length <= StackLimit ? stackalloc byte[length] : new byte[length];
        var used = Encoding.UTF8.GetBytes(secret, key);
        HMACSHA1.HashData(key[..used], body, signature);
        CryptographicOperations.ZeroMemory(key);
    }
}
