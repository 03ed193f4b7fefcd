using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tieline.Server.Lightning;

/// <summary>
/// A sentence of ours that is kept where a cloud's own words may stand as well, a delivery's reason for example: its key and what fills it. It is said in the
/// language of whoever reads it, by <see cref="Texts.Told"/>.
/// </summary>
public static class KeptSentence
{
    private const string Mark = "say:";

    // So that a name in it is found as it is written.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What fills a hole may be a kept sentence itself.</summary>
    public static string Of(string key, params string?[] values) => Mark + JsonSerializer.Serialize((string?[])[key, .. values], AsWritten);

    /// <summary>Null when it is none: then it is a cloud's words, or a name.</summary>
    internal static (string Key, IReadOnlyList<string> Values)? Read(string text)
    {
        try
        {
            return text.StartsWith(Mark, StringComparison.Ordinal) && JsonSerializer.Deserialize<string?[]>(text[Mark.Length..]) is [{ Length: > 0 } key, .. var values]
                ? (key, [.. values.Select(value => value ?? "")])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
