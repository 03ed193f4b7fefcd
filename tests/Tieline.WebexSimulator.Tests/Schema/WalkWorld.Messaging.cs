using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>What an example of messaging names: rooms, what is said in them, teams; always by Ann, with Bo.</summary>
public sealed partial class WalkWorld
{
    private async Task<string?> MakeForMessagingAsync(string name) => name switch
    {
        "room" => await simulation.RoomAsync("ann", ["bo"]),
        "publicRoom" => await simulation.RoomAsync("ann", [], """{"title":"All","isLocked":true,"isPublic":true,"description":"Everybody"}"""),
        "membership" => (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={await ValueAsync("room")}&personId={simulation.Id("bo")}")).Fields("id")[0],
        "message" => (await simulation.SayAsync("ann", await ValueAsync("room"), "first")).Of("id"),
        "reply" => await AfterAsync("message", () => MadeAsync("/messages", new { roomId = known["room"], parentId = known["message"], text = "second" })),
        "mention" => (await simulation.SayAsync("ann", await ValueAsync("room"), $"<@personId:{simulation.Id("bo")}> <@all> **now**")).Of("id"),
        "direct" => await MadeAsync("/messages", new { toPersonId = simulation.Id("bo"), text = "Hi" }),
        "directTalk" => await DirectTalkAsync(),
        "card" => (await simulation.PostCardAsync("ann", await ValueAsync("room"))).Of("id"),
        "action" => await AfterAsync("card", async () =>
            (await simulation.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = known["card"], inputs = new { a = "1" } })).Expect(202).Of("id")),
        "team" => await MadeAsync("/teams", new { name = "Sales", description = "who sell" }),
        "teamMembership" => await AfterAsync("team", () => MadeAsync("/team/memberships", new { teamId = known["team"], personId = simulation.Id("bo") })),
        "meetingInfo" => (await simulation.PostAsync("/control/switches", """{"roomMeetingInfoIsServed":true}"""))["roomMeetingInfoIsServed"]!.ToJsonString(),
        "event" => await FirstAsync("/events"),
        _ => null,
    };

    /// <summary>What can be said in a direct room: a mention, which is edited, an answer to it, and a card.</summary>
    private async Task<string> DirectTalkAsync()
    {
        var first = (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), markdown = $"<@personId:{simulation.Id("bo")}> <@all>" })).Expect(200);
        var (id, roomId) = (first.Of("id"), first.Of("roomId"));
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId, markdown = $"<@personId:{simulation.Id("bo")}> <@all> *now*" })).Expect(200);
        await simulation.PostCardAsync("ann", roomId);
        return await MadeAsync("/messages", new { roomId, parentId = id, text = "second" });
    }

    private async Task<string> MadeAsync(string path, object body) => (await simulation.ApiAsync("ann", "POST", path, body)).Expect(200).Of("id");
}
