using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>POST /composite</c>: up to 25 subrequests in order, later ones naming results of earlier ones.</summary>
public static class CompositeRequest
{
    private const int Most = 25;
    private const int MostCollections = 5;
    private const string RolledBack = "The transaction was rolled back since another operation in the same transaction failed.";

    public static RestAnswer Run(RestCall call)
    {
        call.Allow("POST");
        var request = call.JsonObject();
        var parts = (request["compositeRequest"] as JsonArray ?? throw RestJson.Unreadable("compositeRequest is required")).Select(p => p as JsonObject ?? throw RestJson.Unreadable("a subrequest is an object")).ToList();
        Check(parts);
        var allOrNone = CompositeResources.Flag(request["allOrNone"]);
        var mark = call.Org.Records.Mark();
        var references = new CompositeReferences();
        var answers = new List<(string Reference, RestAnswer Answer)>();
        foreach (var part in parts)
        {
            var reference = CompositeResources.Text(part["referenceId"])!;
            var answer = allOrNone && answers.Any(a => a.Answer.Status >= 400) ? Halted(RolledBack) : One(call, part, references);
            if (answer.Status < 400) references.Add(reference, answer.Body);
            answers.Add((reference, answer));
        }

        if (allOrNone && answers.Any(a => a.Answer.Status >= 400))
        {
            call.Org.Records.Undo(mark);
            answers = [.. answers.Select(a => a.Answer.Status < 400 ? (a.Reference, Halted(RolledBack)) : a)];
        }

        return RestAnswer.Ok(new JsonObject { ["compositeResponse"] = new JsonArray([.. answers.Select(a => (JsonNode)Response(a.Reference, a.Answer))]) });
    }

    private static RestAnswer One(RestCall call, JsonObject part, CompositeReferences references)
    {
        try
        {
            var headers = (part["httpHeaders"] as JsonObject ?? []).ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value?.ToString() ?? "");
            var url = references.Fill(CompositeResources.Text(part["url"])!);
            var body = part["body"] is { } given ? references.Fill(given) : null;
            return RestRouter.Handle(CompositeResources.Sub(call, CompositeResources.Text(part["method"])!, url, body, headers));
        }
        catch (SalesforceRefusal refusal)
        {
            return RestAnswer.Of(refusal);
        }
    }

    private static void Check(List<JsonObject> parts)
    {
        if (parts.Count > Most) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A composite request has at most {Most} subrequests");
        if (parts.Any(p => CompositeResources.Text(p["method"]) is null || CompositeResources.Text(p["url"]) is null || CompositeResources.Text(p["referenceId"]) is null))
            throw SalesforceRefusal.Query("INVALID_INPUT", "each subrequest needs method, url and referenceId");
        if (parts.Select(p => CompositeResources.Text(p["referenceId"])).Distinct().Count() < parts.Count)
            throw SalesforceRefusal.Query("INVALID_INPUT", "Duplicate ReferenceId provided in the request");
        if (parts.Count(p => CompositeResources.Text(p["url"])!.Contains("/query") || CompositeResources.Text(p["url"])!.Contains("/composite/sobjects")) > MostCollections)
            throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A composite request has at most {MostCollections} queries and sObject collections");
    }

    private static RestAnswer Halted(string message) => RestAnswer.Of(SalesforceRefusal.Query("PROCESSING_HALTED", message));

    private static JsonObject Response(string reference, RestAnswer answer) => new()
    {
        ["body"] = answer.Body?.DeepClone(), ["httpHeaders"] = new JsonObject(answer.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)JsonValue.Create(h.Value)))),
        ["httpStatusCode"] = answer.Status, ["referenceId"] = reference,
    };
}
