using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The org's key for id tokens, new at each start; its public half is at <c>/id/keys</c>.</summary>
public sealed class SigningKey : IDisposable
{
    private const string KeyId = "sim1";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    private readonly RSA rsa = RSA.Create(2048);

    public JsonObject Keys()
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = "sig", ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
    }

    public string IdToken(string issuer, SalesforceOrg org, ConnectedApp app, Session session, string? nonce)
    {
        var claims = new JsonObject
        {
            ["iss"] = issuer, ["sub"] = $"{issuer}/id/{org.Id}/{session.UserId}", ["aud"] = app.ConsumerKey,
            ["iat"] = session.IssuedAt.ToUnixTimeSeconds(), ["exp"] = (session.IssuedAt + Life).ToUnixTimeSeconds(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId };
        var body = Part(head) + "." + Part(claims);
        return body + "." + Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public void Dispose() => rsa.Dispose();

    private static string Part(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
