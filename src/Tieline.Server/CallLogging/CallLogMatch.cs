using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;

namespace Tieline.Server.CallLogging;

/// <summary>Who the caller was found to be when the call was there, kept with the log so that it is the same when nobody's page is open.</summary>
/// <param name="About">The party that was looked for; another one (after a transfer) is looked for anew.</param>
/// <param name="Shown">Name, or the number as people write it; null when neither is known.</param>
public sealed record CallLogMatch(string About, string? Shown, string? WhoId, string? WhoName, string? WhatId, string? WhatName)
{
    public static string AboutOf(RemoteParty remote) => remote.PersonId ?? remote.Number ?? (remote.IsPrivate ? "withheld" : "");

    /// <summary>
    /// Pure: a clear match is linked; several equal ones stay unlinked, or are linked to the account that all share, until the agent chooses.
    /// A lead or contact is WhoId; everything else but a user is WhatId.
    /// </summary>
    public static CallLogMatch Of(RemoteParty remote, CallerMatch? match)
    {
        var about = AboutOf(remote);
        var shown = remote.Name ?? (match?.NumberShown is { Length: > 0 } number ? number : remote.Number);
        return match switch
        {
            { Single: { ObjectName: "Contact" or "Lead" } one } => new(about, one.Name, one.RecordId, one.Name, null, null),
            { Single: { ObjectName: "User" } one } => new(about, one.Name, null, null, null, null),
            { Single: { } one } => new(about, one.Name, null, null, one.RecordId, one.Name),
            { Kind: CallerMatchKind.Many, Candidates: [{ AccountId: { } account } first, ..] } when match.Candidates.All(candidate => candidate.AccountId == account) =>
                new(about, shown, null, null, account, first.AccountName),
            _ => new(about, shown, null, null, null, null),
        };
    }
}
