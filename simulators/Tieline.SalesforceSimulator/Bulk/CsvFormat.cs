namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>How a job's CSV is written, in the words of the job: <c>LF</c>, <c>COMMA</c>.</summary>
internal sealed record CsvFormat(string LineEnding, string ColumnDelimiter)
{
    private static readonly Dictionary<string, char> Delimiters = new(StringComparer.Ordinal)
    {
        ["COMMA"] = ',', ["BACKQUOTE"] = '`', ["CARET"] = '^', ["PIPE"] = '|', ["SEMICOLON"] = ';', ["TAB"] = '\t',
    };

    public static IEnumerable<string> DelimiterWords => Delimiters.Keys;

    public static IEnumerable<string> LineEndingWords => ["LF", "CRLF"];

    public char Delimiter => Delimiters[ColumnDelimiter];

    public string NewLine => LineEnding == "LF" ? "\n" : "\r\n";
}
