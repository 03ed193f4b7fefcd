using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// A deployment as the answer tells of it.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm
/// </summary>
internal static class DeployResult
{
    private static readonly string[] Members =
    [
        "CheckOnly", "CompletedDate", "CreatedDate", "ErrorMessage", "ErrorStatusCode", "IgnoreWarnings", "LastModifiedDate", "NumberComponentErrors", "NumberComponentsDeployed", "NumberComponentsTotal", "NumberTestErrors",
        "NumberTestsCompleted", "NumberTestsTotal", "RollbackOnError", "RunTestsEnabled", "StartDate", "Status",
    ];

    internal static JsonObject Of(SalesforceOrg org, SalesforceRecord request, bool includeDetails)
    {
        var definition = org.Schema["DeployRequest"];
        var json = new JsonObject { ["id"] = request.Id };
        foreach (var name in Members)
            if (request[name] is not null || name is not ("ErrorMessage" or "ErrorStatusCode" or "CompletedDate" or "StartDate"))
                json[char.ToLowerInvariant(name[0]) + name[1..]] = RestJson.Value(request[name], definition.Field(name)!.Type);
        json["done"] = Deployments.IsDone(request);
        json["success"] = request.Text("Status") is "Succeeded" or "SucceededPartial";
        Person(org, json, "createdBy", request.Text("CreatedById"));
        if (request.Text("CanceledById") is { } canceler) Person(org, json, "canceledBy", canceler);
        if (request.Text("Status") == "InProgress") json["stateDetail"] = "Processing components";
        if (includeDetails) json["details"] = org.Deployments.Content(request).Text("Details") is { } details ? JsonNode.Parse(details) : Details(new DeployOutcome("", [], []), org.Clock.Now);
        return json;
    }

    internal static JsonObject Details(DeployOutcome outcome, DateTimeOffset at) => new()
    {
        ["allComponentMessages"] = new JsonArray(),
        ["componentFailures"] = new JsonArray([.. outcome.Messages.Where(m => !m.Success).Select(m => (JsonNode)m.ToJson(at))]),
        ["componentSuccesses"] = new JsonArray([.. outcome.Messages.Where(m => m.Success).Select(m => (JsonNode)m.ToJson(at))]),
        ["retrieveResult"] = null,
        ["runTestResult"] = new JsonObject
        {
            ["apexLogId"] = null, ["codeCoverage"] = new JsonArray(), ["codeCoverageWarnings"] = new JsonArray(), ["failures"] = new JsonArray([.. outcome.TestsNotRun.Select(NotRun)]), ["flowCoverage"] = new JsonArray(),
            ["flowCoverageWarnings"] = new JsonArray(), ["numFailures"] = outcome.TestsNotRun.Count, ["numTestsRun"] = outcome.TestsNotRun.Count, ["successes"] = new JsonArray(), ["totalTime"] = 0.0,
        },
    };

    private static JsonNode NotRun(string test) => new JsonObject
    {
        ["id"] = null, ["message"] = "This simulator runs no Apex tests.", ["methodName"] = null, ["name"] = test, ["namespace"] = null, ["packageName"] = test, ["seeAllData"] = false, ["stackTrace"] = null, ["time"] = 0.0, ["type"] = "Class",
    };

    private static void Person(SalesforceOrg org, JsonObject json, string member, string? id) => (json[member], json[member + "Name"]) = (id, org.Records.Find(id)?.Text("Name"));
}
