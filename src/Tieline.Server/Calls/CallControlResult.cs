namespace Tieline.Server.Calls;

/// <summary>Whose telephone: an agent as the calls see him.</summary>
/// <param name="Country">ISO 3166 code by which a dialled number without country is read.</param>
public sealed record AgentLine(Guid TenantId, string PersonId, string Country);

/// <summary>What became of a command, and the sentence that tells the agent.</summary>
/// <param name="Sentence">A resource key, for example <c>CallAlreadyEnded</c>; see <see cref="CallSentences"/>.</param>
/// <param name="Detail">An argument of the sentence: what Webex said, or the destination.</param>
/// <param name="CallSessionId">The session of a call that was started.</param>
/// <param name="CallId">Webex's own id of the leg that was started.</param>
public sealed record CallControlResult(CallControlKind Kind, string Sentence, string? Detail = null, string? CallSessionId = null, string? CallId = null)
{
    public bool IsDone => Kind == CallControlKind.Done;
}

public enum CallControlKind
{
    /// <summary>Webex has taken the command; the call's new state comes by webhook.</summary>
    Done,

    /// <summary>Not with this call now, or not with this device; nothing was sent.</summary>
    NotPossible,

    /// <summary>The number cannot be dialled as written; nothing was sent.</summary>
    BadNumber,

    /// <summary>The agent must sign in to Webex first.</summary>
    NotSignedIn,

    /// <summary>Webex does not know the call any more.</summary>
    Gone,

    /// <summary>Webex refused.</summary>
    Refused,

    /// <summary>Webex is busy or out of reach and has not carried it out: the agent may press again.</summary>
    TryAgain,

    /// <summary>The answer was lost: it may have been carried out. Not repeated; the state of the call will tell.</summary>
    Unsure,
}

/// <summary>A device on which this agent can be rung.</summary>
/// <param name="IsApplication">The Webex app, otherwise a desk phone.</param>
public sealed record AnswerEndpoint(string Id, string Name, bool IsApplication, bool IsPreferred);
