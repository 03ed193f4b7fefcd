namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Why a formula cannot be, in the words of its editor.</summary>
internal sealed class FormulaProblem(string message) : Exception(message)
{
    public static FormulaProblem Syntax(string what) => new($"Syntax error.  {what}");

    public static FormulaProblem WrongType(string where, FormulaType expected, FormulaType received) => new($"Incorrect parameter type for {where}. Expected {expected}, received {received}");
}

/// <summary>A value that cannot be worked out (a division by zero, a text that is no number): the field is empty then.</summary>
internal sealed class FormulaFailure : Exception;
