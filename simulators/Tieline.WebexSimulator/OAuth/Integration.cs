using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>An application registered with the cloud.</summary>
/// <remarks>https://developer.webex.com/docs/integrations</remarks>
internal sealed record Integration
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client, which must use PKCE.</summary>
    public string? ClientSecret { get; init; }

    public required string Name { get; init; }

    public List<string> RedirectUris { get; init; } = [];

    public List<string> Scopes { get; init; } = [];

    /// <summary>The <c>appId</c> of webhooks made through this integration.</summary>
    public string AppId => HydraId.Of("APPLICATION", "C" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ClientId))));
}
