namespace Tieline.WebexSimulator.OAuth;

/// <summary>A person's consent to an integration, or an administrator's to a Service App: one refresh token, and the access tokens drawn from it.</summary>
internal sealed record Grant
{
    public required string ClientId { get; init; }

    public required string PersonId { get; init; }

    public required string[] Scopes { get; init; }

    public DateTimeOffset Created { get; init; } = DateTimeOffset.UnixEpoch;

    public required string RefreshToken { get; init; }

    public required DateTimeOffset RefreshExpires { get; set; }

    /// <summary>Access tokens with their ends; several can live at once.</summary>
    public Dictionary<string, DateTimeOffset> AccessTokens { get; init; } = [];
}

/// <summary>A code handed to the redirect address, to be exchanged once within five minutes.</summary>
internal sealed record AuthorizationCode(
    string Code, string ClientId, string PersonId, string RedirectUri, string[] Scopes, string? Challenge, DateTimeOffset Expires);
