using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>Subrequests in order, later ones naming results of earlier ones; with allOrNone one refusal undoes all.</summary>
internal static class CompositeTransaction
{
    private const string RolledBack = "The transaction was rolled back since another operation in the same transaction failed.";

    public static IReadOnlyList<(string Reference, RestAnswer Answer)> Run(RestCall call, IReadOnlyList<JsonObject> parts, bool allOrNone)
    {
        var mark = call.Org.Mark();
        var references = new CompositeReferences();
        var answers = new List<(string Reference, RestAnswer Answer)>();
        foreach (var part in parts)
        {
            var reference = CompositeResources.Text(part["referenceId"])!;
            var answer = allOrNone && answers.Any(a => a.Answer.Status >= 400) ? Halted(RolledBack) : One(call, part, references);
            if (answer.Status < 400) references.Add(reference, answer.Body);
            answers.Add((reference, answer));
        }

        if (!allOrNone || answers.All(a => a.Answer.Status < 400)) return answers;
        call.Org.Undo(mark);
        return [.. answers.Select(a => a.Answer.Status < 400 ? (a.Reference, Halted(RolledBack)) : a)];
    }

    public static JsonObject Response(IEnumerable<(string Reference, RestAnswer Answer)> answers) =>
        new() { ["compositeResponse"] = new JsonArray([.. answers.Select(a => (JsonNode)One(a.Reference, a.Answer))]) };

    public static RestAnswer Halted(string message) => RestAnswer.Of(SalesforceRefusal.Query("PROCESSING_HALTED", message));

    /// <summary>The subrequests of a request or graph, each with method, url and a reference of its own.</summary>
    public static IReadOnlyList<JsonObject> Parts(JsonNode? list)
    {
        var parts = (list as JsonArray ?? throw RestJson.Unreadable("compositeRequest is required")).Select(p => p as JsonObject ?? throw RestJson.Unreadable("a subrequest is an object")).ToList();
        if (parts.Any(p => CompositeResources.Text(p["method"]) is null || CompositeResources.Text(p["url"]) is null || CompositeResources.Text(p["referenceId"]) is null))
            throw SalesforceRefusal.Query("INVALID_INPUT", "each subrequest needs method, url and referenceId");
        if (parts.Select(p => CompositeResources.Text(p["referenceId"])).Distinct().Count() < parts.Count)
            throw SalesforceRefusal.Query("INVALID_INPUT", "Duplicate ReferenceId provided in the request");
        return parts;
    }

    private static RestAnswer One(RestCall call, JsonObject part, CompositeReferences references)
    {
        try
        {
            var headers = new Dictionary<string, string>();
            foreach (var (name, value) in part["httpHeaders"] as JsonObject ?? []) headers[name.ToLowerInvariant()] = value?.ToString() ?? "";
            var url = references.Fill(CompositeResources.Text(part["url"])!);
            var body = part["body"] is { } given ? references.Fill(given) : null;
            return RestRouter.Handle(CompositeResources.Sub(call, CompositeResources.Text(part["method"])!, url, body, headers));
        }
        catch (SalesforceRefusal refusal)
        {
            return RestAnswer.Of(refusal);
        }
    }

    private static JsonObject One(string reference, RestAnswer answer) => new()
    {
        ["body"] = answer.Body?.DeepClone(), ["httpHeaders"] = new JsonObject(answer.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)JsonValue.Create(h.Value)))),
        ["httpStatusCode"] = answer.Status, ["referenceId"] = reference,
    };
}
