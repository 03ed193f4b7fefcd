using System.Security.Cryptography;
using System.Text;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>What a developer has registered with the cloud: an integration or a Service App.</summary>
internal abstract record Application
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client, which must use PKCE.</summary>
    public string? ClientSecret { get; init; }

    public required string Name { get; init; }

    public List<string> Scopes { get; init; } = [];

    /// <summary>The <c>appId</c> of webhooks made through this application.</summary>
    public string AppId => HydraId.Of("APPLICATION", "C" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ClientId))));
}
