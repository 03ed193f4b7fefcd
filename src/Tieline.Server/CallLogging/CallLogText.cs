namespace Tieline.Server.CallLogging;

/// <summary>Pure: our own part of a Task's Description, and how texts are cut.</summary>
public static class CallLogText
{
    private const string Ellipsis = "…";

    /// <summary>The notes, a blank line, and the named lines. When all is too long, the notes are cut.</summary>
    public static string Compose(string notes, IReadOnlyList<CallLogLine> lines, int longest)
    {
        var body = Normal(notes).Trim();
        var tail = string.Join('\n', lines);
        return body.Length == 0 || longest <= tail.Length + 2 ? Cut(tail, longest)
            : tail.Length == 0 ? Cut(body, longest)
            : Cut(body, longest - tail.Length - 2) + "\n\n" + tail;
    }

    /// <summary>At most <paramref name="longest"/> UTF-16 units, as Salesforce counts; never between the halves of a character; an ellipsis shows the cut.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = Math.Max(0, longest - Ellipsis.Length);
        while (end > 0 && (char.IsLowSurrogate(text[end]) || IsMark(text[end])))
        {
            end--;
        }

        return text[..end] + Ellipsis;
    }

    internal static string Normal(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;
}
