using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;

namespace Tieline.Server.Softphone;

/// <summary>How the other end of a call is shown: a record's name where one is known, else Webex's name, else the number.</summary>
/// <param name="Detail">Title, company or account; null when nothing is known.</param>
/// <param name="Number">As people write it; null when it already stands as the name, or is withheld.</param>
/// <param name="Reason">Why we think it is this one, in the agent's language.</param>
/// <param name="ObjectName">Of the record; null when none is known.</param>
public sealed record CallFace(string Name, string? Detail, string? Number, string? Reason, string? ObjectName, string? RecordId)
{
    /// <param name="call">The call.</param>
    /// <param name="match">Who the number belongs to; null while it is looked for.</param>
    /// <param name="chosen">The candidate that the agent picked.</param>
    /// <param name="country">Of the agent, for writing the number.</param>
    /// <param name="say">The agent's language.</param>
    public static CallFace Of(CallView call, CallerMatch? match, CallerCandidate? chosen, string country, Texts say)
    {
        var number = PhoneText.Shown(match?.NumberShown, call.Remote.Number, country);
        if ((chosen ?? match?.Single) is { } known)
        {
            return new CallFace(known.Name, DetailOf(known), number, chosen is null ? say[known.Reason] : null, known.ObjectName, known.RecordId);
        }

        if (call.Remote.IsPrivate)
        {
            return new CallFace(say["WithheldNumber"], null, null, null, null, null);
        }

        var detail = call.Remote.IsColleague ? say["InternalCall"] : null;
        return call.Remote.Name is { Length: > 0 } name && name != call.Remote.Number
            ? new CallFace(name, detail, number, null, null, null)
            : new CallFace(number ?? say["UnknownCaller"], detail, null, null, null, null);
    }

    /// <param name="call">A call of the past.</param>
    /// <param name="logged">Whom its log is linked to; null when it is not linked.</param>
    /// <param name="country">Of the agent, for writing the number.</param>
    /// <param name="say">The agent's language.</param>
    public static CallFace OfPast(CallView call, string? logged, string country, Texts say)
    {
        var face = Of(call, null, null, country, say);
        return logged is null ? face : face with { Name = logged, Number = PhoneText.Shown(null, call.Remote.Number, country) };
    }

    private static string? DetailOf(CallerCandidate candidate) => (candidate.Detail, candidate.AccountName) switch
    {
        ({ Length: > 0 } detail, { Length: > 0 } account) when detail != account => $"{detail} · {account}",
        ({ Length: > 0 } detail, _) => detail,
        (_, { Length: > 0 } account) => account,
        _ => null,
    };
}
