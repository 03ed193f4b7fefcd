using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>A cloud in which there is something of everything, and the names of what there is.</summary>
internal sealed class FuzzWorld(Simulation simulation)
{
    private readonly Dictionary<string, string> names = [];

    /// <summary>What an at sign and a word stand for; the text itself when it is nothing of the kind.</summary>
    public string Named(string text) => names.GetValueOrDefault(text, text);

    /// <summary>Whole JSON strings are named; longer texts stay.</summary>
    public string NamedIn(string json) => names.Aggregate(json, (text, name) =>
        text.Replace($"\"{name.Key}\"", name.Key == "@card" ? Spaces.Card : $"\"{name.Value}\"", StringComparison.Ordinal));

    public async Task BuildAsync()
    {
        await simulation.PostAsync("/control/reset", "{}");
        await simulation.PostAsync("/control/clock", """{"mode":"stepped"}""");
        await simulation.PostAsync("/control/clock", """{"now":"2026-03-02T09:00:00Z"}""");
        var room = await simulation.RoomAsync("ann", ["bo", "tieline"]);
        var call = await simulation.PlayAsync("manual");
        (names["@room"], names["@message"]) = (room, (await simulation.PostCardAsync("ann", room)).Of("id"));
        names["@team"] = (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Of("id");
        (names["@person"], names["@endpoint"]) = (simulation.Id("bo"), simulation.Endpoint("ann", "DEVICE"));
        names["@meeting"] = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        names["@series"] = (await simulation.ScheduleAsync()).Id();
        names["@instance"] = (await simulation.ActAsync(names["@series"], "join", new { email = simulation.Of("ann", "email") })).Id();
        (names["@session"], names["@call"]) = (call["callSessionId"]!.GetValue<string>(), call["legs"]![0]!["callId"]!.GetValue<string>());
        names["@webhook"] = (await simulation.ApiAsync("ann", "POST", "/webhooks", """{"name":"n","targetUrl":"http://127.0.0.1:9/","resource":"all","event":"all"}""")).Of("id");
        names["@licence"] = (await simulation.ApiAsync("admin", "GET", "/licenses")).Items[0]!["id"]!.GetValue<string>();
        names["@organization"] = (await simulation.ApiAsync("admin", "GET", "/organizations")).Items[0]!["id"]!.GetValue<string>();
        await simulation.PostAsync("/control/service-apps", """{"clientId":"app","clientSecret":"s","scopes":["spark-admin:calls_read"],"owner":"ann.berg@nordlys.example"}""");
        using var form = new MultipartFormDataContent { { new StringContent(room), "roomId" }, { new ByteArrayContent([1]), "files", "a.bin" } };
        var file = JsonNode.Parse((await Messaging.Files.SendAsync(simulation, form)).Text)!["files"]![0]!.GetValue<string>();
        (names["@content"], names["@card"]) = (file.Split('/')[^1], "card");
        await SignInAsync();
    }

    private async Task SignInAsync()
    {
        names["@refresh"] = (await SignIn.CompleteAsync(simulation)).Of("refresh_token");
        names["@code"] = await SignIn.CodeAsync(simulation);
        var device = await SignIn.PostAsync(simulation, "/v1/device/authorize", [new("client_id", SignIn.ClientId), new("scope", "spark:calls_read")]);
        (names["@usercode"], names["@devicecode"]) = (device.Of("user_code"), device.Of("device_code"));
    }

    /// <summary>Fails when a part of the cloud cannot be shown any more.</summary>
    public async Task CheckAsync()
    {
        foreach (var path in (string[])["people", "calls", "rooms", "meetings", "webhooks", "deliveries", "integrations", "service-apps", "switches", "state"])
        {
            await simulation.GetAsync("/control/" + path);
        }

        var admin = (await simulation.GetAsync("/control/people"))["people"]!.AsArray().FirstOrDefault(person => person!["roles"]!.AsArray().Count > 1)?["access_token"]?.GetValue<string>();
        foreach (var path in (string[])["people", "licenses", "events?max=1000", "meetings?max=100", "webhooks", "admin/convergedRecordings?serviceType=calling"])
        {
            Assert.InRange((await simulation.SendAsync("GET", "/v1/" + path, null, admin)).Status, 200, 499);
        }
    }

    public static string Escape(string text) => Uri.EscapeDataString(text is "." or ".." or "" ? "x" : text);

}
