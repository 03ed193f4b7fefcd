using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// <c>/tabs</c>, <c>/theme</c> and <c>/appMenu</c>: how the org's objects and apps are shown.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_tabs.htm
/// </summary>
internal static class TabResources
{
    private static readonly Dictionary<string, string> Colors = new()
    {
        ["Account"] = "7F8DE1", ["Campaign"] = "F49756", ["Case"] = "F2CF5B", ["Contact"] = "A094ED", ["Event"] = "EB7092", ["Lead"] = "F88962", ["Opportunity"] = "FCB95B", ["Task"] = "4BC076", ["User"] = "65CAE4",
    };

    private const string OwnColor = "A8A8A8";

    public static RestAnswer Tabs(RestCall call)
    {
        call.Allow("GET", "HEAD");
        var standard = Shown(call).Where(o => !o.Name.EndsWith("__c", StringComparison.Ordinal)).Select(o => Tab(call, "standard-" + o.Name, o.LabelPlural, o.Name, $"/{o.KeyPrefix}/o", custom: false));
        var deployed = MetadataComponents.All(call.Org, "CustomTab").Where(t => t.Metadata().Text("customObject") is null || call.Schema.Find(t.Text("FullName")!) is not null).Select(t =>
        {
            var (metadata, name) = (t.Metadata(), t.Text("FullName")!);
            var of = metadata.Flag("customObject") ? call.Schema.Find(name) : null;
            return Tab(call, name, of?.LabelPlural ?? metadata.Text("label")!, of?.Name ?? "", of is null ? metadata.Text("url") ?? $"/lightning/n/{name}" : $"/{of.KeyPrefix}/o", custom: true);
        });
        return RestAnswer.Ok(new JsonArray([.. standard.Concat(deployed).Cast<JsonNode>()]));
    }

    public static RestAnswer Theme(RestCall call)
    {
        call.Allow("GET", "HEAD");
        return RestAnswer.Ok(new JsonObject { ["themeItems"] = new JsonArray([.. Shown(call).Select(o => (JsonNode)new JsonObject { ["colors"] = Color(o.Name), ["icons"] = Icons(call, o.Name), ["name"] = o.Name })]) });
    }

    public static RestAnswer AppMenu(RestCall call)
    {
        call.Allow("GET", "HEAD");
        return call.Path.Skip(1).ToArray() switch
        {
            [] => RestAnswer.Ok(new JsonObject { ["AppSwitcher"] = $"{call.BasePath}/appMenu/AppSwitcher", ["Salesforce1"] = $"{call.BasePath}/appMenu/Salesforce1" }),
            ["AppSwitcher"] => Items(call.Org.Records.Rows("CustomApplication").Select(a => ("TabSet", a.Text("Label") ?? a.Text("DeveloperName")!, $"/home/home.jsp?tsid={a.Id[..15]}"))),
            ["Salesforce1"] => Items(Shown(call).Select(o => ("Custom.Entity", o.LabelPlural, $"/{o.KeyPrefix}/o"))),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    private static RestAnswer Items(IEnumerable<(string Type, string Label, string Url)> items) => RestAnswer.Ok(new JsonObject
    {
        ["appMenuItems"] = new JsonArray([.. items.Select(i => (JsonNode)new JsonObject { ["type"] = i.Type, ["content"] = null, ["icons"] = null, ["colors"] = null, ["label"] = i.Label, ["url"] = i.Url })]),
    });

    private static IEnumerable<ObjectDefinition> Shown(RestCall call) => call.Schema.Objects.Where(o => o is { InRest: true, KeyPrefix: not null } && o.Can("layoutable") && o.Name is not "CampaignMember").OrderBy(o => o.Name, StringComparer.Ordinal);

    private static JsonObject Tab(RestCall call, string name, string label, string objectName, string url, bool custom) => new()
    {
        ["colors"] = Color(objectName), ["custom"] = custom, ["iconUrl"] = Icon(call, objectName, 32), ["icons"] = Icons(call, objectName), ["label"] = label, ["miniIconUrl"] = Icon(call, objectName, 16),
        ["name"] = name, ["sobjectName"] = objectName, ["timezone"] = null, ["url"] = call.PublicUrl + url,
    };

    private static JsonArray Color(string objectName) => new(new JsonObject { ["color"] = Colors.GetValueOrDefault(objectName, OwnColor), ["context"] = "primary", ["theme"] = "theme4" });

    private static JsonArray Icons(RestCall call, string objectName) =>
        new(new JsonObject { ["contentType"] = "image/svg+xml", ["height"] = 0, ["theme"] = "theme4", ["url"] = $"{call.PublicUrl}/img/icon/t4v35/{Folder(objectName)}.svg", ["width"] = 0 });

    private static string Icon(RestCall call, string objectName, int size) => $"{call.PublicUrl}/img/icon/t4v35/{Folder(objectName)}_{(size == 16 ? 60 : 120)}.png";

    private static string Folder(string objectName) => Colors.ContainsKey(objectName) ? "standard/" + objectName.ToLowerInvariant() : "custom/custom1";
}
