using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The org's key for id tokens, which follows from its seed; its public half is at <c>/id/keys</c>.</summary>
public sealed class SigningKey(SalesforceOrg org)
{
    private const string KeyId = "sim1";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    public JsonObject Keys()
    {
        var parameters = SeededKey.Of(org.Random.Seed);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = "sig", ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
    }

    public string IdToken(string issuer, ConnectedApp app, Session session, string? nonce)
    {
        var claims = new JsonObject
        {
            ["iss"] = issuer, ["sub"] = $"{issuer}/id/{org.Id}/{session.UserId}", ["aud"] = app.ConsumerKey,
            ["iat"] = session.IssuedAt.ToUnixTimeSeconds(), ["exp"] = (session.IssuedAt + Life).ToUnixTimeSeconds(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId };
        using var rsa = RSA.Create(SeededKey.Of(org.Random.Seed));
        var body = Part(head) + "." + Part(claims);
        return body + "." + Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
