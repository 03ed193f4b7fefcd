using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>One page of a person's call settings. Of each person only what was changed is kept.</summary>
/// <param name="Unchanged">What the cloud tells before anybody has changed anything; <c>{email}</c> stands for the person's.</param>
/// <param name="Change">What a change may say.</param>
/// <param name="Rule">Refuses settings that contradict themselves.</param>
internal sealed record SettingsPage(string Name, Access Read, Access Write, string Unchanged, Shape Change, Action<JsonElement, WebexCloud> Rule)
{
    private const string Email = "{email}";

    /// <summary>Read once when it is the same for everybody: it is asked for at every call.</summary>
    private readonly JsonElement? ofEverybody = Unchanged.Contains(Email, StringComparison.Ordinal) ? null : JsonElement.Parse(Unchanged);

    public JsonElement Of(Person person)
    {
        var unchanged = ofEverybody ?? JsonElement.Parse(Unchanged.Replace(Email, JavaScriptEncoder.Default.Encode(person.Email), StringComparison.Ordinal));
        return person.CallSettings.TryGetValue(Name, out var changes) ? Laid(changes, unchanged) : unchanged;
    }

    /// <exception cref="WebexFailure">400, and the settings stay as they are.</exception>
    public void Put(Person person, JsonElement change, WebexCloud cloud)
    {
        Change.Check(change, Name);
        var changes = person.CallSettings.TryGetValue(Name, out var before) ? Laid(change, before) : change;
        Rule(Laid(changes, Of(person)), cloud);
        person.CallSettings[Name] = changes;
    }

    private static JsonElement Laid(JsonElement changes, JsonElement onto)
    {
        var there = JsonNode.Parse(onto.GetRawText())!.AsObject();
        Lay(JsonNode.Parse(changes.GetRawText())!.AsObject(), there);
        return JsonElement.Parse(there.ToJsonString(WireJson.Options));
    }

    /// <summary>What a change leaves out, or gives as null, stays as it was.</summary>
    private static void Lay(JsonObject changes, JsonObject onto)
    {
        foreach (var (name, value) in changes)
        {
            if (value is JsonObject inner && onto[name] is JsonObject there)
            {
                Lay(inner, there);
            }
            else if (value is not null)
            {
                onto[name] = value.DeepClone();
            }
        }
    }
}
