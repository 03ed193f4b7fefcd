using System.IO.Enumeration;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Where the simulator departs from the published schemas on purpose: the lines of <c>Walk/Deviations.txt</c>.</summary>
public static class Deviations
{
    /// <summary>The subject of lines about answers; all others name an operation whose request is at fault.</summary>
    public const string Answer = "answer";

    /// <summary>The lines, each cut into subject, what is unlike the schema, and the reason.</summary>
    public static IEnumerable<string[]> All => WalkExample.Lines("Deviations.txt").Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    public static HashSet<string> Of(string subject) => [.. All.Where(line => line[0] == subject).Select(line => line[1])];

    /// <summary>Whether a line names exactly this forbidden request, which then must not be refused.</summary>
    public static bool Takes(string operation, string what) => All.Any(line => line[0] == operation && line[1] == what);

    /// <summary>Whether a line, perhaps with asterisks, leaves it open if this forbidden request is refused.</summary>
    public static bool MayTake(string operation, string what) =>
        All.Any(line => FileSystemName.MatchesSimpleExpression(line[0], operation) && FileSystemName.MatchesSimpleExpression(line[1], what));
}
