using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>Short ways to make rooms, say things in them, and see what webhooks were told.</summary>
public static class Spaces
{
    public const string Card = """{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.3","body":[]}}""";

    /// <summary>A group room of <paramref name="who"/> with others in it; <paramref name="settings"/> are more members of the body.</summary>
    public static async Task<string> RoomAsync(this Simulation simulation, string who, string[] others, string settings = """{"title":"Plans"}""")
    {
        var id = (await simulation.ApiAsync(who, "POST", "/rooms", settings)).Expect(200).Of("id");
        foreach (var other in others)
        {
            (await simulation.ApiAsync(who, "POST", "/memberships", new { roomId = id, personId = simulation.Id(other) })).Expect(200);
        }

        return id;
    }

    public static async Task<Answer> SayAsync(this Simulation simulation, string who, string roomId, string markdown) =>
        (await simulation.ApiAsync(who, "POST", "/messages", new { roomId, markdown })).Expect(200);

    public static async Task<Answer> PostCardAsync(this Simulation simulation, string who, string roomId) =>
        (await simulation.ApiAsync(who, "POST", "/messages", $$"""{"roomId":"{{roomId}}","text":"a card","attachments":[{{Card}}]}""")).Expect(200);

    public static async Task HearAsync(this Simulation simulation, string who, string resource, string happening = "all", string? filter = null) =>
        (await simulation.ApiAsync(who, "POST", "/webhooks", JsonSerializer.Serialize(new
        {
            name = "news", targetUrl = $"{simulation.Receiver.Url}/{who}", resource, @event = happening, filter,
        }).Replace("\"filter\":null", "\"secret\":\"s\"", StringComparison.Ordinal))).Expect(200);

    /// <summary>What the person's webhooks were told, as "resource event".</summary>
    public static async Task<string> HeardAsync(this Simulation simulation, string who)
    {
        await simulation.SettleAsync();
        return string.Join(", ", Story.Bodies(simulation, who).Select(body => $"{body["resource"]} {body["event"]}"));
    }

    /// <summary>A field of each item of a list.</summary>
    public static List<string?> Fields(this Answer answer, string field) => [.. answer.Expect(200).Items.Select(item => item![field]?.GetValue<string>())];

    public static JsonNode Data(Simulation simulation, string who, int index = 0) => Story.Bodies(simulation, who)[index]["data"]!;
}
