using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieline.Server.Tests.Users;

/// <summary>Signs requests as Salesforce Canvas does, and wrongly where a test wants that.</summary>
internal static class CanvasSigner
{
    public static string Sign(string secret, string org, string? user, string? token, string algorithm = "HMACSHA256", string? envelopeUser = null, string language = "en_US", string? recordId = null) =>
        SignEnvelope(secret, JsonSerializer.Serialize(new
        {
            algorithm,
            issuedAt = (string?)null,
            userId = envelopeUser ?? user,
            client = new { oauthToken = token, instanceId = Guid.NewGuid().ToString(), instanceUrl = "https://evil.example.com", targetOrigin = "https://evil.example.com" },
            context = new
            {
                user = new { userId = user, language },
                organization = new { organizationId = org },
                environment = new { displayLocation = "PageLayout", record = recordId is null ? null : new { Id = recordId, attributes = new { type = "Contact" } } },
            },
        }));

    public static string SignEnvelope(string secret, string envelope)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(envelope));
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text))) + "." + text;
    }
}
