namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>A part of a formula as it is written.</summary>
internal abstract record FormulaNode;

/// <param name="Value">a text, a number, true, false or null</param>
internal sealed record FormulaConstant(object? Value) : FormulaNode;

/// <summary>A field, perhaps over relationships: <c>Account.Owner.Name</c>; <c>$User.Name</c> is the running user's.</summary>
internal sealed record FormulaField(string Path) : FormulaNode;

internal sealed record FormulaCall(string Name, IReadOnlyList<FormulaNode> Arguments) : FormulaNode;

/// <param name="Operator">as in <c>+</c>; <c>&lt;&gt;</c> stands for both ways to say unequal</param>
internal sealed record FormulaBinary(string Operator, FormulaNode Left, FormulaNode Right) : FormulaNode;

internal sealed record FormulaUnary(string Operator, FormulaNode Inner) : FormulaNode;
