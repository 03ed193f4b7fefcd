using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Bots
{
    private const string Bot = "tieline";

    [Fact]
    public async Task In_a_group_room_a_bot_sees_its_own_messages_and_those_that_mention_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", [Bot]);
        await simulation.HearAsync(Bot, "messages");
        var secret = (await simulation.SayAsync("ann", room, "between us, <@all>")).Of("id");
        var called = (await simulation.SayAsync("ann", room, $"<@personId:{simulation.Id(Bot)}|Tieline> status?")).Of("id");
        var answered = (await simulation.SayAsync(Bot, room, "fine")).Of("id");
        Assert.Equal("messages created, messages created", await simulation.HeardAsync(Bot));
        Assert.Equal(called, Spaces.Data(simulation, Bot)["id"]!.GetValue<string>());
        (await simulation.ApiAsync(Bot, "GET", $"/messages/{secret}")).Expect(404);
        (await simulation.ApiAsync(Bot, "GET", $"/messages/{called}")).Expect(200);
        (await simulation.ApiAsync(Bot, "GET", $"/messages/{answered}")).Expect(200);
        (await simulation.ApiAsync(Bot, "GET", $"/messages?roomId={room}")).Expect(403);
        Assert.Equal(["Tieline status?"], (await simulation.ApiAsync(Bot, "GET", $"/messages?roomId={room}&mentionedPeople=me")).Fields("text"));
    }

    [Fact]
    public async Task A_bot_sees_everything_that_is_said_to_it_alone()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync(Bot, "all");
        var room = (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonEmail = "tieline@webex.bot", text = "Hi" })).Expect(200).Of("roomId");
        Assert.Equal(["Hi"], (await simulation.ApiAsync(Bot, "GET", $"/messages?roomId={room}")).Fields("text"));
        Assert.Equal("rooms created, memberships created, memberships created, messages created", await simulation.HeardAsync(Bot));
        Assert.Equal("bot", (await simulation.ApiAsync(Bot, "GET", "/people/me")).Of("type"));
    }

    [Theory]
    [InlineData("GET", "/telephony/calls", null)]
    [InlineData("POST", "/telephony/calls/dial", """{"destination":"1101"}""")]
    [InlineData("GET", "/telephony/calls/members/me/calls", null)]
    [InlineData("GET", "/telephony/conference", null)]
    [InlineData("GET", "/telephony/config/people/me/settings/preferredAnswerEndpoint", null)]
    public async Task A_bot_is_sent_away_from_telephony(string method, string path, string? body)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal("Target user not authorized", (await simulation.ApiAsync(Bot, method, path, body)).Expect(400).Message);
    }

    [Fact]
    public async Task A_bot_has_messaging_scopes_only_and_a_token_that_does_not_end()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync(Bot, "GET", "/teams")).Expect(403);
        (await simulation.ApiAsync(Bot, "GET", "/events")).Expect(403);
        await simulation.AdvanceAsync(399 * 24 * 3600);
        (await simulation.ApiAsync(Bot, "GET", "/rooms")).Expect(200);
    }

    [Fact]
    public async Task Another_bot_is_added_with_an_address_of_its_own_kind()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.SendAsync("POST", "/control/people", """{"email":"spy@nordlys.example","firstName":"Spy","bot":true}""", null)).Expect(400);
        var token = (await simulation.PostAsync("/control/people", """{"email":"clock@webex.bot","firstName":"Clock","bot":true}"""))["access_token"]!.GetValue<string>();
        Assert.Equal("bot", (await simulation.SendAsync("GET", "/v1/people/me", null, token)).Expect(200).Of("type"));
    }

    [Theory]
    [InlineData("spark:people_read", "GET", "/rooms")]
    [InlineData("spark:rooms_read", "POST", "/rooms")]
    [InlineData("spark:rooms_read", "GET", "/memberships")]
    [InlineData("spark:memberships_read", "POST", "/memberships")]
    [InlineData("spark:rooms_read", "GET", "/messages")]
    [InlineData("spark:messages_read", "POST", "/messages")]
    [InlineData("spark:messages_read", "POST", "/attachment/actions")]
    [InlineData("spark:messages_read", "GET", "/teams")]
    [InlineData("spark:teams_write", "GET", "/team/memberships")]
    [InlineData("spark:messages_read", "GET", "/events")]
    public async Task Each_path_asks_for_its_own_scope(string scope, string method, string path)
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OAuth.SignIn.CompleteAsync(simulation, ("scope", scope))).Of("access_token");
        (await simulation.SendAsync(method, "/v1" + path, method == "POST" ? "{}" : null, token)).Expect(403);
    }
}
