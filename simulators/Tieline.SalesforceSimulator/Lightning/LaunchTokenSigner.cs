using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// Signs a launch token as the org's own code will: who opens a panel, in which org, good for <see cref="Life"/> and one use.
/// <c>base64url(payload) + "." + base64url(HMAC-SHA256(secret, first part))</c>.
/// </summary>
internal static class LaunchTokenSigner
{
    internal static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <param name="secret">as an admin pasted it into the org</param>
    /// <param name="organizationId">18 characters</param>
    /// <param name="userId">18 characters</param>
    /// <param name="language">the user's, such as <c>en_US</c></param>
    /// <param name="id">never given before</param>
    /// <param name="now">the org's time</param>
    internal static string Sign(string secret, string organizationId, string userId, string language, string id, DateTimeOffset now)
    {
        var payload = new Payload(1, "tieline", organizationId, userId, id, now.ToUnixTimeSeconds(), (now + Life).ToUnixTimeSeconds(), language);
        var signed = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload));
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private sealed record Payload(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("aud")] string Audience,
        [property: JsonPropertyName("org")] string Organization,
        [property: JsonPropertyName("user")] string User,
        [property: JsonPropertyName("jti")] string Id,
        [property: JsonPropertyName("iat")] long IssuedAt,
        [property: JsonPropertyName("exp")] long ExpiresAt,
        [property: JsonPropertyName("lang")] string Language);
}
