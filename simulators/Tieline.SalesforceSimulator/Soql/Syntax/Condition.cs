namespace Tieline.SalesforceSimulator.Soql.Syntax;

public abstract record Condition;

public sealed record AndCondition(IReadOnlyList<Condition> Parts) : Condition;

public sealed record OrCondition(IReadOnlyList<Condition> Parts) : Condition;

public sealed record NotCondition(Condition Inner) : Condition;

/// <summary>Operator is one of = != &lt; &lt;= &gt; &gt;= LIKE.</summary>
public sealed record Comparison(Operand Left, string Operator, Literal Right) : Condition;

public sealed record InList(Operand Left, bool Negated, IReadOnlyList<Literal> Values) : Condition;

/// <summary>Semi-join or, negated, anti-join.</summary>
public sealed record InQuery(Operand Left, bool Negated, SoqlQuery Query, int At) : Condition;

/// <summary>INCLUDES and EXCLUDES of a multi-select picklist; each text is one combination such as <c>AAA;BBB</c>.</summary>
public sealed record Includes(Operand Left, bool Negated, IReadOnlyList<TextLiteral> Values) : Condition;

public abstract record Literal(int At);

/// <summary>A quoted string; <see cref="Pattern"/> keeps escaped wildcards apart for LIKE.</summary>
public sealed record TextLiteral(string Pattern, int At) : Literal(At)
{
    public string Value => Pattern.Replace(SoqlLexer.LiteralPercent, '%').Replace(SoqlLexer.LiteralUnderscore, '_');
}

public sealed record NumberLiteral(decimal Value, int At) : Literal(At);

public sealed record BooleanLiteral(bool Value, int At) : Literal(At);

public sealed record NullLiteral(int At) : Literal(At);

public sealed record DateLiteral(DateOnly Value, int At) : Literal(At);

public sealed record MomentLiteral(DateTimeOffset Value, int At) : Literal(At);

/// <summary>TODAY, LAST_N_DAYS:30 and the like; <see cref="Count"/> is null without a number.</summary>
public sealed record DateWord(string Name, int? Count, int At) : Literal(At);
