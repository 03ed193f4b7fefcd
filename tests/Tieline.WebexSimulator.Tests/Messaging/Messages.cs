using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Messages
{
    [Fact]
    public async Task A_message_is_told_with_its_html_its_text_and_whom_it_mentions()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var said = await simulation.SayAsync("ann", room, $"<@personId:{simulation.Id("bo")}|Bo>, **now**");
        Assert.Equal(("Bo, now", "group", "ann.berg@nordlys.example"), (said.Of("text"), said.Of("roomType"), said.Of("personEmail")));
        Assert.Contains("<strong>now</strong>", said.Of("html"), StringComparison.Ordinal);
        Assert.Equal(simulation.Id("bo"), said.Json["mentionedPeople"]![0]!.GetValue<string>());
        Assert.Equal(said.Text, (await simulation.ApiAsync("bo", "GET", $"/messages/{said.Of("id")}")).Expect(200).Text);
        Assert.Equal("Unable to get message.", (await simulation.ApiAsync("carla", "GET", $"/messages/{said.Of("id")}")).Expect(404).Message);
    }

    [Theory]
    [InlineData("""{"roomId":"ROOM"}""", 400, "Both text and file cannot be empty.")]
    [InlineData("""{"text":"a"}""", 400, "Exactly one of the destination fields must not be empty (roomId, toPersonEmail, toPersonId)")]
    [InlineData("""{"text":"a","roomId":"ROOM","toPersonEmail":"bo.lind@nordlys.example"}""", 400, "Exactly one of the destination fields must not be empty (roomId, toPersonEmail, toPersonId)")]
    [InlineData("""{"text":"a","roomId":"00000000-0000-0000-0000-000000000001"}""", 404, "Could not find a room with provided ID.")]
    [InlineData("""{"text":"a","roomId":"?"}""", 400, "Expect base64 ID or UUID.")]
    [InlineData("""{"text":"a","toPersonEmail":"ann.berg@nordlys.example"}""", 400, "A message cannot be sent to oneself.")]
    [InlineData("""{"text":"a","roomId":"ROOM","html":"<b>a</b>"}""", 400, "Unrecognized field \"html\".")]
    [InlineData("""{"text":["a"],"roomId":"ROOM"}""", 400, "text must be a string.")]
    [InlineData("""{"text":"a","roomId":"ROOM","files":["http://a.example/1","http://a.example/2"]}""", 400, "Only one file is allowed per message.")]
    [InlineData("""{"text":"a","roomId":"ROOM","files":["ftp://a.example/1"]}""", 400, "files must hold the public address of a file.")]
    [InlineData("""{"text":"a","roomId":"ROOM","parentId":"00000000-0000-0000-0000-000000000001"}""", 400, "parentId is not a message of the room.")]
    [InlineData("not json", 400, "The request could not be understood by the server due to malformed syntax.")]
    public async Task A_message_that_the_cloud_does_not_take_is_refused(string body, int status, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        Assert.Equal(message, (await simulation.ApiAsync("ann", "POST", "/messages", body.Replace("ROOM", room))).Expect(status).Message);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}")).Items);
    }

    [Theory]
    [InlineData("text", 7439, 200)]
    [InlineData("text", 7440, 400)]
    [InlineData("markdown", 7439, 200)]
    [InlineData("markdown", 7440, 400)]
    public async Task A_message_may_have_7439_bytes_however_few_letters_they_are(string field, int bytes, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        var words = new string('é', bytes / 2) + new string('a', bytes % 2);
        (await simulation.ApiAsync("ann", "POST", "/messages", $$"""{"roomId":"{{room}}","{{field}}":"{{words}}"}""")).Expect(status);
    }

    [Fact]
    public async Task A_thread_has_one_level_and_is_listed_by_its_first_message()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var other = await simulation.RoomAsync("ann", []);
        var first = (await simulation.SayAsync("ann", room, "first")).Of("id");
        await simulation.SayAsync("ann", room, "aside");
        var reply = (await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = room, parentId = first, text = "reply" })).Expect(200);
        Assert.Equal(["reply"], (await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}&parentId={first}")).Fields("text"));
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = room, parentId = reply.Of("id"), text = "deeper" })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = other, parentId = first, text = "elsewhere" })).Expect(400);
    }

    [Fact]
    public async Task The_author_edits_a_message_at_most_ten_times()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var id = (await simulation.SayAsync("ann", room, "first")).Of("id");
        (await simulation.ApiAsync("bo", "PUT", $"/messages/{id}", new { roomId = room, text = "mine" })).Expect(403);
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { text = "no room" })).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, text = "a", html = "<p>a</p>" })).Expect(400);
        await simulation.AdvanceAsync(5);
        for (var edit = 1; edit <= 10; edit++)
        {
            (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, markdown = $"edit **{edit}**", personEmail = "ann.berg@nordlys.example" })).Expect(200);
        }

        Assert.Contains("limit", (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, text = "11" })).Expect(400).Message, StringComparison.Ordinal);
        var now = (await simulation.ApiAsync("bo", "GET", $"/messages/{id}")).Expect(200);
        Assert.Equal(("edit 10", "2026-03-02T09:00:00.000Z", "2026-03-02T09:00:05.000Z"), (now.Of("text"), now.Of("created"), now.Of("updated")));
    }

    [Fact]
    public async Task Authors_and_moderators_delete_messages()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo", "carla"], """{"title":"Plans","isLocked":true}""");
        var (one, two) = ((await simulation.SayAsync("bo", room, "one")).Of("id"), (await simulation.SayAsync("bo", room, "two")).Of("id"));
        Assert.Equal("Unable to delete message.", (await simulation.ApiAsync("carla", "DELETE", $"/messages/{one}")).Expect(404).Message);
        (await simulation.ApiAsync("bo", "DELETE", $"/messages/{one}")).Expect(204);
        (await simulation.ApiAsync("ann", "DELETE", $"/messages/{two}")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", $"/messages?roomId={room}")).Items);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_can_end_before_a_time_or_a_message()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var ids = new List<string>();
        foreach (var words in (string[])["one", "two", $"three <@personId:{simulation.Id("bo")}|Bo>"])
        {
            ids.Add((await simulation.SayAsync("ann", room, words)).Of("id"));
            await simulation.AdvanceAsync(60);
        }

        Assert.Equal(["three Bo", "two", "one"], await ListAsync(""));
        Assert.Equal(["two", "one"], await ListAsync("&beforeMessage=" + ids[2]));
        Assert.Equal(["one"], await ListAsync("&before=2026-03-02T09:01:00.000Z"));
        Assert.Equal(["three Bo"], await ListAsync("&mentionedPeople=me"));
        Assert.Equal(["three Bo"], await ListAsync("&mentionedPeople=" + simulation.Id("bo")));
        Assert.Equal(["three Bo"], await ListAsync("&max=1"));
        Assert.Equal("Required String parameter 'roomId' is not present", (await simulation.ApiAsync("bo", "GET", "/messages")).Expect(400).Message);
        foreach (var wrong in (string[])["before=noon", "mentionedPeople=" + simulation.Id("ann"), "max=1001", "mentionedPeople=me&max=101", "parentId=?"])
        {
            (await simulation.ApiAsync("bo", "GET", $"/messages?roomId={room}&{wrong}")).Expect(400);
        }

        async Task<List<string?>> ListAsync(string more) => (await simulation.ApiAsync("bo", "GET", $"/messages?roomId={room}{more}")).Fields("text");
    }

    [Fact]
    public async Task The_next_page_goes_on_where_the_last_one_ended_whatever_was_said_or_deleted_meanwhile()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        foreach (var words in (string[])["one", "two", "three", "four", "five"])
        {
            await simulation.SayAsync("ann", room, words);
        }

        var page = await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}&max=2");
        Assert.Equal(["five", "four"], page.Fields("text"));
        (await simulation.ApiAsync("ann", "DELETE", $"/messages/{page.Fields("id")[1]}")).Expect(204);
        await simulation.SayAsync("ann", room, "six");
        page = await simulation.ApiAsync("ann", "GET", Next(page)!);
        Assert.Equal(["three", "two"], page.Fields("text"));
        page = await simulation.ApiAsync("ann", "GET", Next(page)!);
        Assert.Equal(["one"], page.Fields("text"));
        Assert.Null(Next(page));

        static string? Next(Answer page) => page.Headers.TryGetValues("Link", out var links) ? new Uri(links.Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..] : null;
    }

    [Fact]
    public async Task Two_people_have_one_direct_room_that_their_first_message_makes()
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal("Could not find a room with provided ID.", (await simulation.ApiAsync("ann", "GET", $"/messages/direct?personId={simulation.Id("bo")}")).Expect(404).Message);
        var first = (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonEmail = "Bo.Lind@nordlys.example", text = "Hi" })).Expect(200);
        Assert.Equal("Bo.Lind@nordlys.example", first.Of("toPersonEmail"));
        var second = (await simulation.ApiAsync("bo", "POST", "/messages", new { toPersonId = simulation.Id("ann"), text = "Hello" })).Expect(200);
        Assert.Equal(first.Of("roomId"), second.Of("roomId"));
        Assert.Equal(["Hello", "Hi"], (await simulation.ApiAsync("ann", "GET", "/messages/direct?personEmail=bo.lind@nordlys.example")).Fields("text"));
        (await simulation.ApiAsync("ann", "GET", "/messages/direct")).Expect(400);
    }
}
