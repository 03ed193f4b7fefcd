using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Takes over into a meeting's settings what a body says.</summary>
internal static class MeetingSettings
{
    /// <summary>Fields of a body that are not kept as settings.</summary>
    private static readonly string[] Apart =
    [
        "adhoc", "roomId", "templateId", "siteUrl", "start", "end", "invitees", "sendEmail", "hostEmail", "registration", "integrationTags",
        "breakoutSessions",
    ];

    /// <summary>Null clears; what is not named stays.</summary>
    public static void Fill(JsonObject settings, JsonBody body)
    {
        foreach (var field in body.Root.EnumerateObject().Where(field => !Apart.Contains(field.Name)))
        {
            if (field.Value.ValueKind == JsonValueKind.Object && settings[field.Name] is JsonObject group)
            {
                Fill(group, new JsonBody(field.Value));
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                settings[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }
            else if (field.Name is "agenda" or "recurrence" or "trackingCodes")
            {
                settings.Remove(field.Name);
            }
        }
    }

    public static void Replace(JsonObject kept, JsonObject wanted)
    {
        kept.Clear();
        foreach (var (name, value) in wanted)
        {
            kept[name] = value?.DeepClone();
        }
    }
}
