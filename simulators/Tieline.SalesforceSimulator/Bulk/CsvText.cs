using System.Text;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>
/// CSV in and out. The line ending must be the one the job names.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm
/// </summary>
internal static class CsvText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Lines of fields; empty lines are none.</summary>
    public static IReadOnlyList<string[]> Read(string text, CsvFormat format)
    {
        var (rows, fields, field) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var at = text.StartsWith(ByteOrderMark) ? 1 : 0;
        while (at < text.Length)
        {
            at = ReadField(text, at, format.Delimiter, field);
            fields.Add(field.ToString());
            if (at < text.Length && text[at] == format.Delimiter)
            {
                at++;
                if (at < text.Length) continue;
                fields.Add("");
            }
            else if (at < text.Length)
            {
                at = PassLineEnd(text, at, format);
            }

            if (fields is not [""]) rows.Add([.. fields]);
            fields.Clear();
        }

        return rows;
    }

    public static string Line(IEnumerable<string> values, CsvFormat format) =>
        string.Join(format.Delimiter, values.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + format.NewLine;

    private static int ReadField(string text, int at, char delimiter, StringBuilder field)
    {
        field.Clear();
        if (text[at] == '"') return ReadQuoted(text, at + 1, delimiter, field);
        while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n')) field.Append(text[at++]);
        return at;
    }

    private static int ReadQuoted(string text, int at, char delimiter, StringBuilder field)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (at + 1 == text.Length || text[at + 1] == delimiter || text[at + 1] is '\r' or '\n')
            {
                return at + 1;
            }
            else
            {
                throw new DataProblem("InvalidBatch : Failed to parse CSV: a quoted field goes on after its closing quote");
            }
        }

        throw new DataProblem("InvalidBatch : Failed to parse CSV: a quoted field has no closing quote");
    }

    private static int PassLineEnd(string text, int at, CsvFormat format) => string.CompareOrdinal(text, at, format.NewLine, 0, format.NewLine.Length) == 0
        ? at + format.NewLine.Length
        : throw new DataProblem($"ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {format.LineEnding}");
}
