using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>
/// Checks the assertion of the JWT bearer grant: signed with RS256 by the app's key, meant for this org, not expired.
/// An expiry in milliseconds, as one well-known client sends it, is read as seconds: it lies far ahead and is accepted.
/// </summary>
public static class JwtBearer
{
    public static (ConnectedApp App, string Username) Check(SalesforceOrg org, string publicUrl, string? assertion)
    {
        var parts = (assertion ?? "").Split('.');
        if (parts.Length != 3 || Read(parts[0]) is not { } head || Read(parts[1]) is not { } claims) throw new OAuthProblem("invalid_grant", "invalid assertion");
        var app = org.Apps.Find(Text(claims, "iss")) ?? throw new OAuthProblem("invalid_client_id", "client identifier invalid");
        if (Text(head, "alg") != "RS256" || app.JwtPublicKey is null || !Signed(app.JwtPublicKey, parts)) throw new OAuthProblem("invalid_grant", "invalid assertion");
        string[] audiences = [publicUrl, publicUrl.Replace("localhost", "127.0.0.1"), "https://login.salesforce.com", "https://test.salesforce.com"];
        if (!audiences.Contains(Text(claims, "aud")?.TrimEnd('/'))) throw new OAuthProblem("invalid_grant", "Audience validation failed");
        var expiry = claims["exp"] is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;
        if (expiry < org.Clock.Now.ToUnixTimeSeconds()) throw new OAuthProblem("invalid_grant", "expired assertion");
        return (app, Text(claims, "sub") ?? Text(claims, "prn") ?? throw new OAuthProblem("invalid_grant", "invalid assertion"));
    }

    /// <summary>Whether a PEM text holds a key or certificate we can check signatures with.</summary>
    public static bool IsKey(string pem)
    {
        try
        {
            return !Signed(pem, ["", "", ""]);
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static bool Signed(string pem, string[] parts)
    {
        using var rsa = RSA.Create();
        if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(pem);
            using var publicKey = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPublicKey(certificate);
            return publicKey is not null && Verify(publicKey, parts);
        }

        rsa.ImportFromPem(pem);
        return Verify(rsa, parts);
    }

    private static bool Verify(RSA key, string[] parts) =>
        Bytes(parts[2]) is { } signature && key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static byte[]? Bytes(string part) => Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;

    private static JsonObject? Read(string part)
    {
        try
        {
            return Bytes(part) is { } bytes ? RestJson.Parse(Encoding.UTF8.GetString(bytes)) as JsonObject : null;
        }
        catch (SalesforceRefusal)
        {
            return null;
        }
    }
}
