using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Messaging;

/// <summary>A room that moves to another geography has another id afterwards.</summary>
public class MovingRooms
{
    [Fact]
    public async Task A_room_migrates_with_all_that_is_in_it_and_its_old_id_is_that_of_nothing()
    {
        await using var simulation = await Simulation.StartAsync();
        var old = await simulation.RoomAsync("ann", ["bo"]);
        var card = (await simulation.PostCardAsync("ann", old)).Of("id");
        var action = (await simulation.ApiAsync("bo", "POST", "/attachment/actions", new { type = "submit", messageId = card, inputs = new { } })).Expect(202).Of("id");
        await simulation.HearAsync("bo", "rooms", "migrated");
        await simulation.HearAsync("ann", "messages", filter: $"roomId={old}");
        await simulation.PostAsync($"/control/rooms/{old}/migrate", """{"cluster":"urn:TEAM:us-west-2_r"}""");
        var id = Spaces.Data(simulation, "bo")["id"]!.GetValue<string>();
        Assert.Equal("rooms migrated", await simulation.HeardAsync("bo"));
        Assert.NotEqual(old, id);
        (await simulation.ApiAsync("ann", "GET", $"/rooms/{old}")).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = old, text = "hello" })).Expect(404);
        Assert.Equal("Plans", (await simulation.ApiAsync("ann", "GET", $"/rooms/{id}")).Expect(200).Of("title"));
        Assert.Equal([card], (await simulation.ApiAsync("bo", "GET", $"/messages?roomId={id}")).Fields("id"));
        Assert.Equal(id, (await simulation.ApiAsync("ann", "GET", $"/messages/{card}")).Expect(200).Of("roomId"));
        Assert.Equal(id, (await simulation.ApiAsync("ann", "GET", $"/attachment/actions/{action}")).Expect(200).Of("roomId"));
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={id}")).Items.Count);
        await simulation.SayAsync("bo", id, "still here");
        // A filter for the old id hears nothing any more.
        Assert.Equal("", await simulation.HeardAsync("ann"));
    }

    [Fact]
    public async Task The_meetings_of_a_room_move_with_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var old = await simulation.RoomAsync("ann", ["bo"]);
        var running = (await simulation.ApiAsync("ann", "POST", "/meetings", new { adhoc = true, roomId = old })).Expect(200).Of("id");
        var body = MeetingStory.Body();
        (body["roomId"], body["recurrence"]) = (old, "FREQ=DAILY;COUNT=2");
        var planned = (await simulation.ScheduleAsync(body)).Id();
        (await simulation.ApiAsync("ann", "PATCH", $"/meetings/{planned}_20260303T100000Z", """{"title":"Moved"}""")).Expect(200);
        var id = (await simulation.PostAsync($"/control/rooms/{old}/migrate", "{}"))["id"]!.GetValue<string>();
        Assert.Equal(running, (await simulation.ApiAsync("ann", "POST", "/meetings", new { adhoc = true, roomId = id })).Expect(200).Of("id"));
        foreach (var meeting in (string[])[running, planned, planned + "_20260303T100000Z"])
        {
            Assert.Equal(id, (await simulation.ApiAsync("ann", "GET", "/meetings/" + meeting)).Expect(200).Of("roomId"));
        }
    }

    [Fact]
    public async Task A_migration_outlives_being_kept_and_loaded()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        await simulation.SayAsync("ann", room, "hello");
        var id = (await simulation.PostAsync($"/control/rooms/{room}/migrate", "{}"))["id"]!.GetValue<string>();
        var state = (await simulation.GetAsync("/control/state")).ToJsonString();
        await simulation.PostAsync("/control/reset", "{}");
        (await simulation.SendAsync("PUT", "/control/state", state, null)).Expect(200);
        Assert.Single((await simulation.ApiAsync("ann", "GET", $"/messages?roomId={id}")).Expect(200).Items);
        (await simulation.SendAsync("POST", $"/control/rooms/{room}/migrate", "{}", null)).Expect(404);
        (await simulation.SendAsync("POST", $"/control/rooms/{id}/migrate", """{"cluster":"a b"}""", null)).Expect(400);
    }
}
