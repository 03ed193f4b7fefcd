namespace Tieline.Server.CallLogging;

/// <summary>What an agent (or the match) says about a call: one per call and agent, on disk as soon as saved.</summary>
/// <param name="PersonId">The Webex person of the agent.</param>
public sealed record CallLogDraft(Guid TenantId, string CallSessionId, string PersonId)
{
    /// <summary>The agent's own subject; null means the composed one ("Call from Maria Lopez").</summary>
    public string? Subject { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>A Contact or a Lead. With a Lead, <see cref="WhatId"/> is not written: Salesforce refuses the pair.</summary>
    public string? WhoId { get; init; }

    public string? WhoName { get; init; }

    /// <summary>Account, Opportunity, Case and the like.</summary>
    public string? WhatId { get; init; }

    public string? WhatName { get; init; }

    public LinkedBy LinkedBy { get; init; }

    /// <summary>The agent's word for how it went; one of the org's values where the org has a picklist.</summary>
    public string? Disposition { get; init; }

    /// <summary>Grows with each save; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>Grows with each save of the notes; 0 before the first. Notes are saved over the version from which they were typed.</summary>
    public long NotesVersion { get; init; }
}

/// <summary>What became of a save of notes.</summary>
/// <param name="IsSaved">False when somebody else saved meanwhile: nothing was changed.</param>
/// <param name="Notes">As they stand now.</param>
/// <param name="Version">Of <paramref name="Notes"/>.</param>
public sealed record NotesSaved(bool IsSaved, string Notes, long Version);

public enum LinkedBy { Nobody, Match, Agent }

/// <summary>A log as the window shows it: the draft and what became of it in Salesforce.</summary>
/// <param name="TaskId">The Task, once written.</param>
/// <param name="Problem">A resource key that tells what went wrong or was done instead, for example <c>LogOwnerInactive</c>; null when all is well.</param>
/// <param name="ProblemDetail">The org's own words, for example a validation rule's message.</param>
public sealed record CallLogView(CallLogDraft Draft, string? TaskId, string? Problem, string? ProblemDetail);
