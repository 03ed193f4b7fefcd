namespace Tieline.Server.Connections.Tokens;

/// <summary>Tokens as a cloud gave them.</summary>
/// <param name="RefreshToken">Null when the cloud gave no new one: the old one stays good.</param>
/// <param name="AccessExpiresIn">Null where the cloud does not say (Salesforce): then a refusal tells.</param>
/// <param name="Scope">What they may do, words separated by blanks; null when the cloud did not say.</param>
internal sealed record CloudTokens(string AccessToken, string? RefreshToken, TimeSpan? AccessExpiresIn, TimeSpan? RefreshExpiresIn, string? Scope = null)
{
    public override string ToString() => "CloudTokens (hidden)";
}

/// <summary>A consent that we hold, opened.</summary>
/// <param name="Version">Grows with each change of the tokens.</param>
internal sealed record Grant(GrantKey Key, string AccessToken, string RefreshToken, DateTimeOffset? AccessExpiresAt, ConnectionStatus Status, long Version)
{
    public override string ToString() => $"Grant {Key} (hidden)";
}

/// <summary>How it stands with a consent, without its tokens.</summary>
/// <param name="Scope">What it may do, words separated by blanks; empty when the cloud never said.</param>
internal sealed record GrantStanding(GrantKey Key, ConnectionStatus Status, string Scope, DateTimeOffset? AccessExpiresAt, DateTimeOffset? RefreshExpiresAt, DateTimeOffset SignedInAt);
