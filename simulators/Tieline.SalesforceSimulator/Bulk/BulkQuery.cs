using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>
/// A query whose rows become CSV: no grouping, aggregates, OFFSET, TYPEOF, subqueries or compound fields.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm
/// </summary>
internal sealed class BulkQuery
{
    private readonly QueryContext context;
    private readonly CompiledQuery compiled;
    private readonly List<(string Name, Func<SalesforceRecord, string> Read)> columns;

    private BulkQuery(QueryContext context, SoqlQuery query)
    {
        (this.context, compiled) = (context, CompiledQuery.Of(context, query));
        if (query.GroupBy.Count > 0 || query.Select.Any(s => s is OperandItem { Operand: FunctionCall { IsAggregate: true } } or SubqueryItem)) throw Unsupported("Aggregate Relationships not supported in Bulk Query");
        if (query.Offset > 0) throw Unsupported("OFFSET not supported in Bulk Query");
        columns = [.. query.Select.SelectMany(Columns)];
    }

    public string ObjectName => compiled.Definition.Name;

    public string[] Columns() => [.. columns.Select(c => c.Name)];

    public IReadOnlyList<string[]> Rows() => [.. compiled.Result(compiled.Candidates()).Select(row => columns.Select(c => c.Read(row)).ToArray())];

    public static BulkQuery Of(QueryContext context) => new(context, SoqlParser.Parse(context.Source));

    private IEnumerable<(string Name, Func<SalesforceRecord, string> Read)> Columns(SelectItem item) => item switch
    {
        OperandItem { Operand: FieldPath path } => [Field(compiled.Fields.Bind(path))],
        OperandItem { Operand: FunctionCall call } function => [Function(call, function.Alias)],
        FieldsItem { Which: "STANDARD" } => compiled.Definition.Fields.Where(f => !f.Custom && !f.Type.IsCompound() && f.Type != FieldType.Base64).Select(f => Field(new BoundPath([], compiled.Definition, f))),
        FieldsItem => throw Unsupported("FIELDS(ALL) and FIELDS(CUSTOM) not supported in Bulk Query"),
        _ => throw Unsupported("TYPEOF not supported in Bulk Query"),
    };

    private (string Name, Func<SalesforceRecord, string> Read) Field(BoundPath path) => path.Field.Type.IsCompound()
        ? throw Unsupported("Selecting compound data not supported in Bulk Query")
        : (path.Text, row => Text(path.Read(context, row), path.Field.Type));

    private (string Name, Func<SalesforceRecord, string> Read) Function(FunctionCall call, string? alias)
    {
        var bound = compiled.Operands.Bind(call);
        return (alias ?? (call.Arguments is [FieldPath path] ? compiled.Fields.Bind(path).Text : call.Name), row => Text(bound.Read(row), bound.Type));
    }

    /// <summary>As in JSON, except that instants end in <c>Z</c>.</summary>
    private static string Text(object? value, FieldType type) => value is DateTimeOffset moment
        ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : (type == FieldType.EncryptedString ? RestJson.Masked(value as string) : RestJson.Value(value, type))?.ToString() ?? "";

    private static SalesforceRefusal Unsupported(string message) => SalesforceRefusal.Query("FUNCTIONALITY_NOT_ENABLED", message);
}
