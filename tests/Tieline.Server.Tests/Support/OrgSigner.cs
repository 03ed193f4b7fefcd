using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieline.Server.Tests.Support;

/// <summary>Signs launch tokens as the org does, and wrongly where a test wants that.</summary>
public static class OrgSigner
{
    public static string Sign(
        string secret, string org, string user, DateTimeOffset now, string audience = "tieline", string? jti = null, int version = 1, int lifeSeconds = 60, string language = "en_US") =>
        SignPayload(secret, JsonSerializer.Serialize(new
        {
            v = version, aud = audience, org, user, jti = jti ?? Guid.NewGuid().ToString(),
            iat = now.ToUnixTimeSeconds(), exp = now.ToUnixTimeSeconds() + lifeSeconds, lang = language,
        }));

    public static string SignPayload(string secret, string payload)
    {
        var first = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return first + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(first)));
    }
}
