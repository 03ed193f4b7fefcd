using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>PKCE with S256, the only method the cloud knows.</summary>
public static class Pkce
{
    private const int ChallengeLength = 43;

    /// <summary>A base64url SHA-256.</summary>
    public static bool IsChallenge(string challenge) => challenge.Length == ChallengeLength && challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static bool Fits(string challenge, string verifier) => challenge == Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
}
