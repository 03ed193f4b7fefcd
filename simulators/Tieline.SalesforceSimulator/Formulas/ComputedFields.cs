using System.Runtime.CompilerServices;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Works out the fields that no record holds: formulas and roll-up summaries, and default values that are formulas. Callers hold the org's gate.</summary>
internal sealed class ComputedFields(SalesforceOrg org)
{
    private readonly Dictionary<FieldDefinition, CompiledFormula> formulas = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FieldDefinition, SummaryReader> summaries = new(ReferenceEqualityComparer.Instance);
    private long known;

    /// <summary>The value of any field: of those that are not computed, as the record holds it.</summary>
    public object? Value(string userId, SalesforceRecord record, FieldDefinition field)
    {
        if (!field.Computed) return record[field.Name];
        RuntimeHelpers.EnsureSufficientExecutionStack(); // What leads back to itself fails a request, never the simulator.
        Forget();
        if (field.Summary is { } summary) return (summaries.TryGetValue(field, out var reader) ? reader : summaries[field] = new SummaryReader(org, summary)).Read(record);
        if (!formulas.TryGetValue(field, out var formula)) formulas[field] = formula = Compile(field, org.Schema[record.ObjectName], field.Formula!);
        return FormulaResult.Of(field, formula, new FormulaContext(org, userId, record));
    }

    public object? Default(string userId, FieldDefinition field)
    {
        Forget();
        if (!formulas.TryGetValue(field, out var formula)) formulas[field] = formula = Compile(field, null, field.DefaultFormula!);
        return FormulaResult.Of(field, formula, new FormulaContext(org, userId, null));
    }

    private CompiledFormula Compile(FieldDefinition field, ObjectDefinition? of, string text)
    {
        try
        {
            return new FormulaCompiler(org.Schema, of, field.BlanksAreZero).Compile(FormulaParser.Parse(text));
        }
        catch (FormulaProblem)
        {
            // What it names is gone since it was deployed.
            return CompiledFormula.Null;
        }
    }

    private void Forget()
    {
        if (known == org.Schema.Version) return;
        known = org.Schema.Version;
        formulas.Clear();
        summaries.Clear();
    }
}
