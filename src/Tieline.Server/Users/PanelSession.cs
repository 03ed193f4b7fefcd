using System.Globalization;
using System.Security.Claims;

namespace Tieline.Server.Users;

/// <summary>
/// The session of an agent's panel: a sealed token that lives in the page's memory only and is sent as
/// <c>Authorization: Bearer</c>, or as the query value <c>access_token</c> to <c>/_blazor</c>. No cookie is involved.
/// </summary>
public static class PanelSession
{
    /// <summary>The authentication scheme; also the name of the authorization policy that demands it.</summary>
    public const string Scheme = "PanelSession";

    public const string TenantClaim = "tenant";

    public const string AgentClaim = "agent";

    /// <summary>Holds the Salesforce user id, 18 characters.</summary>
    public const string UserClaim = "sub";

    /// <summary>Whose session this is. Throws <see cref="InvalidOperationException"/> for a principal that is not a panel session: the door forgot to demand one.</summary>
    public static (Guid TenantId, Guid AgentId) Agent(this ClaimsPrincipal principal) =>
        (IdOf(principal, TenantClaim), IdOf(principal, AgentClaim));

    /// <summary>When it ends. A principal that does not say so has ended.</summary>
    public static DateTimeOffset SessionEnd(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst(ClaimTypes.Expiration)?.Value, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MinValue;

    private static Guid IdOf(ClaimsPrincipal principal, string claim) =>
        Guid.TryParse(principal.FindFirst(claim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException($"This door needs a panel session: demand the policy {Scheme}.");
}
