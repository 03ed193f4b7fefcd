using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class CallingOut
{
    private const string Path = "/meetingParticipants/callout";

    [Fact]
    public async Task A_video_system_is_rung_up_and_picks_up_within_half_a_minute()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "POST", Path, Room(id))).Expect(409);
        var instance = await simulation.HoldAsync(id);
        var rung = (await simulation.ApiAsync("ann", "POST", Path, Room(id))).Expect(200);
        Assert.Equal("pending", rung.Of("state"));
        Assert.Equal(2, (await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + instance)).Items.Count);
        await simulation.ActAsync(id, "pickUp", new { participantId = rung.Of("participantId") });
        Assert.Equal("Board room", (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + rung.Of("participantId"))).Expect(200).Of("displayName"));
        var second = (await simulation.ApiAsync("ann", "POST", Path, Room(id))).Expect(200).Of("participantId");
        await simulation.AdvanceAsync(30);
        (await simulation.SendAsync("POST", $"/control/meetings/{id}/pickUp", $$"""{"participantId":"{{second}}"}""", null)).Expect(409);
        (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/cancelCallout", new { participantId = second })).Expect(404);
    }

    [Fact]
    public async Task A_call_is_cancelled_by_a_host_who_is_there()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(id);
        (await simulation.ApiAsync("bo", "POST", Path, Room(id))).Expect(403);
        var rung = (await simulation.ApiAsync("ann", "POST", Path, Room(id))).Expect(200).Of("participantId");
        (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/cancelCallout", new { participantId = rung })).Expect(204);
        (await simulation.ApiAsync("ann", "POST", "/meetingParticipants/cancelCallout", new { participantId = rung })).Expect(404);
        await simulation.ActAsync(id, "leave", new { email = simulation.Of("ann", "email") });
        (await simulation.ApiAsync("ann", "POST", Path, Room(id))).Expect(403);
    }

    [Theory]
    [InlineData("""{"address":"room@acme.example","displayName":"R"}""")]
    [InlineData("""{"meetingId":"@","meetingNumber":"1","address":"room@acme.example","displayName":"R"}""")]
    [InlineData("""{"meetingId":"@","address":"room","displayName":"R"}""")]
    [InlineData("""{"meetingId":"@","address":"room@acme.example","displayName":"R","invitationCorrelationId":"871AB255-64E6-4CD2-A5AF-D33953898356"}""")]
    [InlineData("""{"meetingId":"@","address":"room@acme.example","displayName":"A name of more than thirty-two letters"}""")]
    public async Task A_call_asked_for_wrongly_is_refused(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(id);
        (await simulation.ApiAsync("ann", "POST", Path, body.Replace("@\"", id + "\"", StringComparison.Ordinal))).Expect(400);
    }

    private static object Room(string id) => new { meetingId = id, address = "sip:board@acme.example", displayName = "Board room" };
}
