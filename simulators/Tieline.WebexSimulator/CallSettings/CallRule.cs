using System.Text.Json;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>One way in which a person's calls go elsewhere, as its settings say; a voicemail's has no destination.</summary>
internal sealed record CallRule(bool Enabled, string? Destination, bool DestinationVoicemailEnabled, double NumberOfRings)
{
    public static CallRule Forward(Person person, string name) => Read(ForwardingPage.Page.Of(person).GetProperty("callForwarding").GetProperty(name));

    /// <summary>Off as long as the whole voicemail is.</summary>
    public static CallRule Voicemail(Person person, string name)
    {
        var voicemail = VoicemailPage.Page.Of(person);
        var rule = Read(voicemail.GetProperty(name));
        return rule with { Enabled = rule.Enabled && voicemail.GetProperty("enabled").GetBoolean() };
    }

    private static CallRule Read(JsonElement part) => part.Deserialize<CallRule>(WireJson.Options)!;
}
