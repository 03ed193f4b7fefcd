using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>POST /composite/tree/X</c>: records with their children, all or none, at most 200 and five levels.</summary>
public static class TreeRequest
{
    private const int Deepest = 5;

    public static RestAnswer Run(RestCall call, string objectName)
    {
        call.Allow("POST");
        var mark = call.Org.Mark();
        var results = new JsonArray();
        var failures = new JsonArray();
        Level(call, call.JsonObject(), objectName, parent: null, depth: 1, results, failures);
        if (failures.Count == 0) return new RestAnswer(201, new JsonObject { ["hasErrors"] = false, ["results"] = results });
        call.Org.Undo(mark);
        return new RestAnswer(400, new JsonObject { ["hasErrors"] = true, ["results"] = failures });
    }

    private static void Level(RestCall call, JsonObject holder, string objectName, (FieldDefinition Field, string Id)? parent, int depth, JsonArray results, JsonArray failures)
    {
        if (depth > Deepest) throw SalesforceRefusal.Query("INVALID_INPUT", $"A tree is at most {Deepest} levels deep");
        var definition = call.Schema.Find(objectName) ?? throw SalesforceRefusal.NotFound();
        foreach (var node in holder["records"] as JsonArray ?? throw RestJson.Unreadable("records is required"))
        {
            var record = node as JsonObject ?? throw RestJson.Unreadable("a record is an object");
            if (results.Count + failures.Count >= CollectionRun.Most) throw SalesforceRefusal.Query("INVALID_INPUT", $"A tree has at most {CollectionRun.Most} records");
            var reference = CompositeResources.Text((record["attributes"] as JsonObject)?["referenceId"]) ?? throw SalesforceRefusal.Query("INVALID_INPUT", "Include a reference ID for each record");
            var children = record.Where(p => p.Value is JsonObject json && json.ContainsKey("records")).ToList();
            var body = new JsonObject(record.Where(p => p.Key != "attributes" && !children.Exists(c => c.Key == p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            if (parent is var (field, parentId)) body[field.Name] = parentId;
            if (Insert(call, definition, body, reference, results, failures) is not { } id) continue;
            foreach (var (relationship, child) in children)
            {
                var target = call.Schema.Child(definition.Name, relationship) ?? throw SalesforceRefusal.Query("INVALID_FIELD", $"No such relationship '{relationship}' on sobject of type {definition.Name}");
                Level(call, child!.AsObject(), target.ChildObject, (target.Field, id), depth + 1, results, failures);
            }
        }
    }

    private static string? Insert(RestCall call, ObjectDefinition definition, JsonObject body, string reference, JsonArray results, JsonArray failures)
    {
        try
        {
            var id = call.Writer().Insert(definition.Name, body).Id;
            results.Add((JsonNode)new JsonObject { ["referenceId"] = reference, ["id"] = id });
            return id;
        }
        catch (SalesforceRefusal refusal)
        {
            failures.Add((JsonNode)new JsonObject { ["referenceId"] = reference, ["errors"] = new JsonArray(RestJson.Error(refusal, "statusCode")) });
            return null;
        }
    }
}
