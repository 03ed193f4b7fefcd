using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What lies in the org, and the whole of it as one file: to be kept, and to be loaded again here or elsewhere.</summary>
public static class StateDoors
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/objects", (SalesforceOrg org) => new { objects = Objects(org) });
        control.MapGet("/state", (SalesforceOrg org) => Results.Text(StateFile.Of(org).ToJsonString(RestJson.Plain), "application/json"));
        control.MapPut("/state", LoadAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static object[] Objects(SalesforceOrg org) => org.Run(() => (
        from definition in org.Schema.Objects
        where !definition.Virtual
        let count = org.Records.Rows(definition.Name).Count()
        where count > 0
        orderby definition.Name
        select (object)new { name = definition.Name, label = definition.Label, count }).ToArray());

    private static async Task<IResult> LoadAsync(HttpRequest request, SalesforceOrg org, FaultList faults, HeldRequests held, OpenSubscriptions subscriptions, CancellationToken cancellationToken)
    {
        JsonObject? state;
        try
        {
            state = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException mistake)
        {
            return PeopleDoors.Problem($"The body is no JSON: {mistake.Message}");
        }

        if (state is null) return PeopleDoors.Problem("Send the JSON object that GET /control/state gives.");
        if (StateFile.Problem(state) is { } problem) return PeopleDoors.Problem($"The state cannot be read ({problem}); the org stays as it is.");
        faults.Clear();
        StateFile.Into(org, state);
        org.Touch();
        held.Reset();
        subscriptions.Cut(topic: null, PubSubRefusal.Unavailable);
        return Results.NoContent();
    }
}
