using System.Text;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>What a set-up row shows beside the elements of its metadata: what follows from the component's name and files.</summary>
internal static class RowExtras
{
    private const decimal OldestApi = 31m;

    internal static Dictionary<string, object?> Of(SalesforceOrg org, ComponentSource source)
    {
        var values = new Dictionary<string, object?> { [source.Type.NameColumn] = ShortName(source) };
        foreach (var (name, value) in More(org, source)) values[name] = value;
        return values;
    }

    private static IEnumerable<(string Name, object? Value)> More(SalesforceOrg org, ComponentSource source) => source.Type.Name switch
    {
        "ApexClass" => [("Body", Text(source)), ("IsValid", true), ("Status", "Active"), ("LengthWithoutComments", source.Content.Length), ("ApiVersion", OldestApi)],
        "ApexPage" => [("Markup", Text(source)), ("ApiVersion", OldestApi)],
        "StaticResource" => [("BodyLength", source.Content.Length)],
        "LightningComponentBundle" => [("ApiVersion", OldestApi)],
        "CspTrustedSite" => [("MasterLabel", source.FullName), ("Language", "en_US"), ("Context", "All")],
        "NamedCredential" or "ManagedEventSubscription" => [("Language", "en_US")],
        "QuickAction" => [("SobjectType", ObjectOf(source.FullName))],
        "CustomTab" => [("Type", CustomTabs.TypeOf(source.Metadata))],
        "Layout" => [("TableEnumOrId", source.FullName.Split('-')[0]), ("LayoutType", "Standard")],
        "PermissionSet" => [("IsCustom", true), ("Type", "Regular"), .. PermissionSets.UserPermissions(org, source)],
        "ExtlClntAppOauthSettings" or "ExtlClntAppGlobalOauthSettings" or "ExtlClntAppOauthConfigurablePolicies" or "ExtlClntAppConfigurablePolicies" =>
            [("ExternalClientApplicationId", MetadataComponents.Find(org, "ExternalClientApplication", source.Metadata.Text("externalClientApplication")!)?.Text("RowId"))],
        _ => [],
    };

    /// <summary>An action of an object carries the object's name before a dot; one without is global.</summary>
    internal static string ObjectOf(string action) => action.Contains('.') ? action.Split('.')[0] : "Global";

    /// <summary>Without the object that comes before it.</summary>
    internal static string ShortName(ComponentSource source) => source.Type.Name switch
    {
        "QuickAction" when source.FullName.Contains('.') => source.FullName.Split('.', 2)[1],
        "Layout" => Uri.UnescapeDataString(source.FullName.Split('-', 2)[1]),
        _ => source.FullName,
    };

    private static string Text(ComponentSource source) => Encoding.UTF8.GetString(source.Content);
}
