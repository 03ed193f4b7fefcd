using Tieline.Server.Audit;

namespace Tieline.Server.Connections.SignIn;

/// <summary>What a sign-in is for.</summary>
/// <param name="AgentId">Null for the integration user.</param>
/// <param name="ExpectedUser">The Salesforce user who must come back; empty when it may be anybody of the right org.</param>
/// <param name="Language">Of the pages that the person sees on return.</param>
/// <param name="LoginHint">Whom the cloud's page should suggest.</param>
/// <param name="WindowHash">Of the secret of the window that opens a panel by this sign-in; empty for all other sign-ins.</param>
internal sealed record SignInPurpose(Guid TenantId, string Cloud, Guid? AgentId, string ExpectedUser, string Language, string? LoginHint, string WindowHash = "")
{
    /// <summary>The administrator who has the integration user sign in, for the audit trail; null for an agent's own sign-in.</summary>
    public Actor? Who { get; init; }

    /// <summary>A panel is opened for whoever signs in.</summary>
    public bool IsLaunch => WindowHash.Length > 0;
}

/// <summary>A sign-in that came back with a state of ours.</summary>
/// <param name="Verifier">The PKCE secret kept since the beginning.</param>
internal sealed record SignInAttempt(SignInPurpose Purpose, string Verifier, DateTimeOffset ExpiresAt);

/// <summary>Where a sign-in stands, as the panel that began it is told.</summary>
/// <param name="Outcome"><c>waiting</c>, <c>done</c> or <c>refused</c>.</param>
/// <param name="Message">A sentence for the person; empty while waiting.</param>
public sealed record SignInOutcome(string Outcome, string Message)
{
    /// <summary>It ended well.</summary>
    public bool IsDone => Outcome == "done";

    /// <summary>Whose panel opens, when that is what the sign-in was for.</summary>
    internal Guid? AgentId { get; init; }

    /// <summary>The vendor's word and sentence, when its own refusal is why.</summary>
    internal (string Code, string Words)? Refusal { get; init; }

    public static readonly SignInOutcome Waiting = new("waiting", "");

    public static SignInOutcome Done(string message) => new("done", message);

    public static SignInOutcome Refused(string message) => new("refused", message);
}
