using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>A query's text, and errors that point into it with row, column and a caret as the cloud's do.</summary>
public sealed record SourceText(string Text)
{
    private const int Window = 60;

    /// <summary>The code for what cannot be read; a search calls it otherwise.</summary>
    public string MalformedCode { get; init; } = "MALFORMED_QUERY";

    public SalesforceRefusal Unexpected(SoqlToken token) => Unexpected(token.Kind == TokenKind.Text ? Plain(token.Text) : token.Text, token.At);

    public SalesforceRefusal Unexpected(string what, int at) => Error(MalformedCode, $"unexpected token: '{what}'", at);

    /// <summary>The token that begins at a place has no business there.</summary>
    public SalesforceRefusal UnexpectedAt(int at) => Unexpected(SoqlLexer.Read(this).First(t => t.At >= at));

    /// <summary>A refusal with the place shown.</summary>
    public SalesforceRefusal Error(string code, string message, int at)
    {
        at = Math.Clamp(at, 0, Text.Length);
        var lineStart = at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;
        var row = Text.AsSpan(0, at).Count('\n') + 1;
        var lineEnd = Text.IndexOf('\n', at) is var end and >= 0 ? end : Text.Length;
        var from = Math.Max(lineStart, at - Window);
        var excerpt = Text[from..Math.Min(lineEnd, at + Window)];
        return SalesforceRefusal.Query(code, $"\n{excerpt}\n{new string(' ', at - from)}^\nERROR at Row:{row}:Column:{at - lineStart + 1}\n{message}");
    }

    private static string Plain(string literal) => literal.Replace(SoqlLexer.LiteralPercent, '%').Replace(SoqlLexer.LiteralUnderscore, '_');
}
