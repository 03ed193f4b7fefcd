using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class News
{
    [Fact]
    public async Task Webhooks_are_told_who_did_what_and_never_what_was_said()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("bo", "all");
        var room = await simulation.RoomAsync("ann", ["bo"], """{"title":"Secret plans"}""");
        var said = await simulation.SayAsync("ann", room, $"<@personId:{simulation.Id("bo")}|Bo> psst");
        (await simulation.ApiAsync("ann", "PUT", $"/rooms/{room}", new { title = "Open plans" })).Expect(200);
        (await simulation.ApiAsync("ann", "DELETE", $"/messages/{said.Of("id")}")).Expect(204);
        var member = (await simulation.ApiAsync("bo", "GET", "/memberships")).Fields("id").Single();
        (await simulation.ApiAsync("ann", "DELETE", $"/memberships/{member}")).Expect(204);
        await simulation.SayAsync("ann", room, "he is gone");
        Assert.Equal("memberships created, messages created, rooms updated, messages deleted, memberships deleted", await simulation.HeardAsync("bo"));
        Assert.All(Story.Bodies(simulation, "bo"), body => Assert.Equal(simulation.Id("ann"), body["actorId"]!.GetValue<string>()));
        Assert.All(simulation.Receiver.All, received => Assert.DoesNotMatch("psst|plans", System.Text.Encoding.UTF8.GetString(received.Body)));
        Assert.All(simulation.Receiver.All, received => Assert.NotNull(received.Signature));
        var told = Spaces.Data(simulation, "bo", 1);
        Assert.Equal((said.Of("id"), room, simulation.Id("bo")), (told["id"]!.GetValue<string>(), told["roomId"]!.GetValue<string>(), told["mentionedPeople"]![0]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("roomType=direct", "messages created")]
    [InlineData("roomId=ROOM", "messages created, messages created, messages created")]
    [InlineData("mentionedPeople=me", "messages created")]
    [InlineData("mentionedPeople=ANN,BO", "messages created")]
    [InlineData("personEmail=CARLA.ruiz@nordlys.example", "messages created")]
    [InlineData("personId=CARLA&roomId=ROOM", "messages created")]
    [InlineData("hasAttachments=true", "messages created")]
    [InlineData("hasFiles=true", "")]
    public async Task A_filter_lets_through_what_it_names(string filter, string heard)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo", "carla"]);
        filter = filter.Replace("ROOM", room).Replace("ANN", simulation.Id("ann")).Replace("=BO", "=" + simulation.Id("bo"))
            .Replace(",BO", "," + simulation.Id("bo")).Replace("=CARLA&", $"={simulation.Id("carla")}&");
        await simulation.HearAsync("bo", "messages", "created", filter);
        await simulation.SayAsync("ann", room, $"<@personId:{simulation.Id("bo")}|Bo>");
        await simulation.SayAsync("carla", room, "hello");
        await simulation.PostCardAsync("ann", room);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), text = "direct" })).Expect(200);
        Assert.Equal(heard, await simulation.HeardAsync("bo"));
    }

    [Theory]
    [InlineData("messages", "roomType=huge")]
    [InlineData("messages", "hasFiles=maybe")]
    [InlineData("messages", "roomId=no id")]
    [InlineData("rooms", "isLocked=1")]
    [InlineData("attachmentActions", "inputs=1")]
    public async Task A_filter_with_an_impossible_value_is_refused(string resource, string filter)
    {
        await using var simulation = await Simulation.StartAsync();
        var answer = await simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "n", targetUrl = "https://tieline.example/", resource, @event = "created", filter });
        Assert.Equal("invalid value for filter: " + filter.Split('=')[0], answer.Expect(400).Message);
    }

    [Fact]
    public async Task Edits_are_told_when_the_switch_says_so()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("bo", "messages");
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var id = (await simulation.SayAsync("ann", room, "one")).Of("id");
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, text = "two" })).Expect(200);
        Assert.Equal("messages created", await simulation.HeardAsync("bo"));
        await simulation.PostAsync("/control/switches", """{"messageEditsAreTold":true}""");
        (await simulation.ApiAsync("ann", "PUT", $"/messages/{id}", new { roomId = room, text = "three" })).Expect(200);
        Assert.Equal("messages created, messages updated", await simulation.HeardAsync("bo"));
    }

    [Theory]
    [InlineData("""{"mode":"doubled"}""", "1 1 2 2 3 3", "1 1 2 2 3 3")]
    [InlineData("""{"mode":"lost","lose":[1]}""", "1 3", "1 3")]
    [InlineData("""{"mode":"held"}""", "", "1 2 3")]
    [InlineData("""{"mode":"shuffled","seed":3}""", "", "1 3 2")]
    [InlineData("""{"mode":"late","lateSeconds":60}""", "", "")]
    public async Task News_travels_in_the_mode_that_is_set(string mode, string atFirst, string released)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("bo", "messages");
        var room = await simulation.RoomAsync("ann", ["bo"]);
        await simulation.PostAsync("/control/webhook-delivery", mode);
        var ids = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            ids.Add((await simulation.SayAsync("ann", room, $"{index}")).Of("id"));
        }

        await simulation.SettleAsync();
        Assert.Equal(atFirst, Order());
        await simulation.PostAsync("/control/webhook-delivery/release", "{}");
        Assert.Equal(released, Order());
        await simulation.AdvanceAsync(60);
        Assert.Equal(released.Length == 0 ? "1 2 3" : released, Order());

        string Order() => string.Join(' ', Story.Bodies(simulation, "bo").Select(body => ids.IndexOf(body["data"]!["id"]!.GetValue<string>()) + 1));
    }

    [Fact]
    public async Task The_events_of_the_organization_are_listed_for_those_who_may_see_them()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"]);
        var said = (await simulation.SayAsync("bo", room, "on the record")).Of("id");
        Assert.Equal(["messages", "memberships", "memberships", "rooms"], (await simulation.ApiAsync("admin", "GET", "/events")).Fields("resource"));
        var mine = (await simulation.ApiAsync("admin", "GET", $"/events?resource=messages&type=created&actorId={simulation.Id("bo")}")).Items.Single()!;
        Assert.Equal((said, "on the record"), (mine["data"]!["id"]!.GetValue<string>(), mine["data"]!["text"]!.GetValue<string>()));
        Assert.Equal(mine.ToJsonString(), (await simulation.ApiAsync("admin", "GET", $"/events/{mine["id"]}")).Json.ToJsonString());
        Assert.Empty((await simulation.ApiAsync("admin", "GET", "/events?to=2026-03-02T08:00:00Z")).Items);
        foreach (var wrong in (string[])["resource=cats", "type=started", "to=2027-01-01T00:00:00Z", "resource=convergedRecordings", "serviceType=calling", "max=0"])
        {
            (await simulation.ApiAsync("admin", "GET", "/events?" + wrong)).Expect(400);
        }

        (await simulation.ApiAsync("ann", "GET", "/events")).Expect(403);
    }
}
