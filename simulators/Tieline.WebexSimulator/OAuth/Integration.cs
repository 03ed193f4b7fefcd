namespace Tieline.WebexSimulator.OAuth;

/// <summary>An application that acts as the person who consents to it.</summary>
/// <remarks>https://developer.webex.com/docs/integrations</remarks>
internal sealed record Integration : Application
{
    public List<string> RedirectUris { get; init; } = [];

    /// <summary>Whom Control Hub lets use it: null is everybody, an empty list nobody.</summary>
    public List<string>? AllowedPersonIds { get; set; }

    public bool Allows(string personId) => AllowedPersonIds?.Contains(personId) ?? true;
}
