using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>The filters of a deployed list view as a condition in SOQL, joined as its filter logic says.</summary>
internal static partial class ListViewFilters
{
    /// <summary>Null when all records are shown.</summary>
    public static string? Where(ObjectDefinition definition, XElement view)
    {
        var tests = view.Children("filters").Select(f => Test(definition, f)).ToList();
        if (tests.Count == 0) return null;
        if (view.Text("booleanFilter") is not { } logic) return string.Join(" AND ", tests);
        return Number().Replace(logic, n => int.TryParse(n.Value, out var at) && at >= 1 && at <= tests.Count ? tests[at - 1] : throw ComponentProblem.At(view.Child("booleanFilter"), $"Invalid filter logic: {logic}"));
    }

    /// <summary>One filter, whose field may carry several values.</summary>
    internal static string Test(ObjectDefinition definition, XElement filter)
    {
        var name = ListViewColumns.Path(filter.Text("field") ?? throw ComponentProblem.At(filter, "Required field is missing: field"));
        if (definition.Field(name) is not { Filterable: true } field) throw ComponentProblem.At(filter, $"Could not resolve list view filter column: {filter.Text("field")}");
        var values = (filter.Text("value") ?? "").Split(',', StringSplitOptions.TrimEntries).Distinct().ToList();
        var tests = values.ConvertAll(v => One(field, filter.Text("operation") ?? "equals", v, filter));
        var denies = filter.Text("operation") is "notEqual" or "notContain" or "excludes";
        return tests.Count == 1 ? tests[0] : $"({string.Join(denies ? " AND " : " OR ", tests)})";
    }

    private static string One(FieldDefinition field, string operation, string value, XElement filter) => operation switch
    {
        "equals" => $"{field.Name} = {Literal(field, value, filter)}",
        "notEqual" => $"{field.Name} != {Literal(field, value, filter)}",
        "lessThan" => $"{field.Name} < {Literal(field, value, filter)}",
        "greaterThan" => $"{field.Name} > {Literal(field, value, filter)}",
        "lessOrEqual" => $"{field.Name} <= {Literal(field, value, filter)}",
        "greaterOrEqual" => $"{field.Name} >= {Literal(field, value, filter)}",
        "contains" => $"{field.Name} LIKE '%{Escaped(value)}%'",
        "notContain" => $"(NOT {field.Name} LIKE '%{Escaped(value)}%')",
        "startsWith" => $"{field.Name} LIKE '{Escaped(value)}%'",
        "includes" => $"{field.Name} INCLUDES ('{Escaped(value)}')",
        "excludes" => $"{field.Name} EXCLUDES ('{Escaped(value)}')",
        _ => throw ComponentProblem.At(filter, $"Invalid operation of a list view filter: {operation}"),
    };

    private static string Literal(FieldDefinition field, string value, XElement filter)
    {
        if (value.Length == 0) return "null";
        if (field.Type == FieldType.Boolean) return value is "1" or "true" ? "true" : "false";
        if (field.Type.IsNumber()) return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : throw Bad(filter, value);
        if (field.Type is not (FieldType.Date or FieldType.Datetime)) return $"'{Escaped(value)}'";
        if (DateWord().IsMatch(value)) return value;
        var moment = Rules.Moments.Date(value) ?? (DateOnly.TryParse(value, CultureInfo.GetCultureInfo("en-US"), out var day) ? day : throw Bad(filter, value));
        return field.Type == FieldType.Date ? RestJson.Date(moment) : RestJson.Date(moment) + "T00:00:00Z";
    }

    private static ComponentProblem Bad(XElement filter, string value) => ComponentProblem.At(filter.Child("value"), $"Invalid value of a list view filter: {value}");

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Z_]+(:[0-9]{1,4})?$")]
    private static partial Regex DateWord();
}
