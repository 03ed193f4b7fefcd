using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>POST /composite/batch</c>: up to 25 independent subrequests.</summary>
public static class BatchRequest
{
    private const int Most = 25;

    public static RestAnswer Run(RestCall call)
    {
        call.Allow("POST");
        var request = call.JsonObject();
        var parts = request["batchRequests"] as JsonArray ?? throw RestJson.Unreadable("batchRequests is required");
        if (parts.Count > Most) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A batch has at most {Most} subrequests");
        var halt = CompositeResources.Flag(request["haltOnError"]);
        var answers = new List<RestAnswer>();
        foreach (var part in parts)
            answers.Add(halt && answers.Any(a => a.Status >= 400) ? Halted() : One(call, part as JsonObject ?? throw RestJson.Unreadable("a subrequest is an object")));
        return RestAnswer.Ok(new JsonObject
        {
            ["hasErrors"] = answers.Any(a => a.Status >= 400),
            ["results"] = new JsonArray([.. answers.Select(a => (JsonNode)new JsonObject { ["statusCode"] = a.Status, ["result"] = a.Body?.DeepClone() })]),
        });
    }

    private static RestAnswer One(RestCall call, JsonObject part)
    {
        if (CompositeResources.Text(part["method"]) is not { } method || CompositeResources.Text(part["url"]) is not { } url)
            return RestAnswer.Of(SalesforceRefusal.Query("INVALID_INPUT", "each subrequest needs method and url"));
        return RestRouter.Handle(CompositeResources.Sub(call, method, url, part["richInput"], new Dictionary<string, string>()));
    }

    private static RestAnswer Halted() => RestAnswer.Of(new SalesforceRefusal(412, "BATCH_PROCESSING_HALTED", "Batch processing halted following errors in an earlier subrequest"));
}
