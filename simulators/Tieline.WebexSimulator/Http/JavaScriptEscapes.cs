using System.Text.Encodings.Web;

namespace Tieline.WebexSimulator.Http;

/// <summary>
/// Escapes in a JSON text what <c>JSON.stringify</c> of JavaScript escapes: quotes, backslashes and control characters.
/// The encoders of .NET escape more, even the most relaxed one: emoji, no-break spaces and the like.
/// </summary>
internal sealed class JavaScriptEscapes : JavaScriptEncoder
{
    private const string Digits = "0123456789abcdef";

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var letters = new ReadOnlySpan<char>(text, textLength);
        for (var index = 0; index < letters.Length; index++)
        {
            var pair = char.IsHighSurrogate(letters[index]) && index + 1 < letters.Length && char.IsLowSurrogate(letters[index + 1]);
            if (WillEncode(letters[index]) || (char.IsSurrogate(letters[index]) && !pair))
            {
                return index;
            }

            index += pair ? 1 : 0;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escaped = Escaped(unicodeScalar);
        numberOfCharactersWritten = escaped.Length;
        return escaped.TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private static string Escaped(int letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        < 0x20 => $@"\u00{letter >> 4}{Digits[letter & 15]}",
        _ => char.ConvertFromUtf32(letter),
    };
}
