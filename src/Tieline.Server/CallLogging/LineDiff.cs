namespace Tieline.Server.CallLogging;

/// <summary>The lines from <paramref name="Start"/> up to <paramref name="End"/> of one text became <paramref name="Lines"/>; with Start = End these came in between.</summary>
internal readonly record struct Hunk(int Start, int End, IReadOnlyList<string> Lines)
{
    public bool IsBefore(Hunk other) => End <= other.Start && !(Start == other.Start && End == other.End);
}

/// <summary>Pure: how two texts differ, line by line. White space at the end of a line is no difference.</summary>
internal static class LineDiff
{
    // Lines that two texts of 32,000 characters have in common are sought up to a thousand by a thousand; beyond, a change is one whole.
    private const int MostCells = 1_000_000;

    /// <summary>What became of <paramref name="from"/>, in order; no two touch.</summary>
    public static List<Hunk> Between(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var hunks = new List<Hunk>();
        var (i, j) = (0, 0);
        foreach (var (fromNext, toNext) in Common(from, to).Append((from.Count, to.Count)))
        {
            if (fromNext > i || toNext > j)
            {
                hunks.Add(new Hunk(i, fromNext, [.. to.Skip(j).Take(toNext - j)]));
            }

            (i, j) = (fromNext + 1, toNext + 1);
        }

        return hunks;
    }

    /// <summary>The places of a longest row of common lines.</summary>
    public static List<(int From, int To)> Common(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var head = 0;
        while (head < from.Count && head < to.Count && Same(from[head], to[head]))
        {
            head++;
        }

        var tail = 0;
        while (tail < from.Count - head && tail < to.Count - head && Same(from[^(tail + 1)], to[^(tail + 1)]))
        {
            tail++;
        }

        var places = Enumerable.Range(0, head).Select(i => (i, i)).ToList();
        places.AddRange(Middle(from, to, head, from.Count - tail, to.Count - tail));
        places.AddRange(Enumerable.Range(0, tail).Select(i => (from.Count - tail + i, to.Count - tail + i)));
        return places;
    }

    private static IEnumerable<(int From, int To)> Middle(IReadOnlyList<string> from, IReadOnlyList<string> to, int start, int fromEnd, int toEnd)
    {
        var (height, width) = (fromEnd - start, toEnd - start);
        if ((long)height * width > MostCells)
        {
            yield break;
        }

        var longest = new int[height + 1, width + 1];
        for (var i = height - 1; i >= 0; i--)
        {
            for (var j = width - 1; j >= 0; j--)
            {
                longest[i, j] = Same(from[start + i], to[start + j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < height && j < width;)
        {
            if (Same(from[start + i], to[start + j]))
            {
                yield return (start + i++, start + j++);
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static bool Same(string one, string other) => one.AsSpan().TrimEnd().SequenceEqual(other.AsSpan().TrimEnd());
}
