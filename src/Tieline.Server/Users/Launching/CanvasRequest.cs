using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Salesforce Canvas's signed request: who opens the app, signed with the app's consumer secret.
/// See <a href="https://developer.salesforce.com/docs/platform/canvas-framework/guide/canvas-request-object.html">CanvasRequest</a>.
/// </summary>
internal sealed record CanvasRequest(string? Algorithm, string? UserId, CanvasRequest.ClientPart? Client, CanvasRequest.ContextPart? Context)
{
    /// <summary>The one algorithm that there is.</summary>
    public const string Hmac = "HMACSHA256";

    private const int LongestText = 100_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal sealed record ClientPart(string? OauthToken);

    internal sealed record ContextPart(UserPart? User, OrganizationPart? Organization, EnvironmentPart? Environment);

    internal sealed record UserPart(string? UserId, string? Language);

    internal sealed record OrganizationPart(string? OrganizationId);

    internal sealed record EnvironmentPart(JsonElement? Record);

    /// <summary>Reads without believing: whose secret to check with is said inside. Null when it is no signed request at all.</summary>
    public static CanvasRequest? Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > LongestText || dot <= 0 || Decode(text[(dot + 1)..]) is not { } envelope)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<CanvasRequest>(envelope, Json);
        }
        catch (JsonException)
        {
            return null; // No envelope of Salesforce's: told to the caller as no signed request.
        }
    }

    /// <summary>Whether the text carries the signature of this secret: HMAC-SHA256 over the ASCII of what follows the first point. Compared in constant time. A tenant without a secret has none that anybody could sign with.</summary>
    public static bool IsSigned(string text, string secret)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return secret.Length > 0 && Decode(text[..dot]) is { } signature
            && CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text[(dot + 1)..])));
    }

    /// <summary>What tells this request from any other, 43 characters. It has no id of its own.</summary>
    public static string IdOf(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..])));

    /// <summary>The record on whose page the app stands: id and object, as far as the context tells.</summary>
    public (string? Id, string? ObjectName) Record()
    {
        if (Context?.Environment?.Record is not { ValueKind: JsonValueKind.Object } record)
        {
            return (null, null);
        }

        var id = record.TryGetProperty("Id", out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        var type = record.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String
            ? named.GetString() : null;
        return (id, type);
    }

    // Either alphabet of base64, with or without its filling.
    private static byte[]? Decode(string text)
    {
        var plain = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return plain.Length > 0 && Base64Url.IsValid(plain) ? Base64Url.DecodeFromChars(plain) : null;
    }
}
