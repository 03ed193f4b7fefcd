using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Webhooks;

/// <summary>The event <c>all</c> is short for created, updated and deleted; the others are asked for by name.</summary>
public class WhatAllMeans
{
    [Fact]
    public async Task All_events_of_meetings_are_those_of_their_plan()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenToMeetingsAsync("ann", "meetings");
        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "PATCH", "/meetings/" + id, """{"title":"Contract"}""")).Expect(200);
        await simulation.HoldAsync(id);
        await simulation.EndAsync(id);
        (await simulation.ApiAsync("ann", "DELETE", "/meetings/" + id)).Expect(204);
        Assert.Equal("meetings created, meetings updated, meetings deleted", await simulation.HeardAsync("ann"));
    }

    [Theory]
    [InlineData("rooms")]
    [InlineData("all")]
    public async Task All_events_of_rooms_are_without_their_moves(string resource)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        await simulation.HearAsync("ann", resource);
        var moved = (await simulation.PostAsync($"/control/rooms/{room}/migrate", "{}"))["id"]!.GetValue<string>();
        (await simulation.ApiAsync("ann", "PUT", "/rooms/" + moved, """{"title":"Plans of May"}""")).Expect(200);
        Assert.Equal("rooms updated", await simulation.HeardAsync("ann"));
    }
}
