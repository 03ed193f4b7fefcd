namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>A part of a formula with everything looked up. Values: decimal, string, bool, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> or null.</summary>
internal sealed record CompiledFormula(FormulaType Type, Func<FormulaContext, object?> Read)
{
    /// <summary>Nothing: it fits every type.</summary>
    public bool IsNull { get; init; }

    public static CompiledFormula Null { get; } = new(FormulaType.Text, _ => null) { IsNull = true };

    public decimal? Number(FormulaContext context) => Read(context) as decimal?;

    public string Text(FormulaContext context) => Read(context) as string ?? "";

    public bool Is(FormulaContext context) => Read(context) is true;

    /// <summary>Refuses a part of another type.</summary>
    public CompiledFormula Needs(FormulaType expected, string where) => IsNull || Type == expected ? this : Type == FormulaType.Picklist ? throw PicklistMisused() : throw FormulaProblem.WrongType(where, expected, Type);

    public static FormulaProblem PicklistMisused() => new("A picklist field is only supported in certain functions: ISPICKVAL, CASE, TEXT and ISBLANK");
}
