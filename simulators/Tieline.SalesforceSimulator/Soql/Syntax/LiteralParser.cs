using System.Globalization;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>What may stand right of an operator.</summary>
public static class LiteralParser
{
    public static Literal Literal(TokenReader reader)
    {
        var token = reader.Current;
        return token.Kind switch
        {
            TokenKind.Text => new TextLiteral(reader.Take().Text, token.At),
            TokenKind.Number => Number(reader),
            TokenKind.Date => Moments.Date(token.Text) is { } date ? Taken(reader, new DateLiteral(date, token.At)) : throw reader.Unexpected(),
            TokenKind.Moment => Moments.Moment(token.Text.ToUpperInvariant()) is { } moment ? Taken(reader, new MomentLiteral(moment, token.At)) : throw reader.Unexpected(),
            TokenKind.Word => Word(reader),
            _ => throw reader.Unexpected(),
        };
    }

    private static NumberLiteral Number(TokenReader reader)
    {
        var token = reader.Current;
        if (!decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw reader.Unexpected();
        reader.Take();
        return new NumberLiteral(number, token.At);
    }

    private static Literal Word(TokenReader reader)
    {
        var token = reader.Current;
        if (token.IsWord("null")) return Taken(reader, new NullLiteral(token.At));
        if (token.IsWord("true") || token.IsWord("false")) return Taken(reader, new BooleanLiteral(token.IsWord("true"), token.At));
        var name = token.Text.ToUpperInvariant();
        if (!DateWords.IsKnown(name)) throw reader.Unexpected();
        reader.Take();
        if (!DateWords.TakesCount(name)) return new DateWord(name, null, token.At);
        reader.Symbol(":");
        return new DateWord(name, reader.WholeNumber(), token.At);
    }

    private static Literal Taken(TokenReader reader, Literal literal)
    {
        reader.Take();
        return literal;
    }
}
