using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// <c>/sobjects/X/listviews</c>: the views of an object, one, its describe and its rows.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_listviews.htm
/// </summary>
internal static class ListViewResources
{
    private const int UsualRows = 25;
    private const int MostRows = 2000;

    public static RestAnswer Route(RestCall call, ObjectDefinition definition, params string[] path)
    {
        call.Allow("GET", "HEAD");
        if (!definition.Can("layoutable")) throw SalesforceRefusal.NotFound();
        return path switch
        {
            [] => RestAnswer.Ok(ListViewJson.All(call, definition, Of(call.Org, definition.Name))),
            [var id] => RestAnswer.Ok(ListViewJson.Basic(call, definition, Find(call, definition, id))),
            [var id, "describe"] => RestAnswer.Ok(ListViewJson.Describe(call, definition, Find(call, definition, id))),
            [var id, "results"] => RestAnswer.Ok(ListViewJson.Results(call, definition, Find(call, definition, id), Number(call, "limit", UsualRows, 1), Number(call, "offset", 0, 0))),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    public static List<SalesforceRecord> Of(SalesforceOrg org, string objectName) => [.. org.Records.Rows("ListView").Where(v => v.Text("SobjectType") == objectName)];

    /// <summary>By id or by API name.</summary>
    private static SalesforceRecord Find(RestCall call, ObjectDefinition definition, string given) =>
        Of(call.Org, definition.Name).FirstOrDefault(v => v.Id == RecordIds.Normalize(given) || v.Text("DeveloperName")!.Equals(given, StringComparison.OrdinalIgnoreCase)) ?? throw SalesforceRefusal.NotFound();

    private static int Number(RestCall call, string name, int usual, int least)
    {
        if (call.QueryValue(name) is not { } text) return usual;
        return int.TryParse(text, out var number) && number >= least && number <= MostRows ? number : throw SalesforceRefusal.Query("NUMBER_OUTSIDE_VALID_RANGE", $"{name} lies between {least} and {MostRows}");
    }
}
