using System.Text.Json;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public sealed class HandsOnTheDoors : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("webex-simulator-").FullName;

    private string StateFile => Path.Combine(folder, "state.json");

    [Fact]
    public async Task Somebody_says_something_and_fills_in_a_card_by_a_control_door()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = JsonSerializer.Serialize(new { from = "bo.lind@nordlys.example", toPersonEmail = "tieline@webex.bot", text = "help" });
        var room = (await simulation.PostAsync("/control/messages", body))["roomId"]!.GetValue<string>();
        Assert.Equal(["help"], (await simulation.ApiAsync("tieline", "GET", $"/messages?roomId={room}")).Fields("text"));
        var card = (await simulation.PostCardAsync("tieline", room)).Of("id");
        var action = await simulation.PostAsync("/control/attachment-actions", JsonSerializer.Serialize(new { from = "1102", type = "submit", messageId = card, inputs = new { a = 1 } }));
        (await simulation.ApiAsync("tieline", "GET", $"/attachment/actions/{action["id"]}")).Expect(200);
        var listed = (await simulation.GetAsync("/control/rooms"))["rooms"]!.AsArray().Single()!;
        Assert.Equal(("Bo Lind and Tieline Bot", 2), (listed["title"]!.GetValue<string>(), listed["messages"]!.GetValue<int>()));
        Assert.Equal(2, (await simulation.GetAsync($"/control/rooms/{room}/messages"))["messages"]!.AsArray().Count);
        Assert.Equal("a card", Assert.Single((await simulation.GetAsync($"/control/rooms/{room}/messages?last=1"))["messages"]!.AsArray())!["text"]!.GetValue<string>());
        (await simulation.SendAsync("GET", $"/control/rooms/{room}/messages?last=-1", null, null)).Expect(400);
        (await simulation.SendAsync("POST", "/control/messages", """{"text":"a"}""", null)).Expect(400);
        (await simulation.SendAsync("POST", "/control/messages", """{"from":"nobody","roomId":"a","text":"a"}""", null)).Expect(404);
    }

    [Fact]
    public async Task Rooms_messages_cards_teams_and_small_files_outlive_a_restart_and_large_files_do_not()
    {
        string room, team, small, large, action, eventsBefore, listBefore;
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            room = await first.RoomAsync("ann", ["bo"], """{"title":"Plans","isLocked":true}""");
            team = (await first.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Of("id");
            small = (await Files.SendAsync(first, Files.Form(room, "a.txt", "text/plain", "small"))).Json["files"]![0]!.GetValue<string>();
            large = (await Files.SendAsync(first, Files.Form(room, "b.txt", "text/plain", new string('b', 64 * 1024 + 1)))).Json["files"]![0]!.GetValue<string>();
            var card = (await first.PostCardAsync("ann", room)).Of("id");
            action = (await first.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = card, inputs = new { a = "1" } })).Of("id");
            await first.SayAsync("bo", room, $"<@personId:{first.Id("ann")}|Ann> **hi**");
            listBefore = await ListAsync(first);
            eventsBefore = (await first.ApiAsync("admin", "GET", "/events")).Text;
        }

        await using var second = await Simulation.StartAsync(StateFile);
        Assert.Equal(listBefore, await ListAsync(second));
        Assert.Equal(eventsBefore, (await second.ApiAsync("admin", "GET", "/events")).Text);
        (await second.ApiAsync("ann", "GET", $"/teams/{team}")).Expect(200);
        Assert.Equal("1", (await second.ApiAsync("ann", "GET", $"/attachment/actions/{action}")).Expect(200).Json["inputs"]!["a"]!.GetValue<string>());
        using var kept = await Files.DownloadAsync(second, "bo", new Uri(small).AbsolutePath);
        Assert.Equal("small", await kept.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var lost = await Files.DownloadAsync(second, "bo", new Uri(large).AbsolutePath);
        Assert.Equal(404, (int)lost.StatusCode);

        async Task<string> ListAsync(Simulation simulation) => System.Text.RegularExpressions.Regex.Replace(
            (await simulation.ApiAsync("bo", "GET", $"/messages?roomId={room}")).Expect(200).Text + (await simulation.ApiAsync("bo", "GET", $"/memberships?roomId={room}")).Text,
            "http://127.0.0.1:[0-9]+", "");
    }

    [Fact]
    public async Task A_reset_leaves_no_room_team_event_or_conference()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var file = (await Files.SendAsync(simulation, Files.Form(room, "a.txt", "text/plain", "a"))).Json["files"]![0]!.GetValue<string>();
        (await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales" })).Expect(200);
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/rooms")).Items);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/teams")).Items);
        Assert.Empty((await simulation.ApiAsync("admin", "GET", "/events")).Items);
        using var gone = await Files.DownloadAsync(simulation, "ann", file);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
