using System.Security.Cryptography;
using System.Text;

namespace Tieline.Salesforce;

/// <summary>An External Client App (or a Connected App of old) as it is registered in the org.</summary>
/// <param name="ConsumerKey">Its key (client id).</param>
/// <param name="ConsumerSecret">Its secret; null where the app does not ask for one.</param>
/// <param name="CallbackUrl">Where the user comes back to; must be registered to the letter.</param>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.external_client_apps.htm">External client apps</a>.</remarks>
public sealed record SalesforceApp(string ConsumerKey, string? ConsumerSecret, Uri CallbackUrl)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "SalesforceApp " + ConsumerKey;
}

/// <summary>Tokens as sign-in gives them. When a refresh token comes, store it: the old one may be dead.</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</remarks>
public sealed record SalesforceTokens
{
    /// <summary>For the API. How long it lives is the org's policy and is not told.</summary>
    public required string AccessToken { get; init; }

    /// <summary>For the next access token; null on a refresh without rotation, and when the app did not ask for it.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The org's own host.</summary>
    public required Uri InstanceUrl { get; init; }

    /// <summary>Address of the user's identity; its last two parts are the ids of org and user.</summary>
    public required Uri IdentityUrl { get; init; }

    /// <summary>What was granted, words separated by blanks; null when it was not said.</summary>
    public string? Scope { get; init; }

    /// <summary>Milliseconds since 1970 as the answer wrote them; part of what is signed.</summary>
    public string? IssuedAt { get; init; }

    /// <summary>Base64 of HMAC-SHA256 over identity address and time of issue with the consumer secret.</summary>
    public string? Signature { get; init; }

    /// <summary>The org's id, 18 characters.</summary>
    public RecordId OrganizationId => Part(2);

    /// <summary>The user's id, 18 characters.</summary>
    public RecordId UserId => Part(1);

    /// <summary>Whether identity and time were signed with this secret. A refresh need not bring a signature: then it is false.</summary>
    public bool IsSignedWith(string consumerSecret)
    {
        var given = new byte[32];
        return Signature is not null
            && Convert.TryFromBase64String(Signature, given, out var length)
            && length == given.Length
            && CryptographicOperations.FixedTimeEquals(
                given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(consumerSecret), Encoding.UTF8.GetBytes(IdentityUrl.OriginalString + IssuedAt)));
    }

    /// <summary>Nothing of the secrets.</summary>
    public override string ToString() => $"SalesforceTokens of {InstanceUrl.Host}";

    private RecordId Part(int fromEnd)
    {
        var parts = IdentityUrl.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= fromEnd && RecordId.TryParse(parts[^fromEnd], out var id) ? id : default;
    }
}

/// <summary>What a token is worth.</summary>
/// <param name="Active">It still serves.</param>
/// <param name="Scope">What it may do, words separated by blanks; null when it was not said.</param>
/// <param name="ExpiresAt">When it ends; null when it was not said, or never.</param>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oidc_token_introspection.htm">Token introspection</a>.</remarks>
public sealed record TokenStanding(bool Active, string? Scope, DateTimeOffset? ExpiresAt);
