namespace Tieline.Server.CallerMatching;

/// <summary>Who a number may belong to, best first, as far as the asking agent may read it.</summary>
/// <param name="NumberShown">The number as people write it, or the extension, as it was announced where it holds none (a SIP address), or empty when withheld.</param>
public sealed record CallerMatch(string NumberShown, string? E164, IReadOnlyList<CallerCandidate> Candidates, CallerMatchKind Kind)
{
    /// <summary>The one candidate to pop and to link the log to, when the match is clear.</summary>
    public CallerCandidate? Single => Kind == CallerMatchKind.One ? Candidates[0] : null;
}

public enum CallerMatchKind
{
    /// <summary>No number to look for (withheld).</summary>
    Withheld,

    /// <summary>Nobody has this number, or what was announced is none.</summary>
    None,

    /// <summary>One candidate stands clearly above the rest.</summary>
    One,

    /// <summary>Several equal candidates: the agent chooses; <see cref="CallerCandidate.AccountId"/> may be common to all.</summary>
    Many,
}

/// <param name="ObjectName">Contact, Lead, Account, Opportunity, Case or User.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Reason">A resource key and its argument that say why, for example <c>MatchedMobile</c>.</param>
public sealed record CallerCandidate(
    string RecordId, string ObjectName, string Name, string? Detail, string? AccountId, string? AccountName, string MatchedNumber, string MatchedField, int Score, string Reason);
