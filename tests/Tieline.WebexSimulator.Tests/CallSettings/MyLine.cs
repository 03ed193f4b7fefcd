using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.CallSettings;

/// <summary>Short ways to the settings of a person's own line.</summary>
internal static class MyLine
{
    public const string Root = "/telephony/config/people/me";

    public static Task<Answer> SetAsync(this Simulation simulation, string who, string page, object change) =>
        simulation.ApiAsync(who, "PUT", $"{Root}/settings/{page}", change);

    public static async Task<JsonNode> SettingsAsync(this Simulation simulation, string who, string page) =>
        (await simulation.ApiAsync(who, "GET", $"{Root}/settings/{page}")).Expect(200).Json;

    /// <summary>Sends the person's calls on: always, busy or noAnswer.</summary>
    public static async Task ForwardAsync(this Simulation simulation, string who, string when, string destination, bool toVoicemail = false) =>
        (await simulation.SetAsync(who, "callForwarding", new
        {
            callForwarding = new Dictionary<string, object> { [when] = new { enabled = true, destination, destinationVoicemailEnabled = toVoicemail } },
        })).Expect(204);

    /// <summary>Switches the voicemail on for the calls named: sendAllCalls, sendBusyCalls or sendUnansweredCalls.</summary>
    public static async Task UseVoicemailAsync(this Simulation simulation, string who, string calls) =>
        (await simulation.SetAsync(who, "voicemail", new Dictionary<string, object>
        {
            ["enabled"] = true, ["notifications"] = new { }, ["transferToNumber"] = new { }, ["sendUnansweredCalls"] = new { enabled = false }, [calls] = new { enabled = true },
        })).Expect(204);
}
