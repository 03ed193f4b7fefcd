using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;
using Tieline.WebexSimulator.Tests.Recordings;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Brings about what an example names in braces, each once: a call, a recording, a meeting, an id.</summary>
public sealed partial class WalkWorld(Simulation simulation)
{
    private readonly Dictionary<string, string> known = [];

    public async Task<string> FillAsync(string text)
    {
        foreach (var name in Braces().Matches(text).Select(match => match.Groups[1].Value).Distinct())
        {
            text = text.Replace($"{{{name}}}", await ValueAsync(name), StringComparison.Ordinal);
        }

        return text;
    }

    public async Task<string> ValueAsync(string name) =>
        known.TryGetValue(name, out var value) ? value : known[name] = await MakeAsync(name);

    private async Task<string> MakeAsync(string name) => name switch
    {
        "ann" or "bo" or "eva" => simulation.Id(name),
        "org" => (await simulation.ApiAsync("ann", "GET", "/people/me")).Of("orgId"),
        "role" => await FirstAsync("/roles"),
        "license" => (await simulation.ApiAsync("admin", "GET", "/licenses")).Items[1]!["id"]!.GetValue<string>(),
        "location" => (await simulation.ApiAsync("admin", "GET", $"/people/{simulation.Id("ann")}?callingData=true")).Of("locationId"),
        "preferred" => await DoneAsync($"/telephony/config/people/{simulation.Id("ann")}/preferredAnswerEndpoint", new { preferredAnswerEndpointId = await ValueAsync("endpoint") }, "", "PUT"),
        "forwarded" => await DoneAsync("/telephony/config/people/me/settings/callForwarding", new { callForwarding = new { always = new { enabled = true, destination = "1102" } } }, "", "PUT"),
        "endpoint" => simulation.Endpoint("ann", "DEVICE"),
        "consent" => (await SignIn.CompleteAsync(simulation)).Of("refresh_token"),
        "authorization" => await AfterAsync("consent", () => FirstAsync("/authorizations?personEmail=ann.berg@nordlys.example")),
        "serviceApp" => await ServiceAppAsync(),
        "webhook" => (await simulation.ApiAsync("ann", "POST", "/webhooks", """{"name":"n","targetUrl":"https://tieline.example/w","resource":"telephony_calls","event":"all"}""")).Of("id"),
        "firehose" => (await simulation.ApiAsync("ann", "POST", "/webhooks", """{"name":"n","targetUrl":"https://tieline.example/f","resource":"all","event":"all"}""")).Of("id"),
        "recording" => await RecordedCalls.RecordAsync(simulation),
        "trashed" => await AfterAsync("recording", async () => await DoneAsync("/convergedRecordings/softDelete", new { recordingIds = new[] { known["recording"] } }, known["recording"])),
        "records" => await AfterAsync("recording", async () => { await simulation.AdvanceAsync(600); return ""; }),
        "ringing" => await CallAsync("manual", "ann"),
        "ringingAtBo" => await CallAsync("manual", "bo"),
        "call" or "second" or "third" => await CallAsync("alreadyRunning", "ann"),
        "callAtBo" => await CallAsync("alreadyRunning", "bo"),
        "held" => await CommandedAsync("hold"),
        "recorded" => await CommandedAsync("startRecording"),
        "paused" => await AfterAsync("recorded", async () => await DoneAsync("/telephony/calls/pauseRecording", new { callId = known["recorded"] }, known["recorded"])),
        "parked" => await AfterAsync("call", async () => await DoneAsync("/telephony/calls/park", new { callId = known["call"], isGroupPark = true }, "7001")),
        "executive" => (await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"executive":"eva.holm@nordlys.example"}"""))["id"]!.GetValue<string>(),
        "conference" => await ConferenceAsync(),
        "heldConference" => await AfterAsync("conference", () => DoneAsync("/telephony/conference/hold", new { }, "")),
        _ => await MakeForMessagingAsync(name) ?? await new WalkMeetings(simulation, this).MakeAsync(name),
    };

    private async Task<string> AfterAsync(string first, Func<Task<string>> then)
    {
        await ValueAsync(first);
        return await then();
    }

    private Task<string> CommandedAsync(string command) => AfterAsync("call", () => DoneAsync("/telephony/calls/" + command, new { callId = known["call"] }, known["call"]));

    private async Task<string> DoneAsync(string path, object body, string value, string method = "POST")
    {
        var answer = await simulation.ApiAsync("ann", method, path, body);
        Assert.True(answer.Status < 300, answer.Text);
        return value;
    }

    private async Task<string> FirstAsync(string path) => (await simulation.ApiAsync("admin", "GET", path)).Expect(200).Items[0]!["id"]!.GetValue<string>();

    private async Task<string> ConferenceAsync()
    {
        string[] callIds = [await ValueAsync("call"), await ValueAsync("second")];
        return await DoneAsync("/telephony/conference", new { callIds }, "");
    }

    private async Task<string> CallAsync(string scenario, string who)
    {
        await simulation.PlayAsync(scenario, who, more: new { talkSeconds = 9000 });
        return (await simulation.CallsAsync(who))[^1]!["id"]!.GetValue<string>();
    }

    private async Task<string> ServiceAppAsync()
    {
        await ServiceApps.OpenAsync(simulation);
        JsonNode app = (await simulation.GetAsync("/control/service-apps"))["serviceApps"]![0]!;
        return JsonSerializer.Deserialize<string>(app["applicationId"]!.ToJsonString())!;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
