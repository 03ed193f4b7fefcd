using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>From a formula's tree to what works it out; unknown fields and functions and unfitting types are refused.</summary>
/// <param name="of">The object whose field it is; null for a default value, which knows no record.</param>
internal sealed class FormulaCompiler(OrgSchema schema, ObjectDefinition? of, bool blanksAreZero)
{
    private const int MostRelationships = 10;

    public CompiledFormula Compile(FormulaNode node) => node switch
    {
        FormulaConstant constant => Constant(constant.Value),
        FormulaField field => Field(field.Path),
        FormulaUnary unary => Unary(unary),
        FormulaBinary binary => FormulaOperators.Compile(binary.Operator, Compile(binary.Left), Compile(binary.Right)),
        FormulaCall call => FormulaFunctions.Compile(call.Name, [.. call.Arguments.Select(Compile)]),
        _ => throw new InvalidOperationException($"A formula part of kind {node.GetType().Name} has no meaning."),
    };

    private CompiledFormula Unary(FormulaUnary unary)
    {
        var inner = Compile(unary.Inner).Needs(unary.Operator == "!" ? FormulaType.Boolean : FormulaType.Number, $"operator '{unary.Operator}'");
        return unary.Operator switch { "!" => new(FormulaType.Boolean, c => !inner.Is(c)), "-" => new(FormulaType.Number, c => -inner.Number(c)), _ => inner };
    }

    private static CompiledFormula Constant(object? value) => value switch
    {
        null => CompiledFormula.Null,
        decimal => new(FormulaType.Number, _ => value),
        bool => new(FormulaType.Boolean, _ => value),
        _ => new(FormulaType.Text, _ => value),
    };

    private CompiledFormula Field(string path)
    {
        var parts = path.Split('.');
        var running = parts[0].Equals("$User", StringComparison.OrdinalIgnoreCase);
        var at = running ? schema["User"] : of ?? throw Unknown(path);
        if (running) parts = parts[1..];
        var steps = new List<FieldDefinition>();
        foreach (var name in parts.SkipLast(1))
        {
            var step = at.Relationship(name) is { Polymorphic: false } known ? known : throw Unknown(path);
            steps.Add(step);
            at = schema.Find(step.ReferenceTo[0]) ?? throw Unknown(path);
        }

        if (parts.Length == 0 || at.Field(parts[^1]) is not { } field) throw Unknown(path);
        if (steps.Count > MostRelationships) throw new FormulaProblem($"The path {path} goes over more than {MostRelationships} relationships");
        var type = FormulaTypes.Of(field) ?? throw new FormulaProblem($"You referenced an unsupported field type called \"{field.Type}\" using the following field: {path}");
        return new CompiledFormula(type, context => Read(context, running, steps, field));
    }

    private object? Read(FormulaContext context, bool running, List<FieldDefinition> steps, FieldDefinition field)
    {
        var row = running ? context.Org.Records.Find(context.UserId) : context.Record;
        foreach (var step in steps) row = row is null ? null : context.Org.Records.Find(row.Text(step.Name));
        var value = row is null ? null : field.Type == FieldType.Id ? row.Id : context.Org.Computed.Value(context.UserId, row, field);
        if (value is decimal number && field.Type == FieldType.Percent) value = number / 100m;
        return value ?? (field.Type == FieldType.Boolean ? false : blanksAreZero && field.Type.IsNumber() ? 0m : null);
    }

    private static FormulaProblem Unknown(string path) => new($"Field {path} does not exist. Check spelling.");
}
