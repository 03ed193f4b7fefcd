using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Days and moments. The day of a moment is that of the running user's zone.</summary>
internal static class DateFunctions
{
    public static CompiledFormula Date(string name, CompiledFormula[] parts)
    {
        foreach (var part in parts) part.Needs(FormulaType.Number, "function 'DATE()'");
        return new(FormulaType.Date, c =>
        {
            if (parts[0].Number(c) is not { } year || parts[1].Number(c) is not { } month || parts[2].Number(c) is not { } day) return null;
            if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)) throw new FormulaFailure();
            return new DateOnly((int)year, (int)month, (int)day);
        });
    }

    public static CompiledFormula DateValue(string name, CompiledFormula[] parts) => parts[0].Type is FormulaType.DateTime or FormulaType.Text or FormulaType.Date
        ? new(FormulaType.Date, c => parts[0].Read(c) switch { DateTimeOffset moment => c.Day(moment), DateOnly day => day, string { Length: > 0 } text => Moments.Date(text) ?? throw new FormulaFailure(), _ => null })
        : throw FormulaProblem.WrongType("function 'DATEVALUE()'", FormulaType.DateTime, parts[0].Type);

    public static CompiledFormula MomentValue(string name, CompiledFormula[] parts) => parts[0].Type is FormulaType.DateTime or FormulaType.Text or FormulaType.Date
        ? new(FormulaType.DateTime, c => parts[0].Read(c) switch
        {
            DateOnly day => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
            string { Length: > 0 } text => Moments.Moment(text.Replace(' ', 'T') + (text.Contains(':') && !text.EndsWith('Z') ? "Z" : "")) ?? throw new FormulaFailure(),
            var value => value,
        })
        : throw FormulaProblem.WrongType("function 'DATETIMEVALUE()'", FormulaType.Text, parts[0].Type);

    /// <summary>A week begins on Sunday, which is day 1.</summary>
    public static CompiledFormula Part(string name, CompiledFormula[] parts)
    {
        var date = parts[0].Needs(FormulaType.Date, $"function '{name}()'");
        return new(FormulaType.Number, c => date.Read(c) is DateOnly day ? name switch { "YEAR" => day.Year, "MONTH" => day.Month, "DAY" => day.Day, _ => (decimal)day.DayOfWeek + 1 } : (object?)null);
    }

    public static CompiledFormula AddMonths(string name, CompiledFormula[] parts)
    {
        if (parts[0].Type is not (FormulaType.Date or FormulaType.DateTime)) throw FormulaProblem.WrongType("function 'ADDMONTHS()'", FormulaType.Date, parts[0].Type);
        var months = parts[1].Needs(FormulaType.Number, "function 'ADDMONTHS()'");
        return new(parts[0].Type, c =>
        {
            var count = (int)Math.Clamp(months.Number(c) ?? 0m, -120_000m, 120_000m);
            return parts[0].Read(c) switch { DateOnly day => day.AddMonths(count), DateTimeOffset moment => moment.AddMonths(count), _ => null };
        });
    }
}
