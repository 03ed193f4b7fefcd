using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Objects of the org's own: from a deployed component to the object the schema knows.</summary>
internal sealed partial class CustomObjects(SalesforceOrg org, string userId)
{
    private const string Abilities = "createable updateable deletable queryable retrieveable layoutable triggerable undeletable replicateable mruEnabled";
    private const int LongestName = 40;

    internal string Write(ComponentSource source)
    {
        var isEvent = PlatformEvents.PlatformEvent.IsName(source.FullName);
        if (!isEvent && !source.FullName.EndsWith("__c", StringComparison.Ordinal)) return Standard(source);
        if (isEvent) PlatformEventShape.Check(source.Metadata);
        Check(source, isEvent);
        var before = MetadataComponents.Find(org, "CustomObject", source.FullName);
        var row = SetupRows.Put(org, userId, "CustomObject", org.Records.Find(before?.Text("RowId")), new Dictionary<string, object?>
        {
            ["DeveloperName"] = source.FullName[..^3], ["Description"] = source.Metadata.Text("description"), ["ManageableState"] = "unmanaged",
        });
        var component = MetadataComponents.Put(org, source, row.Id, before?.Text("KeyPrefix") ?? (isEvent ? PlatformEventShape.Prefix(org.Records.NextNumber("platform events")) : Prefix(org.Records.NextNumber("custom objects"))));
        var fields = org.Schema.Find(source.FullName)?.Fields.Where(f => f.Custom) ?? [];
        org.Schema.Put(fields.Aggregate(Definition(component), CustomFields.Added));
        if (isEvent) return row.Id;
        GiveLayout(source);
        ListViews.Write(org, userId, source, org.Schema[source.FullName]);
        return row.Id;
    }

    /// <summary>A new object has a page of its own from the start.</summary>
    private void GiveLayout(ComponentSource source)
    {
        if (org.Records.Rows("Layout").Any(l => l.Text("TableEnumOrId") == source.FullName)) return;
        SetupRows.Put(org, userId, "Layout", null, new Dictionary<string, object?> { ["Name"] = source.Metadata.Text("label") + " Layout", ["TableEnumOrId"] = source.FullName, ["LayoutType"] = "Standard" });
    }

    /// <summary>A standard object's own settings are taken and have no effect; its fields are components of their own.</summary>
    private string Standard(ComponentSource source)
    {
        if (Kind().Match(source.FullName) is { Success: true } kind) throw ComponentProblem.At(source.Metadata, $"Objects whose names end in {kind.Value} are not offered by this simulator");
        if (source.FullName != CustomFields.Activity && (org.Schema.Find(source.FullName) is not { InRest: true } known || !known.Can("layoutable"))) throw ComponentProblem.NotFound(source.Metadata, "fullName", "CustomObject", source.FullName);
        MetadataComponents.Put(org, source, "");
        if (org.Schema.Find(source.FullName) is { } standard) ListViews.Write(org, userId, source, standard);
        return source.FullName;
    }

    private static void Check(ComponentSource source, bool isEvent)
    {
        var metadata = source.Metadata;
        var name = source.FullName[..^3];
        if (name.Length > LongestName || !DeveloperName().IsMatch(name)) throw ComponentProblem.At(metadata, ComponentReferences.BadName);
        if (isEvent) return;
        if (metadata.Text("customSettingsType") is not null) throw ComponentProblem.At(metadata, "Custom settings are not offered by this simulator");
        foreach (var needed in new[] { "label", "pluralLabel" })
            if (metadata.Text(needed) is null)
                throw ComponentProblem.At(metadata, $"Must specify a non-empty {needed} for the CustomObject");
        var nameField = metadata.Child("nameField") ?? throw ComponentProblem.At(metadata, "Must specify a nameField for the CustomObject");
        if (nameField.Text("label") is null) throw ComponentProblem.At(nameField, "Must specify a non-empty label for the CustomField");
        if (nameField.Text("type") is not ("Text" or "AutoNumber")) throw ComponentProblem.At(nameField, "The name field of a CustomObject is of type Text or AutoNumber");
        if (nameField.Text("type") == "AutoNumber") CustomFieldShape.DisplayFormat(nameField);
        if (metadata.Text("sharingModel") is null) throw ComponentProblem.At(metadata, "Must specify sharingModel for the CustomObject");
        if (metadata.Text("deploymentStatus") is null) throw ComponentProblem.At(metadata, "Must specify deploymentStatus for the CustomObject");
    }

    /// <summary>The object with its standard fields.</summary>
    internal static ObjectDefinition Definition(SalesforceRecord component)
    {
        if (PlatformEvents.PlatformEvent.IsName(component.Text("FullName")!)) return PlatformEventShape.Definition(component);
        var metadata = component.Metadata();
        var nameField = metadata.Child("nameField")!;
        var auto = nameField.Text("type") == "AutoNumber";
        var name = SchemaFile.Field($"Name string(80) {(auto ? "dNiA" : "cu?dNi")} Name") with { Label = nameField.Text("label")!, DisplayFormat = nameField.Text("displayFormat") };
        var abilities = Abilities.Split(' ').ToHashSet();
        if (metadata.Flag("enableSearch")) abilities.Add("searchable");
        if (metadata.Flag("enableFeeds")) abilities.Add("feedEnabled");
        if (metadata.Flag("enableActivities")) abilities.Add(RelatedObjects.Activities);
        var system = SystemFields.For("deleted created modified activity viewed").ToList();
        return new ObjectDefinition(component.Text("FullName")!, metadata.Text("label")!, metadata.Text("pluralLabel")!, component.Text("KeyPrefix"), abilities,
            [system[0], SchemaFile.Field("OwnerId reference cud Owner ID ; to=Group,User ; rel=Owner"), name, .. system.Skip(1)]);
    }

    /// <summary>a00, a01, ... as the cloud gives them out.</summary>
    private static string Prefix(long number)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        number = (number - 1) % (digits.Length * digits.Length);
        return $"a{digits[(int)(number / digits.Length)]}{digits[(int)(number % digits.Length)]}";
    }

    [GeneratedRegex("^[A-Za-z](?!.*__)[A-Za-z0-9_]*(?<!_)$")]
    private static partial Regex DeveloperName();

    [GeneratedRegex("__(mdt|b|x|kav|dlm|dll|hd|Feed|History|Share)$")]
    private static partial Regex Kind();
}
