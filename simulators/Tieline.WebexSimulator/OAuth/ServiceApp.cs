namespace Tieline.WebexSimulator.OAuth;

/// <summary>An application that acts as a machine account, once an administrator has authorized it.</summary>
/// <remarks>https://developer.webex.com/docs/service-apps</remarks>
internal sealed record ServiceApp : Application
{
    /// <summary>A longer list of scopes, joined by blanks, is refused.</summary>
    public const int LongestScopes = 880;

    /// <summary>The developer, whose webhooks hear of authorizations.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The machine account; null while no administrator has authorized the app.</summary>
    public string? PersonId { get; set; }
}
