using Tieline.WebexSimulator.Tests.Calls;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

public class MessagingKeepsToThePublishedApi
{
    private const string Missing = "The vendor's API documents do not lie beside the repository.";

    [Fact]
    public async Task Rooms_and_memberships()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var (rooms, members) = (new PublishedApi("rooms.json"), new PublishedApi("memberships.json"));
        await using var simulation = await Simulation.StartAsync();
        var body = new { title = "Plans", isLocked = true, isAnnouncementOnly = true, isPublic = true, description = "All of them" };
        var id = rooms.Holds("post /rooms", await simulation.ApiAsync("ann", "POST", "/rooms", body)).Of("id");
        await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), text = "Hi" });
        rooms.Holds("get /rooms", await simulation.ApiAsync("ann", "GET", "/rooms"));
        rooms.Holds("get /rooms/{roomId}", await simulation.ApiAsync("ann", "GET", $"/rooms/{id}"));
        rooms.Holds("put /rooms/{roomId}", await simulation.ApiAsync("ann", "PUT", $"/rooms/{id}", new { title = "Better plans" }));
        var member = members.Holds("post /memberships", await simulation.ApiAsync("ann", "POST", "/memberships", new { roomId = id, personId = simulation.Id("bo"), isModerator = true })).Of("id");
        members.Holds("get /memberships", await simulation.ApiAsync("ann", "GET", "/memberships"));
        members.Holds("get /memberships/{membershipId}", await simulation.ApiAsync("ann", "GET", $"/memberships/{member}"));
        members.Holds("put /memberships/{membershipId}", await simulation.ApiAsync("ann", "PUT", $"/memberships/{member}", new { isModerator = false, isRoomHidden = false }));
        members.Holds("delete /memberships/{membershipId}", await simulation.ApiAsync("ann", "DELETE", $"/memberships/{member}"));
        rooms.Holds("delete /rooms/{roomId}", await simulation.ApiAsync("ann", "DELETE", $"/rooms/{id}"));
        Assert.Equal(["get /rooms/{roomId}/meetingInfo"], rooms.Operations.Except(rooms.Visited));
        Assert.Empty(members.Operations.Except(members.Visited));
    }

    [Fact]
    public async Task Messages_and_attachment_actions()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var (messages, actions) = (new PublishedApi("messages.json"), new PublishedApi("attachment-actions.json"));
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var rich = new { roomId = room, markdown = $"<@personId:{simulation.Id("bo")}> <@all> **now**" };
        var first = messages.Holds("post /messages", await simulation.ApiAsync("ann", "POST", "/messages", rich)).Of("id");
        messages.Holds("post /messages", await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = room, parentId = first, text = "reply" }));
        messages.Holds("post /messages", await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonEmail = "bo.lind@nordlys.example", text = "Hi" }));
        messages.Holds("post /messages", await Messaging.Files.SendAsync(simulation, Messaging.Files.Form(room, "a.txt", "text/plain", "a")));
        var card = messages.Holds("post /messages", await simulation.PostCardAsync("ann", room)).Of("id");
        messages.Holds("put /messages/{messageId}", await simulation.ApiAsync("ann", "PUT", $"/messages/{first}", rich));
        messages.Holds("get /messages/{messageId}", await simulation.ApiAsync("ann", "GET", $"/messages/{first}"));
        messages.Holds("get /messages", await simulation.ApiAsync("ann", "GET", $"/messages?roomId={room}"));
        messages.Holds("get /messages/direct", await simulation.ApiAsync("ann", "GET", "/messages/direct?personEmail=bo.lind@nordlys.example"));
        var action = actions.Holds("post /attachment/actions", await simulation.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = card, inputs = new { a = "1" } })).Of("id");
        actions.Holds("get /attachment/actions/{id}", await simulation.ApiAsync("bo", "GET", $"/attachment/actions/{action}"));
        messages.Holds("delete /messages/{messageId}", await simulation.ApiAsync("ann", "DELETE", $"/messages/{first}"));
        Assert.Empty(messages.Operations.Except(messages.Visited));
        Assert.Empty(actions.Operations.Except(actions.Visited));
    }

    [Fact]
    public async Task Teams_and_events()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var (teams, members, events) = (new PublishedApi("teams.json"), new PublishedApi("team-memberships.json"), new PublishedApi("events.json"));
        await using var simulation = await Simulation.StartAsync();
        var id = teams.Holds("post /teams", await simulation.ApiAsync("ann", "POST", "/teams", new { name = "Sales", description = "who sell" })).Of("id");
        teams.Holds("get /teams", await simulation.ApiAsync("ann", "GET", "/teams"));
        teams.Holds("get /teams/{teamId}", await simulation.ApiAsync("ann", "GET", $"/teams/{id}"));
        teams.Holds("put /teams/{teamId}", await simulation.ApiAsync("ann", "PUT", $"/teams/{id}", new { name = "Sellers" }));
        var member = members.Holds("post /team/memberships", await simulation.ApiAsync("ann", "POST", "/team/memberships", new { teamId = id, personId = simulation.Id("bo") })).Of("id");
        members.Holds("get /team/memberships", await simulation.ApiAsync("ann", "GET", $"/team/memberships?teamId={id}"));
        members.Holds("get /team/memberships/{membershipId}", await simulation.ApiAsync("ann", "GET", $"/team/memberships/{member}"));
        members.Holds("put /team/memberships/{membershipId}", await simulation.ApiAsync("ann", "PUT", $"/team/memberships/{member}", new { isModerator = true }));
        members.Holds("delete /team/memberships/{membershipId}", await simulation.ApiAsync("ann", "DELETE", $"/team/memberships/{member}"));
        teams.Holds("delete /teams/{teamId}", await simulation.ApiAsync("ann", "DELETE", $"/teams/{id}"));
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var card = (await simulation.PostCardAsync("ann", room)).Of("id");
        await simulation.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = card, inputs = new { a = "1" } });
        var one = events.Holds("get /events", await simulation.ApiAsync("admin", "GET", "/events")).Items[0]!["id"];
        events.Holds("get /events/{eventId}", await simulation.ApiAsync("admin", "GET", $"/events/{one}"));
        Assert.Empty(teams.Operations.Concat(members.Operations).Concat(events.Operations).Except([.. teams.Visited, .. members.Visited, .. events.Visited]));
    }

    [Fact]
    public async Task Conferences()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        const string Path = "/telephony/conference";
        var api = new PublishedApi("telephony-conference-controls.json");
        await using var simulation = await ConferenceCalls.WithTwoCallsAsync();
        var ids = await ConferenceCalls.StartAsync(simulation);
        api.Holds("get " + Path, await simulation.ApiAsync("ann", "GET", Path));
        foreach (var command in (string[])["mute", "unmute", "deafen", "undeafen"])
        {
            api.Holds($"post {Path}/{command}", await simulation.ApiAsync("ann", "POST", $"{Path}/{command}", new { callId = ids[0] }));
        }

        api.Holds($"post {Path}/hold", await simulation.ApiAsync("ann", "POST", Path + "/hold"));
        api.Holds($"post {Path}/resume", await simulation.ApiAsync("ann", "POST", Path + "/resume"));
        await simulation.CommandAsync("ann", "dial", new { destination = "+12025550188" }, 201);
        await simulation.AdvanceAsync(20);
        api.Holds($"post {Path}/addParticipant", await simulation.ApiAsync("ann", "POST", Path + "/addParticipant", new { callId = await simulation.CallIdAsync("ann", 2) }));
        api.Holds("delete " + Path, await simulation.ApiAsync("ann", "DELETE", Path));
        Assert.Equal(["post " + Path], api.Operations.Except(api.Visited));
    }

    [Fact]
    public async Task Webhooks_of_messaging()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var api = new PublishedApi("webhooks.json");
        await using var simulation = await Simulation.StartAsync();
        foreach (var resource in (string[])["rooms", "memberships", "messages", "attachmentActions", "telephony_conference", "all"])
        {
            api.Holds("post /webhooks", await simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "n", targetUrl = "https://tieline.example/", resource, @event = "all" }));
        }

        api.Holds("get /webhooks", await simulation.ApiAsync("ann", "GET", "/webhooks"));
    }
}
