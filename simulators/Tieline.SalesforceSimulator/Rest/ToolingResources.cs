using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The Tooling API knows no object here: each query is answered <c>INVALID_TYPE</c>, as for an unknown one.</summary>
public static class ToolingResources
{
    public static RestAnswer Query(RestCall call)
    {
        call.Allow("GET");
        var source = new SourceText(call.QueryValue("q") ?? "");
        var query = SoqlParser.Parse(source);
        throw source.Error("INVALID_TYPE", $"sObject type '{query.From}' is not supported.", query.From.At);
    }
}
