namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>The table of functions: by name, how many parts they take, and who makes them. All others are refused.</summary>
internal static class FormulaFunctions
{
    private const int Any = 200;

    private static readonly Dictionary<string, (int Least, int Most, Func<string, CompiledFormula[], CompiledFormula> Make)> Known = new()
    {
        ["IF"] = (3, 3, LogicFunctions.If), ["CASE"] = (4, Any, LogicFunctions.Case), ["AND"] = (1, Any, LogicFunctions.All), ["OR"] = (1, Any, LogicFunctions.Some), ["NOT"] = (1, 1, LogicFunctions.Not),
        ["ISBLANK"] = (1, 1, LogicFunctions.IsBlank), ["ISNULL"] = (1, 1, LogicFunctions.IsBlank), ["BLANKVALUE"] = (2, 2, LogicFunctions.Otherwise), ["NULLVALUE"] = (2, 2, LogicFunctions.Otherwise),
        ["ISPICKVAL"] = (2, 2, LogicFunctions.IsPicklistValue), ["INCLUDES"] = (2, 2, LogicFunctions.Includes), ["ISNUMBER"] = (1, 1, LogicFunctions.IsNumber),
        ["TEXT"] = (1, 1, TextFunctions.Text), ["VALUE"] = (1, 1, TextFunctions.Value), ["LEN"] = (1, 1, TextFunctions.Length), ["LEFT"] = (2, 2, TextFunctions.Cut), ["RIGHT"] = (2, 2, TextFunctions.Cut), ["MID"] = (3, 3, TextFunctions.Middle),
        ["UPPER"] = (1, 1, TextFunctions.Changed), ["LOWER"] = (1, 1, TextFunctions.Changed), ["TRIM"] = (1, 1, TextFunctions.Changed), ["CASESAFEID"] = (1, 1, TextFunctions.Changed), ["CONTAINS"] = (2, 2, TextFunctions.Finds), ["BEGINS"] = (2, 2, TextFunctions.Finds),
        ["FIND"] = (2, 3, TextFunctions.Position), ["SUBSTITUTE"] = (3, 3, TextFunctions.Substitute), ["LPAD"] = (2, 3, TextFunctions.Padded), ["RPAD"] = (2, 3, TextFunctions.Padded), ["BR"] = (0, 0, (_, _) => new(FormulaType.Text, _ => "\n")),
        ["TODAY"] = (0, 0, (_, _) => new(FormulaType.Date, c => c.Today)), ["NOW"] = (0, 0, (_, _) => new(FormulaType.DateTime, c => Rules.Moments.Cut(c.Org.Clock.Now))), ["DATE"] = (3, 3, DateFunctions.Date),
        ["DATEVALUE"] = (1, 1, DateFunctions.DateValue), ["DATETIMEVALUE"] = (1, 1, DateFunctions.MomentValue), ["YEAR"] = (1, 1, DateFunctions.Part), ["MONTH"] = (1, 1, DateFunctions.Part), ["DAY"] = (1, 1, DateFunctions.Part), ["WEEKDAY"] = (1, 1, DateFunctions.Part), ["ADDMONTHS"] = (2, 2, DateFunctions.AddMonths),
        ["ABS"] = (1, 1, NumberFunctions.One), ["CEILING"] = (1, 1, NumberFunctions.One), ["FLOOR"] = (1, 1, NumberFunctions.One), ["SQRT"] = (1, 1, NumberFunctions.One), ["ROUND"] = (2, 2, NumberFunctions.Round), ["MOD"] = (2, 2, NumberFunctions.Remainder),
        ["MAX"] = (1, Any, NumberFunctions.Extreme), ["MIN"] = (1, Any, NumberFunctions.Extreme),
    };

    public static CompiledFormula Compile(string name, CompiledFormula[] arguments)
    {
        if (!Known.TryGetValue(name, out var function)) throw new FormulaProblem($"Unknown function {name}. Check spelling.");
        if (arguments.Length < function.Least || arguments.Length > function.Most) throw new FormulaProblem($"Incorrect number of parameters for function '{name}()'. Expected {function.Least}, received {arguments.Length}");
        return function.Make(name, arguments);
    }
}
