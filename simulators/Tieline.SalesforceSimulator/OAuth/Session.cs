namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>A user signed in: an access token and how long it lives.</summary>
public sealed record Session
{
    public required string AccessToken { get; init; }
    public required string UserId { get; init; }

    /// <summary>Consumer key of the app; null for a token from the control door or a shell login.</summary>
    public string? ConsumerKey { get; init; }
    public required string Scope { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The refresh token it came from, so that revoking one ends the other.</summary>
    public string? RefreshToken { get; init; }
}

/// <summary>A standing consent of a user to an app.</summary>
public sealed record Grant(string RefreshToken, string UserId, string ConsumerKey, string Scope, DateTimeOffset IssuedAt, DateTimeOffset? LastUsedAt = null, int UseCount = 0);

/// <summary>That a user once let an app in; it outlives the tokens that he got.</summary>
public sealed record Approval(string UserId, string ConsumerKey);

/// <summary>An authorization code that waits for its exchange.</summary>
public sealed record AuthorizationCode(string Code, string UserId, string ConsumerKey, string RedirectUri, string Scope, string? Challenge, string? Nonce, DateTimeOffset ExpiresAt);
