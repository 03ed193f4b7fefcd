namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>What stands between two parts of a formula.</summary>
internal static class FormulaOperators
{
    private const double MostTicks = 3e18;

    public static CompiledFormula Compile(string symbol, CompiledFormula left, CompiledFormula right) => symbol switch
    {
        "&&" => Both(symbol, left, right, FormulaType.Boolean, FormulaType.Boolean, c => left.Is(c) && right.Is(c)),
        "||" => Both(symbol, left, right, FormulaType.Boolean, FormulaType.Boolean, c => left.Is(c) || right.Is(c)),
        "&" => Both(symbol, left, right, FormulaType.Text, FormulaType.Text, c => left.Text(c) + right.Text(c)),
        "=" or "<>" => Equality(symbol, left, right),
        "<" or ">" or "<=" or ">=" => Comparison(symbol, left, right),
        "+" when left.Type == FormulaType.Text => Both(symbol, left, right, FormulaType.Text, FormulaType.Text, c => left.Text(c) + right.Text(c)),
        "+" or "-" when left.Type is FormulaType.Date or FormulaType.DateTime => Shift(symbol, left, right),
        _ => Both(symbol, left, right, FormulaType.Number, FormulaType.Number, c => left.Number(c) is { } a && right.Number(c) is { } b ? Arithmetic(symbol, a, b) : null),
    };

    /// <summary>Nothing equals an empty text.</summary>
    public static bool Same(object? a, object? b) => Equals(a is "" ? null : a, b is "" ? null : b);

    private static CompiledFormula Both(string symbol, CompiledFormula left, CompiledFormula right, FormulaType wanted, FormulaType result, Func<FormulaContext, object?> read)
    {
        left.Needs(wanted, $"operator '{symbol}'");
        right.Needs(wanted, $"operator '{symbol}'");
        return new CompiledFormula(result, read);
    }

    private static CompiledFormula Equality(string symbol, CompiledFormula left, CompiledFormula right)
    {
        Comparable(symbol, left, right);
        return new CompiledFormula(FormulaType.Boolean, c => Same(left.Read(c), right.Read(c)) == (symbol == "="));
    }

    private static CompiledFormula Comparison(string symbol, CompiledFormula left, CompiledFormula right)
    {
        Comparable(symbol, left, right);
        return new CompiledFormula(FormulaType.Boolean, c =>
        {
            if (left.Read(c) is not IComparable a || right.Read(c) is not { } b) return false;
            var order = a is string text ? string.CompareOrdinal(text, b as string) : a.CompareTo(b);
            return symbol switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 };
        });
    }

    private static void Comparable(string symbol, CompiledFormula left, CompiledFormula right)
    {
        if (left.Type is FormulaType.Picklist or FormulaType.Multipicklist || right.Type is FormulaType.Picklist or FormulaType.Multipicklist) throw CompiledFormula.PicklistMisused();
        if (!left.IsNull) right.Needs(left.Type, $"operator '{symbol}'");
    }

    /// <summary>Dates and moments move by days; the difference of two is a number of days.</summary>
    private static CompiledFormula Shift(string symbol, CompiledFormula left, CompiledFormula right)
    {
        if (symbol == "-" && right.Type == left.Type && !right.IsNull) return new(FormulaType.Number, c => (left.Read(c), right.Read(c)) switch
        {
            (DateOnly a, DateOnly b) => (decimal)(a.DayNumber - b.DayNumber),
            (DateTimeOffset a, DateTimeOffset b) => (decimal)(a - b).Ticks / TimeSpan.TicksPerDay,
            _ => null,
        });
        right.Needs(FormulaType.Number, $"operator '{symbol}'");
        return new(left.Type, c => right.Number(c) is { } days ? Shifted(left.Read(c), symbol == "-" ? -days : days) : null);
    }

    private static object? Shifted(object? from, decimal days)
    {
        if (Math.Abs((double)days * TimeSpan.TicksPerDay) > MostTicks) throw new FormulaFailure();
        return from switch { DateOnly day => day.AddDays((int)decimal.Truncate(days)), DateTimeOffset moment => moment.AddTicks((long)(days * TimeSpan.TicksPerDay)), _ => null };
    }

    private static decimal Arithmetic(string symbol, decimal a, decimal b) => symbol switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => b == 0 ? throw new FormulaFailure() : a / b,
        _ => Math.Pow((double)a, (double)b) is var power && double.IsFinite(power) ? (decimal)power : throw new FormulaFailure(),
    };
}
