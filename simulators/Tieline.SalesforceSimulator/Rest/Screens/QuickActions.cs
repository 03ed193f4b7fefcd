using Tieline.SalesforceSimulator.Metadata;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>Which actions there are: the global ones of every org, and those of deployed packages.</summary>
internal static class QuickActions
{
    public const string Global = "Global";

    private static readonly (string Name, string Label, string Type, string Target)[] OfEveryOrg =
    [
        ("LogACall", "Log a Call", "LogACall", "Task"), ("NewAccount", "New Account", "Create", "Account"), ("NewCase", "New Case", "Create", "Case"), ("NewContact", "New Contact", "Create", "Contact"),
        ("NewEvent", "New Event", "Create", "Event"), ("NewLead", "New Lead", "Create", "Lead"), ("NewOpportunity", "New Opportunity", "Create", "Opportunity"), ("NewTask", "New Task", "Create", "Task"),
    ];

    /// <summary>Those of an object, and the global ones, for what the user may see; null: the global ones alone.</summary>
    public static IReadOnlyList<QuickAction> Of(RestCall call, string? objectName) =>
        [.. Deployed(call).Where(a => a.Source == objectName), .. Deployed(call).Where(a => a.Source == Global), .. OfEveryOrg.Where(a => call.Schema.Find(a.Target) is not null).Select(a => new QuickAction(a.Name, a.Name, a.Label, a.Type, Global, a.Target, null))];

    private static IEnumerable<QuickAction> Deployed(RestCall call) =>
        from component in MetadataComponents.All(call.Org, "QuickAction")
        let metadata = component.Metadata()
        let type = metadata.Text("type")!
        let source = RowExtras.ObjectOf(component.Text("FullName")!)
        let target = type == "LogACall" ? "Task" : type == "Update" ? source : metadata.Text("targetObject")
        where target is null ? type != "Create" : call.Schema.Find(target) is not null
        orderby component.Text("FullName")
        select new QuickAction(component.Text("RowId")!, component.Text("FullName")!, metadata.Text("label") ?? metadata.Text("standardLabel")!, type, source, target, metadata);
}
