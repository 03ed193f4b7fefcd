using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

/// <summary>Ann hosts; the clock stands at 9 o'clock of the second of March 2026.</summary>
internal static class MeetingStory
{
    public const string Site = "nordlys.webex.example";
    public const string Customer = "maria@acme.example";

    public static JsonObject Body(string start = "2026-03-02T10:00:00Z", string end = "2026-03-02T10:30:00Z") => new()
    {
        ["title"] = "Contract questions", ["start"] = start, ["end"] = end,
        ["invitees"] = new JsonArray(new JsonObject { ["email"] = Customer, ["displayName"] = "Maria Lopez" }),
    };

    public static JsonObject Webinar() => new()
    {
        ["title"] = "Saving energy", ["start"] = "2026-03-02T10:00:00Z", ["end"] = "2026-03-02T11:00:00Z", ["scheduledType"] = "webinar",
        ["sessionTypeId"] = 214, ["registration"] = new JsonObject { ["autoAcceptRequest"] = true },
    };

    public static async Task<JsonNode> ScheduleAsync(this Simulation simulation, JsonObject? body = null, string host = "ann") =>
        (await simulation.ApiAsync(host, "POST", "/meetings", (body ?? Body()).ToJsonString())).Expect(200).Json;

    public static async Task<JsonNode> ActAsync(this Simulation simulation, string id, string action, object? body = null) =>
        await simulation.PostAsync($"/control/meetings/{id}/{action}", JsonSerializer.Serialize(body ?? new { }));

    /// <summary>The meeting starts at 10 with Ann and Maria; Ann records and both talk. Returns the instance's id.</summary>
    public static async Task<string> HoldAsync(this Simulation simulation, string id)
    {
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") });
        await simulation.ActAsync(id, "record");
        await simulation.AdvanceAsync(120);
        var instance = (await simulation.ActAsync(id, "join", new { email = Customer }))["id"]!.GetValue<string>();
        await simulation.ActAsync(id, "say", new { email = simulation.Of("ann", "email"), text = "Welcome." });
        await simulation.AdvanceAsync(10);
        await simulation.ActAsync(id, "say", new { email = Customer, text = "We will send the <signed> contract." });
        await simulation.ActAsync(id, "ask", new { email = Customer, question = "Until when does it run?" });
        await simulation.ActAsync(id, "answer", new { email = simulation.Of("ann", "email"), answer = "Until December." });
        await simulation.ActAsync(id, "chat", new { email = Customer, text = "Thanks" });
        await simulation.ActAsync(id, "poll", new { title = "Shall we meet again?", options = new[] { "Yes", "No" } });
        await simulation.ActAsync(id, "vote", new { email = Customer, answers = new[] { "Yes" } });
        await simulation.AdvanceAsync(600);
        return instance;
    }

    public static async Task EndAsync(this Simulation simulation, string id)
    {
        await simulation.ActAsync(id, "end");
        await simulation.AdvanceAsync(1800);
    }

    public static string Id(this JsonNode meeting) => meeting["id"]!.GetValue<string>();

    public static async Task ListenToMeetingsAsync(this Simulation simulation, string who, string resource, string @event = "all", string? filter = null, string ownedBy = "creator") =>
        (await simulation.ApiAsync(who, "POST", "/webhooks", new { name = resource, targetUrl = $"{simulation.Receiver.Url}/{who}", resource, @event, filter, ownedBy })).Expect(200);

    /// <summary>What a person's webhooks were told: resource and event, in order.</summary>
    public static List<string> Told(this Simulation simulation, string who) =>
        [.. Story.Bodies(simulation, who).Select(body => $"{body["resource"]} {body["event"]}")];
}
