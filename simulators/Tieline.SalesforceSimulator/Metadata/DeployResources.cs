using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// <c>/metadata/deployRequest</c>: deploying a zip, asking how it goes, cancelling.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
/// </summary>
internal static class DeployResources
{
    /// <summary>The part that holds the options goes by both names.</summary>
    private static readonly string[] OptionParts = ["json", "entity_content"];

    internal static RestAnswer Route(RestCall call)
    {
        if (!MayDeploy(call.Org, call.UserId)) throw new SalesforceRefusal(403, "INSUFFICIENT_ACCESS", "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions");
        return call.Path.Skip(2).ToArray() switch
        {
            [] => Submit(call),
            [var id] => One(call, id),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    private static RestAnswer Submit(RestCall call)
    {
        call.Allow("POST");
        if (call.Parts is not { } parts) throw new SalesforceRefusal(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type: use multipart/form-data with the parts json and file");
        var json = OptionParts.Select(parts.GetValueOrDefault).FirstOrDefault(p => p is not null) ?? throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "The part json is missing");
        var zip = parts.GetValueOrDefault("file") ?? throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "The part file is missing");
        var options = DeployOptions.Read(RestJson.Parse(System.Text.Encoding.UTF8.GetString(json)));
        PackageZip.Read(zip, options.SinglePackage);
        return new RestAnswer(201, Answer(call, call.Org.Deployments.Submit(call.UserId, options, zip), includeDetails: false));
    }

    private static RestAnswer One(RestCall call, string id)
    {
        call.Allow("GET", "HEAD", "PATCH");
        var request = call.Org.Records.Find(id) is { ObjectName: "DeployRequest" } found ? found : throw new SalesforceRefusal(404, "NOT_FOUND", "The requested resource does not exist");
        if (call.Method != "PATCH") return RestAnswer.Ok(Answer(call, request, call.Flag("includeDetails")));
        if (call.JsonObject()["deployResult"] is not JsonObject wanted || CompositeResources.Text(wanted["status"]) != "Canceling") throw SalesforceRefusal.Query("INVALID_OPERATION", "A deployment can only be set to the status Canceling");
        if (Deployments.IsDone(request)) throw SalesforceRefusal.Query("INVALID_ID_FIELD", "Deployment already completed");
        if (request.Text("Status") != "Canceling") call.Org.Deployments.Cancel(request, call.UserId);
        return new RestAnswer(202, Answer(call, call.Org.Records.Find(id)!, includeDetails: false));
    }

    private static JsonObject Answer(RestCall call, SalesforceRecord request, bool includeDetails) => new()
    {
        ["id"] = request.Id, ["url"] = $"{call.PublicUrl}{call.BasePath}/metadata/deployRequest/{request.Id}", ["deployResult"] = DeployResult.Of(call.Org, request, includeDetails),
        ["deployOptions"] = JsonNode.Parse(call.Org.Deployments.Content(request).Text("Options")!),
    };

    private static bool MayDeploy(SalesforceOrg org, string userId) =>
        org.Access.Of(userId) is var rights && (rights.Has("PermissionsModifyAllData") || rights.Has("PermissionsModifyMetadata"));
}
