namespace Tieline.SalesforceSimulator.Soql.Syntax;

public enum TokenKind { Word, Text, Number, Date, Moment, Symbol, End }

/// <summary>
/// A piece of a query. <see cref="Text"/> is the word or symbol as written; for a string literal its content, in which escaped
/// wildcards stand as <see cref="SoqlLexer.LiteralPercent"/> and <see cref="SoqlLexer.LiteralUnderscore"/>.
/// </summary>
public readonly record struct SoqlToken(TokenKind Kind, string Text, int At)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
