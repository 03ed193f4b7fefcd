using System.Xml.Linq;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// From a deployed object whose name ends in <c>__e</c> to the event that the schema knows.
/// See https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_define.htm
/// </summary>
internal static class PlatformEventShape
{
    private static readonly string[] FieldTypes = ["Checkbox", "Date", "DateTime", "LongTextArea", "Number", "Text"];

    internal static void Check(XElement metadata)
    {
        foreach (var needed in new[] { "label", "pluralLabel" })
            if (metadata.Text(needed) is null)
                throw ComponentProblem.At(metadata, $"Must specify a non-empty {needed} for the CustomObject");
        if (metadata.Text("deploymentStatus") is null) throw ComponentProblem.At(metadata, "Must specify deploymentStatus for the CustomObject");
        if (metadata.Text("eventType") is not "HighVolume") throw ComponentProblem.At((XObject?)metadata.Child("eventType") ?? metadata, "New platform events are of the event type HighVolume");
        foreach (var barred in new[] { "nameField", "sharingModel", "listViews" })
            if (metadata.Child(barred) is { } element)
                throw ComponentProblem.At(element, $"Can not specify '{barred}' for a platform event");
    }

    internal static void CheckField(XElement field)
    {
        if (!FieldTypes.Contains(field.Text("type")) || field.Child("formula") is not null) throw ComponentProblem.At(field.Child("type"), $"A platform event has no fields of type {field.Text("type")}");
        foreach (var barred in new[] { "externalId", "unique" })
            if (field.Flag(barred))
                throw ComponentProblem.At(field.Child(barred), $"Can not specify '{barred}' for a field of a platform event");
    }

    internal static ObjectDefinition Definition(SalesforceRecord component)
    {
        var metadata = component.Metadata();
        var abilities = new HashSet<string> { "createable", PlatformEvent.Ability };
        if (metadata.Text("publishBehavior") == "PublishImmediately") abilities.Add(PlatformEvent.Immediate);
        return new ObjectDefinition(component.Text("FullName")!, metadata.Text("label")!, metadata.Text("pluralLabel")!, component.Text("KeyPrefix"), abilities,
        [
            SchemaFile.Field("ReplayId string(1000) ?F Replay ID"), SchemaFile.Field("CreatedDate datetime d Created Date"), SchemaFile.Field("CreatedById reference d Created By ID ; to=User ; rel=CreatedBy"),
            SchemaFile.Field("EventUuid string(36) ? Event UUID"),
        ]);
    }

    /// <summary>e00, e01, ... as the cloud gives them out.</summary>
    internal static string Prefix(long number)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        number = (number - 1) % (digits.Length * digits.Length);
        return $"e{digits[(int)(number / digits.Length)]}{digits[(int)(number % digits.Length)]}";
    }
}
