using System.Globalization;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Choosing and testing.</summary>
internal static class LogicFunctions
{
    public static CompiledFormula If(string name, CompiledFormula[] parts)
    {
        var test = parts[0].Needs(FormulaType.Boolean, "function 'IF()'");
        var type = Common("IF", parts[1], parts[2]);
        return new(type, c => test.Is(c) ? parts[1].Read(c) : parts[2].Read(c));
    }

    /// <summary>CASE(value, one, result, ..., otherwise).</summary>
    public static CompiledFormula Case(string name, CompiledFormula[] parts)
    {
        if (parts.Length % 2 != 0) throw new FormulaProblem($"Incorrect number of parameters for function 'CASE()'. Expected {parts.Length + 1}, received {parts.Length}");
        var subject = parts[0].Type == FormulaType.Picklist ? FormulaType.Text : parts[0].Type;
        var (choices, otherwise) = (parts[1..^1].Chunk(2).ToList(), parts[^1]);
        foreach (var choice in choices) choice[0].Needs(subject, "function 'CASE()'");
        var type = choices.Aggregate(otherwise, (known, choice) => known with { Type = Common("CASE", known, choice[1]), IsNull = known.IsNull && choice[1].IsNull }).Type;
        return new(type, c =>
        {
            var value = parts[0].Read(c);
            return (choices.Find(choice => FormulaOperators.Same(value, choice[0].Read(c))) is { } met ? met[1] : otherwise).Read(c);
        });
    }

    public static CompiledFormula All(string name, CompiledFormula[] parts)
    {
        var tests = Each(name, parts);
        return new(FormulaType.Boolean, c => tests.All(t => t.Is(c)));
    }

    public static CompiledFormula Some(string name, CompiledFormula[] parts)
    {
        var tests = Each(name, parts);
        return new(FormulaType.Boolean, c => tests.Any(t => t.Is(c)));
    }

    public static CompiledFormula Not(string name, CompiledFormula[] parts)
    {
        var tests = Each(name, parts);
        return new(FormulaType.Boolean, c => !tests[0].Is(c));
    }

    public static CompiledFormula IsBlank(string name, CompiledFormula[] parts) => new(FormulaType.Boolean, c => parts[0].Read(c) is null or "");

    public static CompiledFormula Otherwise(string name, CompiledFormula[] parts) => new(Common(name, parts[0], parts[1]), c => parts[0].Read(c) is { } value and not "" ? value : parts[1].Read(c));

    public static CompiledFormula IsPicklistValue(string name, CompiledFormula[] parts)
    {
        if (parts[0].Type != FormulaType.Picklist) throw FormulaProblem.WrongType("function 'ISPICKVAL()'", FormulaType.Picklist, parts[0].Type);
        parts[1].Needs(FormulaType.Text, "function 'ISPICKVAL()'");
        return new(FormulaType.Boolean, c => FormulaOperators.Same(parts[0].Read(c), parts[1].Read(c)));
    }

    public static CompiledFormula Includes(string name, CompiledFormula[] parts)
    {
        if (parts[0].Type != FormulaType.Multipicklist) throw FormulaProblem.WrongType("function 'INCLUDES()'", FormulaType.Multipicklist, parts[0].Type);
        parts[1].Needs(FormulaType.Text, "function 'INCLUDES()'");
        return new(FormulaType.Boolean, c => parts[0].Text(c).Split(';').Contains(parts[1].Text(c)));
    }

    public static CompiledFormula IsNumber(string name, CompiledFormula[] parts)
    {
        var text = parts[0].Needs(FormulaType.Text, "function 'ISNUMBER()'");
        return new(FormulaType.Boolean, c => decimal.TryParse(text.Text(c), NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }

    private static CompiledFormula[] Each(string name, CompiledFormula[] parts) => [.. parts.Select(p => p.Needs(FormulaType.Boolean, $"function '{name}()'"))];

    /// <summary>The type of results that must agree; a picklist is none.</summary>
    private static FormulaType Common(string name, CompiledFormula one, CompiledFormula other)
    {
        if (one.Type is FormulaType.Picklist or FormulaType.Multipicklist || other.Type is FormulaType.Picklist or FormulaType.Multipicklist) throw CompiledFormula.PicklistMisused();
        if (one.IsNull) return other.Type;
        other.Needs(one.Type, $"function '{name}()'");
        return one.Type;
    }
}
