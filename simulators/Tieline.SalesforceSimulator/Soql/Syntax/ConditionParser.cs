namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>WHERE and HAVING. AND and OR do not mix without parentheses, as in the cloud.</summary>
public sealed class ConditionParser(TokenReader reader)
{
    private static readonly string[] Operators = ["=", "!=", "<>", "<", "<=", ">", ">="];

    public Condition Condition() => reader.Nested(() =>
    {
        var first = Simple();
        var word = reader.Current;
        if (!word.IsWord("AND") && !word.IsWord("OR")) return first;
        var parts = new List<Condition> { first };
        while (reader.TryWord(word.Text)) parts.Add(Simple());
        if (reader.Current.IsWord("AND") || reader.Current.IsWord("OR")) throw reader.Unexpected();
        return word.IsWord("AND") ? new AndCondition(parts) : new OrCondition(parts);
    });

    private Condition Simple()
    {
        if (reader.TryWord("NOT")) return new NotCondition(reader.Nested(Simple));
        if (!reader.TrySymbol("(")) return Test();
        var inner = Condition();
        reader.Symbol(")");
        return inner;
    }

    private Condition Test()
    {
        var left = OperandParser.Operand(reader);
        var negated = reader.TryWord("NOT");
        if (reader.TryWord("IN")) return In(left, negated);
        if (negated) throw reader.Unexpected();
        if (reader.TryWord("LIKE")) return new Comparison(left, "LIKE", LiteralParser.Literal(reader));
        if (reader.Current.IsWord("INCLUDES") || reader.Current.IsWord("EXCLUDES")) return Includes(left);
        var symbol = reader.Current.Kind == TokenKind.Symbol && Operators.Contains(reader.Current.Text) ? reader.Take().Text : throw reader.Unexpected();
        return new Comparison(left, symbol == "<>" ? "!=" : symbol, LiteralParser.Literal(reader));
    }

    private Condition In(Operand left, bool negated)
    {
        var at = reader.Current.At;
        reader.Symbol("(");
        Condition condition = reader.Current.IsWord("SELECT")
            ? new InQuery(left, negated, SoqlParser.Query(reader, new SelectParser(reader)), at)
            : new InList(left, negated, SoqlParser.List(reader, () => LiteralParser.Literal(reader)));
        reader.Symbol(")");
        return condition;
    }

    private Includes Includes(Operand left)
    {
        var negated = reader.Take().IsWord("EXCLUDES");
        reader.Symbol("(");
        var values = SoqlParser.List(reader, () => LiteralParser.Literal(reader) as TextLiteral ?? throw reader.Unexpected());
        reader.Symbol(")");
        return new Includes(left, negated, values);
    }
}
