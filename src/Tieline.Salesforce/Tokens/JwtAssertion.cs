using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieline.Salesforce;

/// <summary>Says to Salesforce, signed with the key whose certificate the app holds, as whom the server wants to work.</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm">JWT bearer flow</a>.</remarks>
public static class JwtAssertion
{
    // Salesforce takes no more than three minutes, and clocks differ.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    /// <summary>An assertion that holds for two minutes.</summary>
    /// <param name="key">An RSA key of at least 2048 bits.</param>
    /// <param name="consumerKey">Of the app.</param>
    /// <param name="userName">The Salesforce user name of the integration user.</param>
    /// <param name="audience">Where one signs in: the org's My Domain, <c>https://login.salesforce.com</c> or <c>https://test.salesforce.com</c>.</param>
    /// <param name="now">The time now.</param>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm">JWT bearer flow</a>.</remarks>
    public static string Sign(RSA key, string consumerKey, string userName, Uri audience, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = consumerKey,
            ["sub"] = userName,
            ["aud"] = audience.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        });
        var text = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
