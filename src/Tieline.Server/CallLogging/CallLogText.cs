namespace Tieline.Server.CallLogging;

/// <summary>Pure: composes a Task's Description so that nothing that people wrote is lost.</summary>
public static class CallLogText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// Puts the notes and the named lines into <paramref name="current"/>: the notes written last are replaced where they still stand, otherwise the new ones
    /// are added before the lines; a named line replaces the line of that name. When all is too long, the text before the lines is cut.
    /// </summary>
    public static string Compose(string current, string? notesBefore, string notes, IReadOnlyList<CallLogLine> lines, int longest)
    {
        var names = lines.Select(line => line.Name + ": ").ToList();
        var typed = Normal(current).Split('\n').Where(line => !names.Exists(name => line.StartsWith(name, StringComparison.Ordinal)));
        var body = WithNotes(string.Join('\n', typed).Trim('\n', ' '), Normal(notesBefore ?? "").Trim(), Normal(notes).Trim());
        var tail = string.Join('\n', lines);
        return body.Length == 0 ? Cut(tail, longest)
            : tail.Length == 0 ? Cut(body, longest)
            : Cut(body, longest - tail.Length - 2) + "\n\n" + tail;
    }

    /// <summary>What the younger of two logs of one call says beyond the older one, added to it.</summary>
    public static string Merge(string older, string younger)
    {
        var known = Normal(older).Split('\n').Select(line => line.Trim()).ToHashSet();
        var more = Normal(younger).Split('\n').Where(line => line.Trim().Length > 0 && !known.Contains(line.Trim())).ToList();
        return more.Count == 0 ? older : $"{string.Join('\n', more)}\n{older}";
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

    private static string WithNotes(string body, string before, string notes)
    {
        if (before.Length > 0 && body.Contains(before, StringComparison.Ordinal))
        {
            return body.Replace(before, notes, StringComparison.Ordinal).Trim('\n', ' ');
        }

        return notes.Length == 0 || body.Contains(notes, StringComparison.Ordinal) ? body
            : body.Length == 0 ? notes
            : $"{body}\n{notes}";
    }

    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static string Normal(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
}
