namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>A query as written, nothing looked up yet. <c>At</c> is always a position in the text.</summary>
public sealed record SoqlQuery
{
    public required IReadOnlyList<SelectItem> Select { get; init; }

    /// <summary>An object, or in a child subquery a relationship.</summary>
    public required FieldPath From { get; init; }

    /// <summary>Alias to path: <c>FROM Contact c, c.Account a</c>.</summary>
    public IReadOnlyDictionary<string, FieldPath> Aliases { get; init; } = new Dictionary<string, FieldPath>();
    public string? Scope { get; init; }
    public Condition? Where { get; init; }
    public IReadOnlyList<Operand> GroupBy { get; init; } = [];
    public Condition? Having { get; init; }
    public IReadOnlyList<OrderItem> OrderBy { get; init; } = [];
    public int? Limit { get; init; }
    public int Offset { get; init; }
    public int OffsetAt { get; init; }

    /// <summary>FOR VIEW or FOR REFERENCE: the rows become the user's recent ones.</summary>
    public bool ForView { get; init; }
}

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
    private static readonly HashSet<string> AggregateNames = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX" };

    public bool IsAggregate => AggregateNames.Contains(Name);
}

public abstract record SelectItem(int At);

public sealed record OperandItem(Operand Operand, string? Alias) : SelectItem(Operand.At);

/// <summary>FIELDS(ALL), FIELDS(STANDARD) or FIELDS(CUSTOM).</summary>
public sealed record FieldsItem(string Which, int At) : SelectItem(At);

public sealed record SubqueryItem(SoqlQuery Query, int At) : SelectItem(At);

/// <summary>TYPEOF What WHEN Account THEN Phone ELSE Name END.</summary>
public sealed record TypeofItem(string Relationship, IReadOnlyList<(string ObjectName, IReadOnlyList<FieldPath> Fields)> Branches, IReadOnlyList<FieldPath> Otherwise, int At) : SelectItem(At);

public sealed record OrderItem(Operand Operand, bool Descending, bool NullsLast);
