using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Sosl;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>/search</c> (SOSL) and <c>/parameterizedSearch</c>, which is the same search said with parameters.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm
/// </summary>
public static class SearchResources
{
    public static RestAnswer Search(RestCall call)
    {
        call.Allow("GET", "HEAD");
        if (call.Path.Count > 1) throw SalesforceRefusal.NotFound();
        var text = call.QueryValue("q") ?? throw SalesforceRefusal.Query("MALFORMED_SEARCH", "No search string found: use ?q=FIND {...}");
        return Answer(SearchRun.Execute(call, SoslParser.Parse(text)));
    }

    public static RestAnswer Parameterized(RestCall call)
    {
        call.Allow("GET", "POST");
        var text = ParameterizedSearch.ToSosl(call.Method == "POST" ? call.JsonObject() : ParameterizedSearch.FromQuery(call.Query));
        return Answer(SearchRun.Execute(call, SoslParser.Parse(text)));
    }

    private static RestAnswer Answer(JsonArray records) => RestAnswer.Ok(new JsonObject { ["searchRecords"] = records });
}
