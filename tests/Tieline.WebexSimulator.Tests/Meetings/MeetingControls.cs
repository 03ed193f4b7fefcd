using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class MeetingControls
{
    private const string Path = "/meetings/controls?meetingId=";

    [Fact]
    public async Task Whoever_comes_to_a_locked_meeting_waits_until_the_host_lets_them_in()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(id);
        await simulation.ActAsync(id, "leave", new { email = MeetingStory.Customer });
        Assert.Equal((false, true, false), State(await simulation.ApiAsync("ann", "GET", Path + id)));
        Assert.Equal((true, true, false), State(await simulation.ApiAsync("ann", "PUT", Path + id, """{"locked":true}""")));
        var waiting = (await simulation.ActAsync(id, "join", new { email = MeetingStory.Customer }))["participants"]!.AsArray().Last()!;
        Assert.Equal("lobby", waiting["state"]!.GetValue<string>());
        Assert.Equal("lobby", (await simulation.ActAsync(id, "join", new { email = simulation.Of("bo", "email") }))["participants"]!.AsArray().Last()!["state"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "PUT", "/meetingParticipants/" + waiting.Id(), """{"admit":true}""")).Expect(200);
        Assert.Equal("joined", (await simulation.ApiAsync("ann", "GET", "/meetingParticipants/" + waiting.Id())).Of("state"));
        await simulation.ActAsync(id, "leave", new { email = simulation.Of("ann", "email") });
        Assert.Equal("joined", (await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") }))["participants"]![0]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_recording_is_started_paused_resumed_and_stopped()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("ann", "GET", Path + id)).Expect(409);
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") });
        (await simulation.ApiAsync("ann", "PUT", Path + id, """{"recordingPaused":true}""")).Expect(409);
        Assert.Equal((false, true, false), State(await simulation.ApiAsync("ann", "PUT", Path + id, """{"recordingStarted":true}""")));
        Assert.Equal((false, true, true), State(await simulation.ApiAsync("ann", "PUT", Path + id, """{"recordingPaused":true}""")));
        Assert.Equal((false, true, false), State(await simulation.ApiAsync("ann", "PUT", Path + id, """{"recordingPaused":false}""")));
        Assert.Equal((false, false, false), State(await simulation.ApiAsync("ann", "PUT", Path + id, """{"recordingStarted":false,"recordingPaused":true}""")));
        (await simulation.ApiAsync("bo", "GET", Path + id)).Expect(404);
        await simulation.EndAsync(id);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/recordings")).Items);
    }

    [Fact]
    public async Task A_meeting_locks_itself_after_the_minutes_set()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Body();
        (body["enableAutomaticLock"], body["automaticLockMinutes"]) = (true, 5);
        var id = (await simulation.ScheduleAsync(body)).Id();
        await simulation.AdvanceAsync(3600);
        await simulation.ActAsync(id, "join", new { email = simulation.Of("ann", "email") });
        await simulation.AdvanceAsync(299);
        Assert.False(State(await simulation.ApiAsync("ann", "GET", Path + id)).Locked);
        await simulation.AdvanceAsync(1);
        Assert.True(State(await simulation.ApiAsync("ann", "GET", Path + id)).Locked);
    }

    private static (bool Locked, bool Started, bool Paused) State(Answer answer) => answer.Expect(200).Json is var json
        ? (Flag(json, "locked"), Flag(json, "recordingStarted"), Flag(json, "recordingPaused")) : default;

    private static bool Flag(JsonNode node, string name) => node[name]!.GetValue<bool>();
}
