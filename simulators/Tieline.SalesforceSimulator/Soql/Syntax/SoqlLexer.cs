using System.Text;
using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>Cuts a query into tokens; a character that starts none is <c>MALFORMED_QUERY</c>.</summary>
public static partial class SoqlLexer
{
    /// <summary>Stands for an escaped <c>\%</c> until the literal's use is known.</summary>
    public const char LiteralPercent = '\uE000';

    /// <summary>Stands for an escaped <c>\_</c>.</summary>
    public const char LiteralUnderscore = '\uE001';

    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ",", ".", ":", "+", "-"];

    public static List<SoqlToken> Read(SourceText source)
    {
        var tokens = new List<SoqlToken>();
        var text = source.Text;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = One(source, at, out var length);
            tokens.Add(token);
            at += length;
        }

        tokens.Add(new SoqlToken(TokenKind.End, "<EOF>", text.Length));
        return tokens;
    }

    private static SoqlToken One(SourceText source, int at, out int length)
    {
        var text = source.Text;
        if (text[at] == '\'') return Literal(source, at, out length);
        if (MomentForm().Match(text, at) is { Success: true } moment) return Taken(moment.Value.Length == 10 ? TokenKind.Date : TokenKind.Moment, moment.Value, at, out length);
        if (NumberForm().Match(text, at) is { Success: true } number) return Taken(TokenKind.Number, number.Value, at, out length);
        if (WordForm().Match(text, at) is { Success: true } word) return Taken(TokenKind.Word, word.Value, at, out length);
        var symbol = Symbols.FirstOrDefault(s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0) ?? throw source.Unexpected(text[at].ToString(), at);
        return Taken(TokenKind.Symbol, symbol, at, out length);
    }

    private static SoqlToken Taken(TokenKind kind, string text, int at, out int length)
    {
        length = text.Length;
        return new SoqlToken(kind, text, at);
    }

    private static SoqlToken Literal(SourceText source, int start, out int length)
    {
        var content = new StringBuilder();
        var text = source.Text;
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\'')
            {
                length = at + 1 - start;
                return new SoqlToken(TokenKind.Text, content.ToString(), start);
            }

            content.Append(text[at] == '\\' ? Escaped(source, ref at) : text[at]);
        }

        throw source.Error("MALFORMED_QUERY", "line breaks not allowed in string literals or the literal is not closed", start);
    }

    private static char Escaped(SourceText source, ref int at)
    {
        at++;
        var letter = at < source.Text.Length ? source.Text[at] : '\0';
        if (letter is 'u' or 'U' && at + 4 < source.Text.Length && ushort.TryParse(source.Text.AsSpan(at + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
        {
            at += 4;
            return (char)code;
        }

        return letter switch
        {
            'n' or 'N' => '\n',
            'r' or 'R' => '\r',
            't' or 'T' => '\t',
            'b' or 'B' => '\b',
            'f' or 'F' => '\f',
            '"' or '\'' or '\\' => letter,
            '%' => LiteralPercent,
            '_' => LiteralUnderscore,
            _ => throw source.Error("MALFORMED_QUERY", $"Illegal character sequence '\\{(letter == '\0' ? "" : letter)}' in string literal", at - 1),
        };
    }

    [GeneratedRegex(@"\G\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2}))?(?![\w-])", RegexOptions.IgnoreCase)]
    private static partial Regex MomentForm();

    [GeneratedRegex(@"\G[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?(?!\w)")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"\G[A-Za-z_]\w*")]
    private static partial Regex WordForm();
}
