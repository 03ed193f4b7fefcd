using System.Text;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>Writes a parameterized search as SOSL; its term is taken literally, so it is escaped.</summary>
public static class ParameterizedSearch
{
    private const string Reserved = "&|!{}[]()^~:\\\"'+-";

    public static string ToSosl(JsonObject request)
    {
        var term = Text(request, "q") ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "The q parameter is required");
        var sosl = new StringBuilder("FIND {").Append(Escape(term)).Append("} IN ").Append(Text(request, "in") ?? "ALL").Append(" FIELDS");
        var objects = request["sobjects"] as JsonArray ?? [];
        if (objects.Count > 0) sosl.Append(" RETURNING ").AppendJoin(", ", objects.Select(o => Object(request, o as JsonObject ?? throw Unreadable())));
        if (Number(request, "overallLimit") is { } limit) sosl.Append(" LIMIT ").Append(limit);
        return sosl.ToString();
    }

    /// <summary><c>?q=Acme&amp;sobject=Account&amp;Account.fields=Id,Name&amp;Account.limit=10</c>.</summary>
    public static JsonObject FromQuery(IReadOnlyDictionary<string, string> query)
    {
        var request = new JsonObject { ["q"] = query.GetValueOrDefault("q"), ["in"] = query.GetValueOrDefault("in"), ["overallLimit"] = query.GetValueOrDefault("overallLimit") };
        if (query.GetValueOrDefault("sobject") is not { } names) return request;
        request["sobjects"] = new JsonArray([.. names.Split(',').Select(name => (JsonNode)new JsonObject
        {
            ["name"] = name, ["fields"] = Fields(query.GetValueOrDefault(name + ".fields") ?? query.GetValueOrDefault("fields")),
            ["where"] = query.GetValueOrDefault(name + ".where"), ["limit"] = query.GetValueOrDefault(name + ".limit") ?? query.GetValueOrDefault("defaultLimit"),
        })]);
        return request;
    }

    private static JsonArray? Fields(string? list) => list is null ? null : RestJson.Strings(list.Split(','));

    private static string Object(JsonObject request, JsonObject item)
    {
        var fields = item["fields"] as JsonArray ?? request["fields"] as JsonArray;
        var names = fields is { Count: > 0 } ? string.Join(", ", fields.Select(f => f?.ToString())) : "Id";
        var clauses = new StringBuilder(Text(item, "name") ?? throw Unreadable()).Append('(').Append(names);
        if (Text(item, "where") is { } where) clauses.Append(" WHERE ").Append(where);
        if (Text(item, "orderBy") is { } order) clauses.Append(" ORDER BY ").Append(order);
        if ((Number(item, "limit") ?? Number(request, "defaultLimit")) is { } limit) clauses.Append(" LIMIT ").Append(limit);
        return clauses.Append(')').ToString();
    }

    /// <summary>Wildcards keep their meaning.</summary>
    private static string Escape(string term) => string.Concat(term.Select(c => Reserved.Contains(c) ? "\\" + c : c.ToString()));

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static int? Number(JsonObject json, string name) => int.TryParse(json[name]?.ToString(), out var number) ? number : null;

    private static SalesforceRefusal Unreadable() => SalesforceRefusal.Query("MISSING_ARGUMENT", "each of sobjects needs a name");
}
