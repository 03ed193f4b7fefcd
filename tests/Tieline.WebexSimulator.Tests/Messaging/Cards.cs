using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Cards
{
    private const string Bot = "tieline";

    [Fact]
    public async Task Whoever_posted_a_card_hears_that_it_was_filled_in_and_reads_what_was_entered()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync(Bot, "attachmentActions", "created");
        await simulation.HearAsync("bo", "attachmentActions", "created");
        var room = await simulation.RoomAsync("ann", ["bo", Bot]);
        var card = (await simulation.PostCardAsync(Bot, room)).Of("id");
        var action = (await simulation.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = card, inputs = new { stars = "5" } })).Expect(202);
        Assert.Equal((card, room, simulation.Id("bo")), (action.Of("messageId"), action.Of("roomId"), action.Of("personId")));
        Assert.Equal("attachmentActions created", await simulation.HeardAsync(Bot));
        Assert.Equal("", await simulation.HeardAsync("bo"));
        var told = Story.Bodies(simulation, Bot).Single();
        Assert.Equal((simulation.Id("bo"), "submit", null), (told["actorId"]!.GetValue<string>(), told["data"]!["type"]!.GetValue<string>(), told["data"]!["inputs"]));
        var read = (await simulation.ApiAsync(Bot, "GET", $"/attachment/actions/{told["data"]!["id"]}")).Expect(200);
        Assert.Equal("5", read.Json["inputs"]!["stars"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "GET", $"/attachment/actions/{action.Of("id")}")).Expect(404);
    }

    [Theory]
    [InlineData("""{"messageId":"CARD","inputs":{}}""", 400, "type must be submit.")]
    [InlineData("""{"type":"submit","inputs":{}}""", 400, "messageId cannot be null")]
    [InlineData("""{"type":"submit","messageId":"CARD"}""", 400, "inputs cannot be null")]
    [InlineData("""{"type":"submit","messageId":"CARD","inputs":"5"}""", 400, "inputs must be an object.")]
    [InlineData("""{"type":"submit","messageId":"PLAIN","inputs":{}}""", 400, "The message has no card.")]
    [InlineData("""{"type":"submit","messageId":"00000000-0000-0000-0000-000000000001","inputs":{}}""", 404, "Unable to get message.")]
    public async Task A_submission_that_makes_no_sense_is_refused(string body, int status, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var (card, plain) = ((await simulation.PostCardAsync("ann", room)).Of("id"), (await simulation.SayAsync("ann", room, "a")).Of("id"));
        Assert.Equal(message, (await simulation.ApiAsync("ann", "POST", "/attachment/actions", body.Replace("CARD", card).Replace("PLAIN", plain))).Expect(status).Message);
    }

    [Theory]
    [InlineData("contentType", "application/json", "contentType of an attachment must be")]
    [InlineData("content", "a card", "content must be an object.")]
    [InlineData("content", null, "content of an attachment is required.")]
    [InlineData("content.type", "MessageCard", "type of a card must be AdaptiveCard.")]
    [InlineData("content.version", "1.4", "version of a card must be one from 1.0 to 1.3.")]
    [InlineData("content.version", null, "version of a card must be one from 1.0 to 1.3.")]
    [InlineData("content.body", "text", "body and actions of a card must be lists.")]
    [InlineData("colour", "red", "Unrecognized field")]
    public async Task A_card_that_the_cloud_does_not_take_is_refused(string field, string? value, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var card = JsonNode.Parse(Spaces.Card)!.AsObject();
        var parts = field.Split('.');
        (parts.Length == 1 ? card : card[parts[0]]!.AsObject())[parts[^1]] = value;
        var answer = await PostAsync(simulation, await simulation.RoomAsync("ann", []), card);
        Assert.Contains(message, answer.Expect(400).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_has_22_kilobytes_one_place_and_words_to_fall_back_on()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var card = JsonNode.Parse(Spaces.Card)!.AsObject();
        card["content"]!["speak"] = "";
        card["content"]!["speak"] = new string('a', (22 * 1024) - card.ToJsonString().Length);
        (await PostAsync(simulation, room, card)).Expect(200);
        card["content"]!["speak"] = card["content"]!["speak"]!.GetValue<string>() + "a";
        (await PostAsync(simulation, room, card)).Expect(400);
        Assert.Contains("Only one attachment", (await simulation.ApiAsync("ann", "POST", "/messages", $$"""{"roomId":"{{room}}","text":"a","attachments":[{{Spaces.Card}},{{Spaces.Card}}]}""")).Expect(400).Message, StringComparison.Ordinal);
        Assert.Equal("Both text and file cannot be empty.", (await simulation.ApiAsync("ann", "POST", "/messages", $$"""{"roomId":"{{room}}","attachments":[{{Spaces.Card}}]}""")).Expect(400).Message);
        var id = (await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}")).Fields("id").Single();
        Assert.Contains("unsupported", (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, text = "b" })).Expect(400).Message, StringComparison.Ordinal);
    }

    private static Task<Answer> PostAsync(Simulation simulation, string room, JsonNode card) =>
        simulation.ApiAsync("ann", "POST", "/messages", $$"""{"roomId":"{{room}}","text":"a card","attachments":[{{card.ToJsonString()}}]}""");
}
