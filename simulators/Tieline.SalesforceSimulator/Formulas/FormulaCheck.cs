using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Whether a formula can be a field's: it reads, its parts fit, it does not lead back to itself, and it is not too large with the formulas that it names.</summary>
internal static class FormulaCheck
{
    private const int MostParts = 5000;

    /// <param name="of">the object whose field it is; null for a default value</param>
    public static void Check(OrgSchema schema, ObjectDefinition? of, FieldDefinition field, string text)
    {
        var node = FormulaParser.Parse(text);
        var formula = new FormulaCompiler(schema, of, field.BlanksAreZero).Compile(node);
        var wanted = FormulaResult.Wanted(field.Type) ?? throw new FormulaProblem($"A field of type {field.Type} cannot have a formula");
        if (formula.Type == FormulaType.Picklist) throw CompiledFormula.PicklistMisused();
        if (!formula.IsNull && formula.Type != wanted) throw new FormulaProblem($"Formula result is data type ({formula.Type}), incompatible with expected data type ({wanted}).");
        if (of is not null) Size(schema, of, node, [(of.Name, field.Name)]);
    }

    /// <summary>How many parts are worked out, those of named formulas counted in.</summary>
    private static int Size(OrgSchema schema, ObjectDefinition of, FormulaNode node, HashSet<(string, string)> way)
    {
        var size = 1 + node switch
        {
            FormulaBinary binary => Size(schema, of, binary.Left, way) + Size(schema, of, binary.Right, way),
            FormulaUnary unary => Size(schema, of, unary.Inner, way),
            FormulaCall call => call.Arguments.Sum(a => Size(schema, of, a, way)),
            FormulaField field => OfNamed(schema, of, field.Path.Split('.'), way),
            _ => 0,
        };
        return size <= MostParts ? size : throw new FormulaProblem($"Compiled formula is too big to execute. It has more than {MostParts} parts.");
    }

    private static int OfNamed(OrgSchema schema, ObjectDefinition of, string[] path, HashSet<(string, string)> way)
    {
        if (path[0].StartsWith('$')) return 0;
        var at = path.SkipLast(1).Aggregate(of, (from, step) => schema[from.Relationship(step)!.ReferenceTo[0]]);
        var field = at.Field(path[^1]);
        var name = field?.Name ?? path[^1];
        if (way.Contains((at.Name, name))) throw Circle(name);
        if (field?.Formula is not { } inner) return 0;
        way.Add((at.Name, name));
        var size = Size(schema, at, FormulaParser.Parse(inner), way);
        way.Remove((at.Name, name));
        return size;
    }

    private static FormulaProblem Circle(string name) => new($"The formula includes a circular reference: {name}");
}
