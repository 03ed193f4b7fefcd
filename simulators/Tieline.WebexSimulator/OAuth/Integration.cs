namespace Tieline.WebexSimulator.OAuth;

/// <summary>An application that acts as the person who consents to it.</summary>
/// <remarks>https://developer.webex.com/docs/integrations</remarks>
internal sealed record Integration : Application
{
    public List<string> RedirectUris { get; init; } = [];

    /// <summary>Whom Control Hub lets use it: null is everybody, an empty list nobody.</summary>
    public List<string>? AllowedPersonIds { get; set; }

    public bool Offers(string scope) => KnownScopes.IsKnown(scope) && (Scopes.Contains(scope) || scope is KnownScopes.Kms or "openid" or "email" or "profile");

    public bool Allows(string personId) => AllowedPersonIds?.Contains(personId) ?? true;
}
