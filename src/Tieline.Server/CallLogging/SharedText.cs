namespace Tieline.Server.CallLogging;

/// <summary>
/// Pure: a text that we and others write, joined line by line from what we wrote last, what we would write now, and what stands there. Nobody's line is known
/// by how it looks: what differs from what we wrote last is others', whatever it says. Each keeps what he added and what he took away; where both changed the
/// same line, an addition before or behind it goes to the other's line, and otherwise both lines stay. A flow that writes all lines anew makes them others'.
/// </summary>
internal static class SharedText
{
    /// <param name="basis">What we wrote last.</param>
    /// <param name="ours">What we would write if nobody else wrote.</param>
    /// <param name="theirs">What stands there.</param>
    public static string Merge(string basis, string ours, string theirs)
    {
        var (before, there) = (Lines(basis), Lines(theirs));
        if (CallLogText.Normal(basis) == CallLogText.Normal(ours))
        {
            return theirs;
        }

        foreach (var (from, to) in LineDiff.Common(before, there))
        {
            before[from] = there[to]; // Lines that differ in white space only stay as they stand.
        }

        return string.Join('\n', Joined(before, LineDiff.Between(before, Lines(ours)), LineDiff.Between(before, there))).Trim('\n');
    }

    /// <summary>Which of the texts that we sent is the one that stands there, perhaps with others' changes: the nearest, of equals the last; empty when we sent none.</summary>
    public static string BasisOf(string theirs, IEnumerable<string> sent)
    {
        var there = Lines(theirs);
        return sent.Reverse().MinBy(text => LineDiff.Between(Lines(text), there).Sum(hunk => hunk.End - hunk.Start + hunk.Lines.Count)) ?? "";
    }

    private static List<string> Joined(List<string> before, List<Hunk> ours, List<Hunk> theirs)
    {
        var lines = new List<string>();
        var (next, o, t) = (0, 0, 0);
        while (o < ours.Count || t < theirs.Count)
        {
            var (start, end, put) = o < ours.Count && (t == theirs.Count || ours[o].IsBefore(theirs[t])) ? Alone(ours[o++])
                : t < theirs.Count && (o == ours.Count || theirs[t].IsBefore(ours[o])) ? Alone(theirs[t++])
                : Clash(before, ours, theirs, ref o, ref t);
            lines.AddRange(before[next..start]);
            lines.AddRange(put);
            next = end;
        }

        lines.AddRange(before[next..]);
        return lines;
    }

    private static (int Start, int End, IReadOnlyList<string> Lines) Alone(Hunk hunk) => (hunk.Start, hunk.End, hunk.Lines);

    /// <summary>Both changed the same place: takes all changes that overlap.</summary>
    private static (int Start, int End, IReadOnlyList<string> Lines) Clash(List<string> before, List<Hunk> ours, List<Hunk> theirs, ref int o, ref int t)
    {
        var (one, other) = (ours[o++], theirs[t++]);
        if (one.Start == other.Start && one.End == other.End)
        {
            return (one.Start, one.End, SamePlace(string.Join('\n', before[one.Start..one.End]), one.Lines, other.Lines));
        }

        var (start, end) = (Math.Min(one.Start, other.Start), Math.Max(one.End, other.End));
        var (mine, others) = (one.Lines.ToList(), other.Lines.ToList());
        while ((o < ours.Count && ours[o].Start < end) || (t < theirs.Count && theirs[t].Start < end))
        {
            var isOurs = o < ours.Count && ours[o].Start < end;
            var more = isOurs ? ours[o++] : theirs[t++];
            (isOurs ? mine : others).AddRange(more.Lines);
            end = Math.Max(end, more.End);
        }

        var both = Both(mine, others);
        return (start, end, both.Count > 0 && before[end - 1].Length == 0 ? [.. both, ""] : both);
    }

    private static IReadOnlyList<string> SamePlace(string before, IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        var (mine, others) = (string.Join('\n', ours), string.Join('\n', theirs));
        return before.Length == 0 ? Both(ours, theirs)
            : mine.Length == 0 || others.Length == 0 ? (mine.Length == 0 ? theirs : ours)
            : mine == others ? ours
            : Added(before, others) is { } theirAddition ? [theirAddition.InFront + mine + theirAddition.Behind]
            : Added(before, mine) is { } addition ? [addition.InFront + others + addition.Behind]
            : Both(ours, theirs);
    }

    /// <summary>What was put before or behind a text that is otherwise as it was; null when it was changed, or a word in it went on.</summary>
    private static (string InFront, string Behind)? Added(string before, string after) =>
        after.Length <= before.Length ? null
        : after.StartsWith(before, StringComparison.Ordinal) && !GoesOn(before[^1], after[before.Length]) ? ("", after[before.Length..])
        : after.EndsWith(before, StringComparison.Ordinal) && !GoesOn(after[^(before.Length + 1)], before[0]) ? (after[..^before.Length], "")
        : null;

    private static bool GoesOn(char last, char next) => char.IsLetterOrDigit(last) && char.IsLetterOrDigit(next);

    /// <summary>The lines of both, ours first where they come together, common ones once.</summary>
    private static List<string> Both(IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
    {
        var lines = new List<string>();
        var (i, j) = (0, 0);
        foreach (var (mine, other) in LineDiff.Common(ours, theirs).Append((ours.Count, theirs.Count)))
        {
            lines.AddRange(ours.Skip(i).Take(mine - i));
            lines.AddRange(theirs.Skip(j).Take(other - j));
            lines.AddRange(theirs.Skip(other).Take(1));
            (i, j) = (mine + 1, other + 1);
        }

        return lines;
    }

    private static List<string> Lines(string text) => text.Length == 0 ? [] : [.. CallLogText.Normal(text).Split('\n')];
}
