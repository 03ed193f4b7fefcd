namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>A query as written, nothing looked up yet. <c>At</c> is always a position in the text.</summary>
public sealed record SoqlQuery
{
    public required IReadOnlyList<SelectItem> Select { get; init; }

    /// <summary>An object, or in a child subquery a relationship.</summary>
    public required FieldPath From { get; init; }

    /// <summary>Alias to path: <c>FROM Contact c, c.Account a</c>.</summary>
    public IReadOnlyDictionary<string, FieldPath> Aliases { get; init; } = new Dictionary<string, FieldPath>();
    public QueryScope? Scope { get; init; }
    public Condition? Where { get; init; }

    /// <summary>Where WITH DATA CATEGORY stands; null without.</summary>
    public int? DataCategoryAt { get; init; }
    public IReadOnlyList<Operand> GroupBy { get; init; } = [];
    public Subtotals Subtotals { get; init; }
    public Condition? Having { get; init; }
    public IReadOnlyList<OrderItem> OrderBy { get; init; } = [];
    public int? Limit { get; init; }
    public int Offset { get; init; }
    public int OffsetAt { get; init; }

    /// <summary>FOR VIEW or FOR REFERENCE: the rows become the user's recent ones.</summary>
    public bool ForView { get; init; }

    /// <summary><c>SELECT COUNT() FROM ...</c>: a size and no rows.</summary>
    public bool OnlyCounts => Select is [OperandItem { Alias: null, Operand: FunctionCall { Arguments.Count: 0 } call }] && call.Is("COUNT") && GroupBy.Count == 0;

    public bool IsAggregate => GroupBy.Count > 0 || Select.Any(s => s is OperandItem { Operand: FunctionCall { HoldsAggregate: true } });
}

/// <summary>GROUP BY ROLLUP adds totals from the right, GROUP BY CUBE all totals.</summary>
public enum Subtotals { None, Rollup, Cube }

/// <summary>USING SCOPE with the scope's word.</summary>
public sealed record QueryScope(string Name, int At);

/// <summary>A field or a function in a query.</summary>
public abstract record Operand(int At);

/// <summary><c>Account.Owner.Name</c>.</summary>
public sealed record FieldPath(IReadOnlyList<string> Parts, int At) : Operand(At)
{
    public override string ToString() => string.Join('.', Parts);
}

/// <summary><c>COUNT(Id)</c>, <c>CALENDAR_YEAR(CreatedDate)</c>, <c>COUNT()</c>.</summary>
public sealed record FunctionCall(string Name, IReadOnlyList<Operand> Arguments, int At) : Operand(At)
{
    private static readonly HashSet<string> AggregateNames = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", "GROUPING" };

    public bool IsAggregate => AggregateNames.Contains(Name);

    public bool HoldsAggregate => IsAggregate || Arguments.Any(a => a is FunctionCall { HoldsAggregate: true });

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A number or text as an argument: <c>GEOLOCATION(59.9, 10.7)</c>.</summary>
public sealed record Constant(Literal Value) : Operand(Value.At);

public abstract record SelectItem(int At);

public sealed record OperandItem(Operand Operand, string? Alias) : SelectItem(Operand.At);

/// <summary>FIELDS(ALL), FIELDS(STANDARD) or FIELDS(CUSTOM).</summary>
public sealed record FieldsItem(string Which, int At) : SelectItem(At)
{
    public bool Names(Schema.FieldDefinition field) => Which == "ALL" || field.Custom == (Which == "CUSTOM");
}

public sealed record SubqueryItem(SoqlQuery Query, int At) : SelectItem(At);

/// <summary>TYPEOF What WHEN Account THEN Phone ELSE Name END.</summary>
public sealed record TypeofItem(string Relationship, IReadOnlyList<(string ObjectName, IReadOnlyList<FieldPath> Fields)> Branches, IReadOnlyList<FieldPath> Otherwise, int At) : SelectItem(At);

public sealed record OrderItem(Operand Operand, bool Descending, bool NullsLast);
