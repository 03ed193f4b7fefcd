namespace Tieline.Server.CallerMatching;

/// <summary>Pure: who of those found has the number, how surely, and why.</summary>
internal static class Scoring
{
    /// <summary>By how much the best must lead to count as the caller without asking the agent.</summary>
    public const int ClearLead = 20;

    private const int Mobile = 100;
    private const int Direct = 95;
    private const int Colleague = 90;
    private const int Main = 70;
    private const int WithoutExtension = 60;
    private const int Assistant = 50;

    public static CallerMatch Match(NumberRead number, string shown, IReadOnlyList<PhoneHolder> found)
    {
        var hits = found.Select(holder => BestOf(holder, number)).OfType<Hit>().ToList();
        var candidates = hits
            .Select(hit => Shared(hit, hits))
            .OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Holder.TouchedAt ?? DateTimeOffset.MinValue)
            .Select(hit => hit.ToCandidate())
            .ToList();
        return new CallerMatch(shown, number.E164, candidates, KindOf(candidates));
    }

    /// <summary>One stands out, or several are near to each other. Having been touched lately orders equals and makes none of them clear.</summary>
    public static CallerMatchKind KindOf(IReadOnlyList<CallerCandidate> candidates) => candidates switch
    {
        [] => CallerMatchKind.None,
        [_] => CallerMatchKind.One,
        [var best, var next, ..] => best.Score - next.Score >= ClearLead ? CallerMatchKind.One : CallerMatchKind.Many,
    };

    private static Hit? BestOf(PhoneHolder holder, NumberRead number) =>
        holder.Phones.Select(phone => HitOf(holder, phone.Key, phone.Value, number)).OfType<Hit>().MaxBy(hit => hit.Score);

    private static Hit? HitOf(PhoneHolder holder, string field, string text, NumberRead number)
    {
        if (NumberReading.Read(text, holder.Country) is not { } stored)
        {
            return null;
        }

        if (number.IsExtensionOnly)
        {
            return field == "Extension" && stored.National == number.National ? new Hit(holder, field, text, Colleague, "MatchedColleague") : null;
        }

        if (stored.E164 != number.E164)
        {
            return null;
        }

        return (stored.Extension, number.Extension) switch
        {
            var (ours, theirs) when ours == theirs => ByField(holder, field, text, ours is not null),
            (null, not null) or (not null, null) => new Hit(holder, field, text, WithoutExtension, "MatchedWithoutExtension"),
            _ => null, // Another extension of the same number is somebody else.
        };
    }

    private static Hit ByField(PhoneHolder holder, string field, string text, bool withExtension) => (holder.ObjectName, field) switch
    {
        ("Account", _) => new Hit(holder, field, text, Main, "MatchedMain"),
        ("User", _) => new Hit(holder, field, text, Colleague, "MatchedColleague"),
        (_, "MobilePhone") => new Hit(holder, field, text, Mobile, "MatchedMobile"),
        (_, "AssistantPhone") => new Hit(holder, field, text, Assistant, "MatchedAssistant"),
        _ => new Hit(holder, field, text, Direct, withExtension ? "MatchedExtension" : "MatchedDirect"),
    };

    /// <summary>A number that several people have, or that is an account's, says less about a person. A mobile that is one person's alone stays his.</summary>
    private static Hit Shared(Hit hit, IReadOnlyList<Hit> hits)
    {
        if (!hit.Holder.IsPerson || hit.Score < Direct)
        {
            return hit;
        }

        var sameSort = hits.Count(other => other.Holder.IsPerson && (hit.Score == Mobile ? other.Score == Mobile : other.Score >= Direct));
        if (sameSort > 1)
        {
            return hit with { Score = Main, Reason = "MatchedShared" };
        }

        return hit.Score < Mobile && hits.Any(other => other.Holder.ObjectName == "Account" && other.Holder.RecordId == hit.Holder.AccountId)
            ? hit with { Score = Main, Reason = "MatchedMain" }
            : hit;
    }

    private sealed record Hit(PhoneHolder Holder, string Field, string Text, int Score, string Reason)
    {
        public CallerCandidate ToCandidate() => new(
            Holder.RecordId, Holder.ObjectName, Holder.Name, Holder.Detail,
            Holder.AccountId ?? (Holder.ObjectName == "Account" ? Holder.RecordId : null),
            Holder.AccountName ?? (Holder.ObjectName == "Account" ? Holder.Name : null), Text, Field, Score, Reason);
    }
}
