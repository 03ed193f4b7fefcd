using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class Memberships
{
    [Theory]
    [InlineData("""{"personEmail":"bo.lind@nordlys.example"}""", 400, "roomId cannot be null")]
    [InlineData("""{"roomId":"ROOM"}""", 400, "Must specify either personId or personEmail.")]
    [InlineData("""{"roomId":"ROOM","personId":"BO","personEmail":"bo.lind@nordlys.example"}""", 400, "Must specify either personId or personEmail.")]
    [InlineData("""{"roomId":"ROOM","personId":"nobody"}""", 400, "Expect base64 ID or UUID.")]
    [InlineData("""{"roomId":"ROOM","personEmail":"stranger@elsewhere.example"}""", 404, "The requested resource could not be found.")]
    [InlineData("""{"roomId":"00000000-0000-0000-0000-000000000001","personId":"BO"}""", 404, "Could not find a room with provided ID.")]
    [InlineData("""{"roomId":"ROOM","personId":"ANN"}""", 409, "User is already a participant in the room.")]
    [InlineData("""{"roomId":"ROOM","personId":"BO","isModerator":true}""", 400, "Only a moderated room has moderators.")]
    [InlineData("""{"roomId":"ROOM","personId":"BO","role":"boss"}""", 400, "Unrecognized field \"role\".")]
    public async Task A_membership_that_the_cloud_does_not_take_is_refused(string body, int status, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", []);
        body = body.Replace("ROOM", room).Replace("\"BO\"", $"\"{simulation.Id("bo")}\"").Replace("\"ANN\"", $"\"{simulation.Id("ann")}\"");
        Assert.Equal(message, (await simulation.ApiAsync("ann", "POST", "/memberships", body)).Expect(status).Message);
        Assert.Single((await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={room}")).Items);
    }

    [Fact]
    public async Task In_a_moderated_room_moderators_say_who_is_in_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo"], """{"title":"Plans","isLocked":true}""");
        (await simulation.ApiAsync("bo", "POST", "/memberships", new { roomId = room, personId = simulation.Id("carla") })).Expect(403);
        var bo = (await simulation.ApiAsync("bo", "GET", $"/memberships?roomId={room}&personEmail=BO.lind@nordlys.example")).Fields("id").Single();
        (await simulation.ApiAsync("bo", "PUT", $"/memberships/{bo}", new { isModerator = true, isRoomHidden = false })).Expect(403);
        Assert.True((await simulation.ApiAsync("ann", "PUT", $"/memberships/{bo}", new { isModerator = true, isRoomHidden = false })).Expect(200).Json["isModerator"]!.GetValue<bool>());
        var carla = (await simulation.ApiAsync("bo", "POST", "/memberships", new { roomId = room, personEmail = "carla.ruiz@nordlys.example" })).Expect(200).Of("id");
        (await simulation.ApiAsync("bo", "DELETE", $"/memberships/{carla}")).Expect(204);
        (await simulation.ApiAsync("carla", "GET", $"/memberships/{carla}")).Expect(404);
    }

    [Fact]
    public async Task Without_a_room_the_list_holds_the_callers_own_memberships()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.RoomAsync("ann", ["bo"]);
        await simulation.RoomAsync("ann", []);
        Assert.Equal([simulation.Id("ann"), simulation.Id("ann")], (await simulation.ApiAsync("ann", "GET", "/memberships")).Fields("personId"));
        (await simulation.ApiAsync("ann", "GET", $"/memberships?personId={simulation.Id("bo")}")).Expect(400);
    }

    [Fact]
    public async Task A_change_must_name_both_fields_unless_the_switch_says_otherwise()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), text = "Hi" })).Expect(200);
        var id = (await simulation.ApiAsync("ann", "GET", "/memberships")).Fields("id").Single();
        (await simulation.ApiAsync("ann", "PUT", $"/memberships/{id}", new { isModerator = false })).Expect(400);
        Assert.True((await simulation.ApiAsync("ann", "PUT", $"/memberships/{id}", new { isModerator = false, isRoomHidden = true })).Expect(200).Json["isRoomHidden"]!.GetValue<bool>());
        (await simulation.ApiAsync("bo", "PUT", $"/memberships/{id}", new { isModerator = false, isRoomHidden = false })).Expect(403);
        await simulation.PostAsync("/control/switches", """{"membershipChangesNeedBothFields":false}""");
        (await simulation.ApiAsync("ann", "PUT", $"/memberships/{id}", new { isModerator = false })).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/messages", new { toPersonId = simulation.Id("ann"), text = "Hello?" })).Expect(200);
        Assert.False((await simulation.ApiAsync("ann", "GET", $"/memberships/{id}")).Json["isRoomHidden"]!.GetValue<bool>());
    }
}
