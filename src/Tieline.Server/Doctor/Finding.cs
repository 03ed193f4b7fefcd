using System.Globalization;

namespace Tieline.Server.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Says">The sentence: text <c>Check.{check}.{Says}</c>, or one of <see cref="Common"/>.</param>
/// <param name="Args">What fills its holes.</param>
public sealed record Finding(Verdict Verdict, string Says, IReadOnlyList<string> Args)
{
    /// <summary>Sentences that every check may say.</summary>
    public static readonly IReadOnlyList<string> Common = ["Because", "NoAnswer", "Failed", "Leaving", "PartlyMended"];

    /// <summary>What was read, a line each, in the clouds' own words; no secrets.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>A figure to compare the next run's with.</summary>
    public long? Measure { get; init; }

    /// <summary>It is one of <see cref="Common"/>: its words are not the check's own.</summary>
    public bool IsCommon => Common.Contains(Says);

    /// <summary>The check could look. False: what it looks at may be broken, and nobody knows.</summary>
    public bool CouldLook => Verdict != Verdict.Unknown || Says is not ("NoAnswer" or "Failed");

    /// <summary>The check can mend this.</summary>
    public bool CanFix { get; init; }

    public static Finding Well(params IReadOnlyList<string> args) => new(Verdict.Well, "Well", args);

    public static Finding Warning(string says, params IReadOnlyList<string> args) => new(Verdict.Warning, says, args);

    public static Finding Broken(string says, params IReadOnlyList<string> args) => new(Verdict.Broken, says, args);

    public static Finding Unknown(string says, params IReadOnlyList<string> args) => new(Verdict.Unknown, says, args);

    /// <summary>Not all of it was mended: for each that was not the reason, which may be a <see cref="Lightning.KeptSentence"/>.</summary>
    /// <param name="done">How many were.</param>
    /// <param name="faults">Whose was not, and why.</param>
    public static Finding PartlyMended(int done, IReadOnlyList<(string Name, string Reason)> faults) => Unknown(
        "PartlyMended",
        [
            done.ToString(CultureInfo.InvariantCulture), (done + faults.Count).ToString(CultureInfo.InvariantCulture),
            .. faults.GroupBy(fault => fault.Reason, fault => fault.Name).SelectMany(same => new[] { string.Join(", ", same), same.Key }),
        ]);

    /// <summary>Another check knows why this one cannot tell.</summary>
    /// <param name="check">Its name.</param>
    /// <param name="words">What the cloud said; may be empty.</param>
    public static Finding Because(string check, string words) => new(Verdict.Unknown, "Because", [check, words]) { Evidence = [words.Length > 0 ? $"{check}: {words}" : check] };

    public Finding With(params IReadOnlyList<string> evidence) => this with { Evidence = [.. Evidence, .. evidence] };
}

/// <summary>A check did not mend what it found.</summary>
/// <param name="why">In the words of a finding.</param>
internal sealed class NotMendedException(Finding why, Exception? innerException = null) : Exception(why.Says, innerException)
{
    public Finding Why => why;

    /// <summary>What the check found afterwards; null when it could not look.</summary>
    public CheckResult? Afterwards { get; init; }
}

/// <summary>A check cannot tell, for a reason that another one knows.</summary>
/// <param name="check">The name of that check.</param>
/// <param name="words">What the cloud said; may be empty.</param>
internal sealed class BlockedException(string check, string words) : Exception($"{check}: {words}")
{
    public string Check => check;

    public string Words => words;
}
