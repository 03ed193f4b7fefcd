using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Formulas;
using Tieline.SalesforceSimulator.Rest.Screens;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// Deployed formulas and roll-up summaries.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
/// </summary>
internal static class ComputedFieldShape
{
    private const int TextLength = 1300;

    internal static FieldDefinition Formula(XElement field, string type)
    {
        var shape = type switch
        {
            "Text" => CustomFieldShape.Plain(FieldType.String, TextLength),
            "Number" or "Currency" or "Percent" => CustomFieldShape.Plain(type == "Number" ? FieldType.Double : Enum.Parse<FieldType>(type), 0) with
            {
                Precision = CustomFieldShape.Between(field, "precision", type, 1, 18), Scale = CustomFieldShape.Between(field, "scale", type, 0, 18),
            },
            "Date" => CustomFieldShape.Plain(FieldType.Date, 0),
            "DateTime" => CustomFieldShape.Plain(FieldType.Datetime, 0),
            "Checkbox" => CustomFieldShape.Plain(FieldType.Boolean, 0),
            _ => throw ComponentProblem.At(field.Child("type"), $"Can not specify 'formula' for a CustomField of type {type}"),
        };
        return shape with { Formula = field.Text("formula"), BlanksAreZero = field.Text("formulaTreatBlanksAs") is not "BlankAsBlank", Calculated = true, Groupable = false };
    }

    /// <summary><c>summaryForeignKey</c> and <c>summarizedField</c> name the child's fields: <c>Part__c.Boss__c</c>.</summary>
    internal static FieldDefinition Summary(SalesforceOrg org, XElement field)
    {
        var key = field.Text("summaryForeignKey") ?? throw CustomFieldShape.Missing(field, "summaryForeignKey", "Summary");
        var operation = field.Text("summaryOperation") ?? throw CustomFieldShape.Missing(field, "summaryOperation", "Summary");
        var child = org.Schema.Find(key.Split('.')[0]);
        if (child?.Field(key.Split('.')[^1]) is not { MasterDetail: true } reference) throw ComponentProblem.At(field.Child("summaryForeignKey"), $"Field {key} does not exist or is no master-detail relationship");
        var summarized = operation == "count" ? null : Summarized(child, field, operation);
        var shape = summarized is null ? CustomFieldShape.Plain(FieldType.Double, 0) with { Precision = 18 } : CustomFieldShape.Plain(summarized.Type == FieldType.Int ? FieldType.Double : summarized.Type, 0) with { Precision = summarized.Precision, Scale = summarized.Scale };
        return shape with { Summary = new SummaryDefinition(operation, child.Name, reference.Name, summarized?.Name, Where(child, field)), Calculated = true, Groupable = false };
    }

    /// <summary>To be asked when a field is deployed: what it names must be there.</summary>
    internal static void Check(SalesforceOrg org, ObjectDefinition target, FieldDefinition field, XElement source)
    {
        try
        {
            if (field.Formula is { } formula) FormulaCheck.Check(org.Schema, target, field, formula);
            if (field.Formula is not null && SummaryOver(org, target, field) is { } user) throw new FormulaProblem($"The field {target.Name}.{field.Name} cannot be worked out: the summary {user} is made of it");
            if (field.DefaultFormula is { } standard) FormulaCheck.Check(org.Schema, null, field, standard);
            if (field.Summary is not { } summary) return;
            if (!org.Schema[summary.ChildObject].Field(summary.Reference)!.ReferenceTo.Contains(target.Name)) throw ComponentProblem.At(source.Child("summaryForeignKey"), $"{summary.ChildObject}.{summary.Reference} does not lead to {target.Name}");
            SummaryReader.Compile(org, summary);
        }
        catch (FormulaProblem problem)
        {
            throw ComponentProblem.At(source.Child(field.Formula is null ? "defaultValue" : "formula"), problem.Message);
        }
    }

    private static FieldDefinition Summarized(ObjectDefinition child, XElement field, string operation)
    {
        var name = field.Text("summarizedField") ?? throw CustomFieldShape.Missing(field, "summarizedField", "Summary");
        if (!name.StartsWith(child.Name + ".", StringComparison.OrdinalIgnoreCase) || child.Field(name.Split('.')[^1]) is not { } summarized) throw ComponentProblem.At(field.Child("summarizedField"), $"Field {name} does not exist. Check spelling.");
        var fits = summarized.Type.IsNumber() || (operation is "min" or "max" && summarized.Type is FieldType.Date or FieldType.Datetime);
        if (!fits || summarized.Computed) throw ComponentProblem.At(field.Child("summarizedField"), $"The field {name} cannot be summarized by {operation}");
        return summarized;
    }

    /// <summary>A summary that counts or filters by the field. Were the field worked out too, it could lead back to the summary.</summary>
    private static string? SummaryOver(SalesforceOrg org, ObjectDefinition child, FieldDefinition field) =>
        (from master in org.Schema.Objects
         from other in master.Fields
         where other.Summary is { } summary && summary.ChildObject == child.Name && (summary.Field == field.Name || Regex.IsMatch(summary.Where ?? "", $@"\b{field.Name}\b"))
         select $"{master.Name}.{other.Name}").FirstOrDefault();

    private static string? Where(ObjectDefinition child, XElement field)
    {
        var filters = field.Children("summaryFilterItems").ToList();
        // Here a filter's field carries its object before a dot.
        foreach (var filter in filters)
            if (filter.Child("field") is { } element && element.Value.Trim().StartsWith(child.Name + ".", StringComparison.OrdinalIgnoreCase))
                element.Value = element.Value.Trim()[(child.Name.Length + 1)..];
        if (filters.Find(f => child.Field(f.Text("field") ?? "") is { Computed: true }) is { } computed) throw ComponentProblem.At(computed, $"The field {child.Name}.{computed.Text("field")} cannot be used in the filter of a summary");
        return filters.Count == 0 ? null : string.Join(" AND ", filters.Select(f => ListViewFilters.Test(child, f)));
    }
}
