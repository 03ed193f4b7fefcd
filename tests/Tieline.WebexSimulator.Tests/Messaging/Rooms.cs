using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Rooms
{
    [Fact]
    public async Task Whoever_makes_a_room_is_in_it_and_others_do_not_see_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = (await simulation.ApiAsync("ann", "POST", "/rooms", new { title = "Plans" })).Expect(200);
        var id = room.Of("id");
        Assert.Equal(("Plans", "group", simulation.Id("ann")), (room.Of("title"), room.Of("type"), room.Of("creatorId")));
        Assert.StartsWith("ciscospark://us/ROOM/", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(id.PadRight((id.Length + 3) / 4 * 4, '='))), StringComparison.Ordinal);
        Assert.Equal(room.Text, (await simulation.ApiAsync("ann", "GET", $"/rooms/{HydraId.Name(id)}")).Expect(200).Text);
        Assert.Equal("The requested resource could not be found.", (await simulation.ApiAsync("bo", "GET", $"/rooms/{id}")).Expect(404).Message);
        Assert.Equal("Expect base64 ID or UUID.", (await simulation.ApiAsync("bo", "GET", "/rooms/plans")).Expect(400).Message);
        Assert.Equal([simulation.Id("ann")], (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={id}")).Fields("personId"));
    }

    [Theory]
    [InlineData("{}", 400, "Title cannot be empty.")]
    [InlineData("""{"title":" "}""", 400, "Title cannot be empty.")]
    [InlineData("""{"title":5}""", 400, "title must be a string.")]
    [InlineData("""{"title":"a","colour":"red"}""", 400, "Unrecognized field")]
    [InlineData("""{"title":"a","isLocked":"yes"}""", 400, "isLocked must be true or false.")]
    [InlineData("""{"title":"a","isAnnouncementOnly":true}""", 400, "only be put into announcement mode when it is locked")]
    [InlineData("""{"title":"a","isPublic":true}""", 400, "must have a description")]
    [InlineData("""{"title":"a","classificationId":"c"}""", 400, "no classification")]
    [InlineData("""{"title":"a","teamId":"no id"}""", 400, "Expect base64 ID or UUID.")]
    [InlineData("""{"title":"a","teamId":"00000000-0000-0000-0000-000000000001"}""", 404, "could not be found")]
    [InlineData("""["title"]""", 400, "malformed syntax")]
    [InlineData("""{"title":"\ud800"}""", 400, "malformed syntax")]
    public async Task A_room_that_the_cloud_does_not_take_is_refused(string body, int status, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Contains(message, (await simulation.ApiAsync("ann", "POST", "/rooms", body)).Expect(status).Message, StringComparison.Ordinal);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/rooms")).Items);
    }

    [Fact]
    public async Task Only_moderators_change_a_moderated_room_and_others_who_delete_it_only_leave()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await simulation.RoomAsync("ann", ["bo"], """{"title":"Plans","isLocked":true}""");
        (await simulation.ApiAsync("bo", "PUT", $"/rooms/{id}", new { title = "Mine" })).Expect(403);
        (await simulation.ApiAsync("bo", "DELETE", $"/rooms/{id}")).Expect(204);
        (await simulation.ApiAsync("bo", "GET", $"/rooms/{id}")).Expect(404);
        Assert.Equal("Better plans", (await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "Better plans" })).Expect(200).Of("title"));
        (await simulation.ApiAsync("ann", "DELETE", $"/rooms/{id}")).Expect(204);
        (await simulation.ApiAsync("ann", "GET", $"/rooms/{id}")).Expect(404);
    }

    [Fact]
    public async Task Only_moderators_speak_in_a_room_in_announcement_mode()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await simulation.RoomAsync("ann", ["bo"], """{"title":"News","isLocked":true,"isAnnouncementOnly":true}""");
        (await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = id, text = "Hi" })).Expect(403);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = id, text = "Hi" })).Expect(200);
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "News", isLocked = false })).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "News", isLocked = false, isAnnouncementOnly = false })).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = id, text = "Hi" })).Expect(200);
        Assert.All((await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={id}")).Items, member => Assert.False(member!["isModerator"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_public_room_is_found_and_joined_by_anybody_until_it_is_made_private()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await simulation.RoomAsync("ann", [], """{"title":"Cycling","isPublic":true,"description":"On two wheels"}""");
        Assert.Equal(["Cycling"], (await simulation.ApiAsync("bo", "GET", "/rooms?orgPublicSpaces=true")).Fields("title"));
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/rooms?orgPublicSpaces=true&from=2026-03-03T00:00:00Z")).Items);
        (await simulation.ApiAsync("bo", "GET", "/rooms?orgPublicSpaces=true&type=group")).Expect(400);
        (await simulation.ApiAsync("bo", "POST", "/memberships", new { roomId = id, personId = simulation.Id("carla") })).Expect(404);
        (await simulation.ApiAsync("bo", "POST", "/memberships", new { roomId = id, personId = simulation.Id("bo") })).Expect(200);
        Assert.Null((await simulation.ApiAsync("bo", "PUT", $"/rooms/{id}", new { title = "Cycling", isPublic = false, description = " " })).Expect(200).Json["description"]);
        (await simulation.ApiAsync("carla", "POST", "/memberships", new { roomId = id, personId = simulation.Id("carla") })).Expect(404);
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "Cycling", isPublic = true, description = "Again" })).Expect(403);
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged()
    {
        await using var simulation = await Simulation.StartAsync();
        foreach (var title in (string[])["one", "two", "three"])
        {
            await simulation.RoomAsync("ann", [], $$"""{"title":"{{title}}"}""");
            await simulation.AdvanceAsync(1);
        }

        (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), text = "Hi" })).Expect(200);
        Assert.Equal(["Bo Lind"], (await simulation.ApiAsync("ann", "GET", "/rooms?type=direct")).Fields("title"));
        Assert.Equal(["Ann Berg"], (await simulation.ApiAsync("bo", "GET", "/rooms")).Fields("title"));
        Assert.Equal(["three", "two", "one"], (await simulation.ApiAsync("ann", "GET", "/rooms?type=group&sortBy=created")).Fields("title"));
        var oldest = (await simulation.ApiAsync("ann", "GET", "/rooms?type=group&sortBy=created")).Items[2]!["id"]!.GetValue<string>();
        await simulation.SayAsync("ann", oldest, "news");
        Assert.Equal(["one", "three", "two"], (await simulation.ApiAsync("ann", "GET", "/rooms?type=group&sortBy=lastactivity")).Fields("title"));
        var page = await simulation.ApiAsync("ann", "GET", "/rooms?type=group&sortBy=created&max=2");
        Assert.Equal(["three", "two"], page.Fields("title"));
        var next = new Uri(page.Headers.GetValues("Link").Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..];
        Assert.Equal(["one"], (await simulation.ApiAsync("ann", "GET", next)).Fields("title"));
        (await simulation.ApiAsync("ann", "GET", "/rooms?sortBy=title")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", "/rooms?type=huge")).Expect(400);
    }

    [Fact]
    public async Task The_last_activity_lags_behind_when_the_switch_says_so()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await simulation.RoomAsync("ann", []);
        await simulation.AdvanceAsync(100);
        await simulation.PostAsync("/control/switches", """{"lastActivityLagSeconds":10}""");
        await simulation.SayAsync("ann", id, "news");
        Assert.Equal("2026-03-02T09:00:00.000Z", (await simulation.ApiAsync("ann", "GET", $"/rooms/{id}")).Of("lastActivity"));
        await simulation.AdvanceAsync(10);
        Assert.Equal("2026-03-02T09:01:40.000Z", (await simulation.ApiAsync("ann", "GET", $"/rooms/{id}")).Of("lastActivity"));
    }

    [Fact]
    public async Task A_direct_room_cannot_be_changed_deleted_or_joined()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonEmail = "bo.lind@nordlys.example", text = "Hi" })).Expect(200).Of("roomId");
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "Us" })).Expect(400);
        (await simulation.ApiAsync("ann", "DELETE", $"/rooms/{id}")).Expect(403);
        (await simulation.ApiAsync("ann", "POST", "/memberships", new { roomId = id, personId = simulation.Id("carla") })).Expect(400);
    }

    [Fact]
    public async Task How_a_rooms_meeting_is_reached_is_told_only_by_a_cloud_of_before()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        (await simulation.ApiAsync("ann", "GET", $"/rooms/{room}/meetingInfo")).Expect(404);
        await simulation.PostAsync("/control/switches", """{"roomMeetingInfoIsServed":true}""");
        var info = (await simulation.ApiAsync("ann", "GET", $"/rooms/{room}/meetingInfo")).Expect(200);
        Assert.Equal((room, info.Of("meetingNumber") + "@nordlys.webex.example"), (info.Of("roomId"), info.Of("sipAddress")));
        Assert.Equal(info.Text, (await simulation.ApiAsync("ann", "GET", $"/rooms/{room}/meetingInfo")).Text);
        (await simulation.ApiAsync("bo", "GET", $"/rooms/{room}/meetingInfo")).Expect(404);
    }
}
