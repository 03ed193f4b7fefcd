using System.Globalization;
using System.Text;

namespace Tieline.Salesforce;

/// <summary>How values are written inside SOQL so that they stay values.</summary>
internal static class SoqlText
{
    public static string Quote(string value) => "'" + Escape(value, likePattern: false) + "'";

    public static string EscapeLike(string value) => Escape(value, likePattern: true);

    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Date(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escape(string value, bool likePattern)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append(@"\\"),
                '\'' => text.Append(@"\'"),
                '"' => text.Append(@"\"""),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                '%' or '_' when likePattern => text.Append('\\').Append(character),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }
}
