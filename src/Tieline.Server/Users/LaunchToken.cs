using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.Server.Users;

/// <summary>What the org signs to say which of its users opens a panel. See <c>docs/glossary.md</c>: launch token.</summary>
internal sealed record LaunchToken(
    [property: JsonPropertyName("v")] int Version,
    [property: JsonPropertyName("aud")] string? Audience,
    [property: JsonPropertyName("org")] string? Org,
    [property: JsonPropertyName("user")] string? User,
    [property: JsonPropertyName("jti")] string? Id,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("exp")] long ExpiresAt,
    [property: JsonPropertyName("lang")] string? Language)
{
    /// <summary>How long a token may live from issue to expiry.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>How far the org's clock may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    private const int LongestText = 2000;

    /// <summary>Reads without believing: whose secret to check with is said inside. Null when it is no token at all.</summary>
    public static LaunchToken? Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > LongestText || dot <= 0 || !Base64Url.IsValid(text.AsSpan(0, dot)))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchToken>(Base64Url.DecodeFromChars(text.AsSpan(0, dot)));
        }
        catch (JsonException)
        {
            return null; // No payload of ours: told to the caller as an invalid token.
        }
    }

    /// <summary>Whether the text carries the signature of this secret: HMAC-SHA256 over the ASCII of the first part. Compared in constant time.</summary>
    public static bool IsSigned(string text, string secret)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var signature = text.AsSpan(dot + 1);
        return Base64Url.IsValid(signature)
            && CryptographicOperations.FixedTimeEquals(
                Base64Url.DecodeFromChars(signature),
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text[..dot])));
    }

    /// <summary>What is wrong with its content at this moment, or null. The signature is another matter.</summary>
    public LaunchRefusal? Problem(DateTimeOffset now)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(ExpiresAt, 0, 32_503_680_000));
        var issued = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(IssuedAt, 0, 32_503_680_000));
        return (Version, Audience) != (1, "tieline") ? LaunchRefusal.OtherAudience
            : string.IsNullOrEmpty(Org) || string.IsNullOrEmpty(User) || Id is not { Length: >= 16 and <= 64 } ? LaunchRefusal.Malformed
            : expires - issued > Longest ? LaunchRefusal.LivesTooLong
            : issued > now + ClockSkew ? LaunchRefusal.FromTheFuture
            : expires <= now - ClockSkew ? LaunchRefusal.Expired
            : null;
    }
}

/// <summary>Why a launch was refused; the log says which, the caller only that it was.</summary>
internal enum LaunchRefusal
{
    Malformed,
    UnknownOrg,
    OtherOrg,
    BadSignature,
    OtherAudience,
    LivesTooLong,
    FromTheFuture,
    Expired,
    UsedBefore,
    UnknownUser,
    InactiveUser,

    /// <summary>A customer's or partner's login where everybody is a user, which means the org's own people.</summary>
    ExternalUser,
}
