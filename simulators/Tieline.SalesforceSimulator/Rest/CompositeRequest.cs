using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>POST /composite</c>: up to 25 subrequests, five of them queries or collections.</summary>
public static class CompositeRequest
{
    private const int Most = 25;
    private const int MostCollections = 5;

    public static RestAnswer Run(RestCall call)
    {
        call.Allow("POST");
        var request = call.JsonObject();
        var parts = CompositeTransaction.Parts(request["compositeRequest"]);
        if (parts.Count > Most) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A composite request has at most {Most} subrequests");
        if (parts.Count(p => CompositeResources.Text(p["url"])!.Contains("/query") || CompositeResources.Text(p["url"])!.Contains("/composite/sobjects")) > MostCollections)
            throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A composite request has at most {MostCollections} queries and sObject collections");
        return RestAnswer.Ok(CompositeTransaction.Response(CompositeTransaction.Run(call, parts, CompositeResources.Flag(request["allOrNone"]))));
    }
}
