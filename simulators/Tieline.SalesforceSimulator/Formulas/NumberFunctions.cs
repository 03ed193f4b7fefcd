namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Numbers.</summary>
internal static class NumberFunctions
{
    private const int MostDigits = 18;

    public static CompiledFormula One(string name, CompiledFormula[] parts)
    {
        var part = Numbers(name, parts)[0];
        return new(FormulaType.Number, c => part.Number(c) is not { } number ? null : name switch
    {
        "ABS" => Math.Abs(number),
        "CEILING" => Math.Ceiling(number),
        "FLOOR" => Math.Floor(number),
        _ => number < 0 ? throw new FormulaFailure() : (decimal)Math.Sqrt((double)number),
    });
    }

    public static CompiledFormula Round(string name, CompiledFormula[] parts)
    {
        var numbers = Numbers(name, parts);
        return new(FormulaType.Number, c => numbers[0].Number(c) is { } number && numbers[1].Number(c) is { } digits ? Rounded(number, (int)Math.Clamp(digits, -MostDigits, MostDigits)) : null);
    }

    public static CompiledFormula Remainder(string name, CompiledFormula[] parts)
    {
        var numbers = Numbers(name, parts);
        return new(FormulaType.Number, c =>
        numbers[0].Number(c) is { } number && numbers[1].Number(c) is { } by ? by == 0 ? throw new FormulaFailure() : number - by * Math.Floor(number / by) : null);
    }

    public static CompiledFormula Extreme(string name, CompiledFormula[] parts)
    {
        var numbers = Numbers(name, parts);
        return new(FormulaType.Number, c =>
        numbers.Select(n => n.Number(c)).OfType<decimal>().ToList() is { Count: > 0 } given ? name == "MAX" ? given.Max() : given.Min() : null);
    }

    /// <summary>Halves go away from zero; negative digits round to tens, hundreds and so on.</summary>
    public static decimal Rounded(decimal number, int digits)
    {
        if (digits >= 0) return Math.Round(number, digits, MidpointRounding.AwayFromZero);
        var unit = (decimal)Math.Pow(10, -digits);
        return Math.Round(number / unit, MidpointRounding.AwayFromZero) * unit;
    }

    private static CompiledFormula[] Numbers(string name, CompiledFormula[] parts) => [.. parts.Select(p => p.Needs(FormulaType.Number, $"function '{name}()'"))];
}
