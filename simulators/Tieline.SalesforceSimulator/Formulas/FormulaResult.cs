using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>From what a formula is worth to what its field shows.</summary>
internal static class FormulaResult
{
    private const int LongestText = 3900;

    /// <summary>Null when it cannot be worked out.</summary>
    public static object? Of(FieldDefinition field, CompiledFormula formula, FormulaContext context)
    {
        try
        {
            return formula.Read(context) switch
            {
                null => field.Type == FieldType.Boolean ? false : null,
                "" => null,
                string text => text.Length > LongestText ? null : text,
                decimal number => NumberFunctions.Rounded(field.Type == FieldType.Percent ? number * 100m : number, field.Type == FieldType.Int ? 0 : field.Scale),
                var value => value,
            };
        }
        catch (Exception failure) when (failure is FormulaFailure or OverflowException or DivideByZeroException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What a field of the type wants its formula to be worth; null when it cannot have one.</summary>
    public static FormulaType? Wanted(FieldType type) => type switch
    {
        FieldType.Boolean => FormulaType.Boolean,
        FieldType.Date => FormulaType.Date,
        FieldType.Datetime => FormulaType.DateTime,
        _ when type.IsNumber() => FormulaType.Number,
        FieldType.String or FieldType.Textarea or FieldType.Phone or FieldType.Url or FieldType.Email => FormulaType.Text,
        _ => null,
    };
}
