using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rest.Screens;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The one table of the REST API: which path and method is answered by what. Never throws a refusal: it becomes the answer.</summary>
public static class RestRouter
{
    public static RestAnswer Handle(RestCall call)
    {
        try
        {
            return call.Org.Run(() => Route(call), call.Author);
        }
        catch (SalesforceRefusal refusal)
        {
            return RestAnswer.Of(refusal);
        }
    }

    private static RestAnswer Route(RestCall call) => call.Path.ToArray() switch
    {
        [] => VersionResources.Map(call),
        ["sobjects", ..] => SObjectResources.Route(call),
        ["query" or "queryAll", ..] => QueryResources.Route(call),
        ["search", ..] => SearchResources.Search(call),
        ["parameterizedSearch"] => SearchResources.Parameterized(call),
        ["composite", ..] => CompositeResources.Route(call),
        ["jobs", ..] => Bulk.JobResources.Route(call),
        ["limits", ..] => LimitResources.Route(call),
        ["recent"] => LimitResources.Recent(call),
        ["compactLayouts"] => LayoutResources.Compact(call),
        ["quickActions", .. var path] => QuickActionResources.Route(call, null, [.. path]),
        ["actions", ..] => ActionResources.Route(call),
        ["tabs"] => TabResources.Tabs(call),
        ["theme"] => TabResources.Theme(call),
        ["appMenu", ..] => TabResources.AppMenu(call),
        ["tooling", "sobjects", ChannelResources.Channel or ChannelResources.Member, ..] => ChannelResources.Route(call),
        ["tooling", "sobjects", PubSub.ManagedSubscriptions.Object, ..] => PubSub.ManagedSubscriptionResources.Route(call),
        ["tooling", "query", ..] => ToolingResources.Query(call),
        ["metadata", "deployRequest", ..] => DeployResources.Route(call),
        _ => throw SalesforceRefusal.NotFound(),
    };

    /// <summary>Refuses other methods in the cloud's words.</summary>
    public static void Allow(this RestCall call, params string[] methods)
    {
        if (methods.Contains(call.Method) || (call.Method == "HEAD" && methods.Contains("GET"))) return;
        throw new SalesforceRefusal(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed. Allowed are {string.Join(",", methods)}");
    }
}
