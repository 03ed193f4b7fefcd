using System.Text;

namespace Tieline.Salesforce;

/// <summary>How terms are written inside FIND so that they stay terms.</summary>
internal static class SoslText
{
    private const string Reserved = @"?&|!{}[]()^~*:\""'+-";

    public static IEnumerable<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => word.Any(char.IsLetterOrDigit));

    /// <summary>A phrase; in quotes AND, OR and NOT are words as well.</summary>
    public static string Quote(string text) => "\"" + Escape(text) + "\"";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Reserved.Contains(character))
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(character) ? ' ' : character);
        }

        return escaped.ToString();
    }
}
