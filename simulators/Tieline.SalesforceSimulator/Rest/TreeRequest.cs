using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>POST /composite/tree/X</c>: records with their children, all or none, at most 200 of five types and five levels.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobject_tree.htm
/// </summary>
public sealed class TreeRequest
{
    private const int Deepest = 5;
    private const int MostTypes = 5;
    private readonly RestCall call;
    private readonly JsonArray results = [];
    private readonly JsonArray failures = [];
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly HashSet<string> types = new(StringComparer.Ordinal);

    private TreeRequest(RestCall call) => this.call = call;

    public static RestAnswer Run(RestCall call, string objectName)
    {
        call.Allow("POST");
        var mark = call.Org.Mark();
        var tree = new TreeRequest(call);
        tree.Level(call.JsonObject(), objectName, parent: null, depth: 1);
        if (tree.failures.Count == 0) return new RestAnswer(201, new JsonObject { ["hasErrors"] = false, ["results"] = tree.results });
        call.Org.Undo(mark);
        return new RestAnswer(400, new JsonObject { ["hasErrors"] = true, ["results"] = tree.failures });
    }

    private void Level(JsonObject holder, string objectName, (FieldDefinition Field, string Id)? parent, int depth)
    {
        if (depth > Deepest) throw Invalid($"A tree is at most {Deepest} levels deep");
        var definition = call.Schema.Find(objectName) ?? throw SalesforceRefusal.NotFound();
        foreach (var node in holder["records"] as JsonArray ?? throw RestJson.Unreadable("records is required"))
        {
            var record = node as JsonObject ?? throw RestJson.Unreadable("a record is an object");
            if (results.Count + failures.Count >= CollectionRun.Most) throw Invalid($"A tree has at most {CollectionRun.Most} records");
            var reference = Reference(record, definition);
            var children = record.Where(p => p.Value is JsonObject json && json.ContainsKey("records")).ToList();
            var body = new JsonObject(record.Where(p => p.Key != "attributes" && !children.Exists(c => c.Key == p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            if (parent is var (field, parentId)) body[field.Name] = parentId;
            if (Insert(definition, body, reference) is not { } id) continue;
            foreach (var (relationship, child) in children)
            {
                var target = call.Schema.Child(definition.Name, relationship) ?? throw SalesforceRefusal.Query("INVALID_FIELD", $"No such relationship '{relationship}' on sobject of type {definition.Name}");
                Level(child!.AsObject(), target.ChildObject, (target.Field, id), depth + 1);
            }
        }
    }

    /// <summary>What a record is called in the answer, once its attributes fit its place in the tree.</summary>
    private string Reference(JsonObject record, ObjectDefinition definition)
    {
        var attributes = record["attributes"] as JsonObject;
        var reference = CompositeResources.Text(attributes?["referenceId"]) ?? throw Invalid("Include a reference ID for each record");
        if (!references.Add(reference)) throw Invalid("Duplicate ReferenceId provided in the request.");
        if (!definition.Name.Equals(CompositeResources.Text(attributes?["type"]), StringComparison.OrdinalIgnoreCase)) throw Invalid($"The type of {reference} must be {definition.Name}");
        types.Add(definition.Name);
        return types.Count <= MostTypes ? reference : throw Invalid($"A tree has records of at most {MostTypes} types");
    }

    private string? Insert(ObjectDefinition definition, JsonObject body, string reference)
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

    private static SalesforceRefusal Invalid(string message) => SalesforceRefusal.Query("INVALID_INPUT", message);
}
