namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>Field paths and function calls.</summary>
public static class OperandParser
{
    public static Operand Operand(TokenReader reader)
    {
        if (reader.Current.Kind != TokenKind.Word || !reader.Ahead(1).IsSymbol("(")) return Path(reader);
        var name = reader.Take();
        reader.Symbol("(");
        var arguments = reader.Current.IsSymbol(")") ? [] : reader.Nested(() => SoqlParser.List(reader, () => Argument(reader)));
        reader.Symbol(")");
        return new FunctionCall(name.Text, arguments, name.At);
    }

    private static Operand Argument(TokenReader reader) =>
        reader.Current.Kind is TokenKind.Number or TokenKind.Text ? new Constant(LiteralParser.Literal(reader)) : Operand(reader);

    public static FieldPath Path(TokenReader reader)
    {
        var first = reader.Word();
        var parts = new List<string> { first.Text };
        while (reader.TrySymbol(".")) parts.Add(reader.Word().Text);
        return new FieldPath(parts, first.At);
    }
}
