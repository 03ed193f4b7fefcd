using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>List views as the REST API tells of them.</summary>
internal static class ListViewJson
{
    private static readonly string[] ReadAlong = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"];

    public static JsonObject All(RestCall call, ObjectDefinition definition, IReadOnlyList<SalesforceRecord> views) => new()
    {
        ["done"] = true, ["listviews"] = new JsonArray([.. views.Select(v => (JsonNode)Basic(call, definition, v))]), ["nextRecordsUrl"] = null, ["size"] = views.Count, ["sobjectType"] = definition.Name,
    };

    public static JsonObject Basic(RestCall call, ObjectDefinition definition, SalesforceRecord view)
    {
        var self = $"{call.BasePath}/sobjects/{definition.Name}/listviews/{view.Id}";
        return new JsonObject
        {
            ["describeUrl"] = self + "/describe", ["developerName"] = view.Text("DeveloperName"), ["id"] = view.Id, ["label"] = view.Text("Name"), ["resultsUrl"] = self + "/results",
            ["soqlCompatible"] = view.Is("IsSoqlCompatible"), ["url"] = self,
        };
    }

    public static JsonObject Describe(RestCall call, ObjectDefinition definition, SalesforceRecord row)
    {
        var view = ListViewDefinition.Of(call.Org, definition, row);
        return new JsonObject
        {
            ["columns"] = Columns(call, definition, view), ["id"] = row.Id, ["orderBy"] = OrderBy(definition), ["query"] = view.Query(definition, Paths(view)), ["relatedEntityId"] = null,
            ["scope"] = view.Scope, ["scopeEntityId"] = null, ["sobjectType"] = definition.Name, ["whereCondition"] = new JsonObject(),
        };
    }

    public static JsonObject Results(RestCall call, ObjectDefinition definition, SalesforceRecord row, int limit, int offset)
    {
        var view = ListViewDefinition.Of(call.Org, definition, row);
        var found = QueryRun.Execute(new QueryContext(call.Org, call.UserId, new SourceText(view.Query(definition, Paths(view))), call.BasePath, includeDeleted: false));
        var rows = Enumerable.Range(0, found.Rows).Skip(offset).Take(limit).Select(i => Row(Paths(view), found.Row(i))).ToArray();
        return new JsonObject
        {
            ["columns"] = Columns(call, definition, view), ["developerName"] = row.Text("DeveloperName"), ["done"] = true, ["id"] = row.Id, ["label"] = row.Text("Name"),
            ["records"] = new JsonArray(rows), ["size"] = rows.Length,
        };
    }

    private static List<string> Paths(ListViewDefinition view) => [.. view.Columns.Concat(ReadAlong).Distinct()];

    private static JsonNode Row(IEnumerable<string> paths, JsonObject record) => new JsonObject
    {
        ["columns"] = new JsonArray([.. paths.Select(path => (JsonNode)new JsonObject { ["fieldNameOrPath"] = path, ["value"] = path.Split('.').Aggregate((JsonNode?)record, (at, step) => (at as JsonObject)?[step])?.ToString() })]),
    };

    private static JsonArray Columns(RestCall call, ObjectDefinition definition, ListViewDefinition view)
    {
        var fields = view.Compile(call.Org, call.UserId, definition).Fields;
        return new([.. Paths(view).Select(path => (JsonNode)Column(definition, view, path, fields.Bind(new FieldPath(path.Split('.'), 0)).Field))]);
    }

    private static JsonObject Column(ObjectDefinition definition, ListViewDefinition view, string path, FieldDefinition field)
    {
        var sorts = path == ListViewDefinition.OrderBy(definition);
        var ordinary = field.Type.IsText();
        return new JsonObject
        {
            ["ascendingLabel"] = ordinary ? "Z-A" : "9-0", ["descendingLabel"] = ordinary ? "A-Z" : "0-9", ["fieldNameOrPath"] = path, ["hidden"] = !view.Columns.Contains(path), ["label"] = field.Label, ["searchable"] = false,
            ["selectListItem"] = path, ["sortDirection"] = sorts ? "ascending" : null, ["sortIndex"] = sorts ? 0 : null, ["sortable"] = field.Sortable, ["type"] = field.Type.Word(),
        };
    }

    private static JsonArray OrderBy(ObjectDefinition definition) =>
        new([.. new[] { ListViewDefinition.OrderBy(definition), "Id" }.Distinct().Select(path => (JsonNode)new JsonObject { ["fieldNameOrPath"] = path, ["nullsPosition"] = "first", ["sortDirection"] = "ascending" })]);
}
