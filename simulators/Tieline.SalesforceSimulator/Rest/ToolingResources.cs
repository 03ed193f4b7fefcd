namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// Queries of the Tooling API: set-up objects, and the schema as rows. What it does not know is answered <c>INVALID_TYPE</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm
/// </summary>
public static class ToolingResources
{
    public static RestAnswer Query(RestCall call) => QueryResources.Route(call with { Path = [.. call.Path.Skip(1)], Tooling = true });
}
