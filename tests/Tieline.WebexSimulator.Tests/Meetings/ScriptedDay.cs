using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public sealed class ScriptedDay : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("webex-day-").FullName;

    private string StateFile => Path.Combine(folder, "state.json");

    [Fact]
    public async Task People_come_late_leave_early_ask_and_vote_and_artefacts_follow()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/meetings/script", "{}");
        await simulation.AdvanceAsync(4 * 3600);
        var meetings = await MeetingsAsync(simulation);
        Assert.Equal(5, meetings.Count);
        Assert.All(meetings, meeting =>
        {
            var instance = meeting["instances"]!.AsArray().Single()!;
            Assert.NotNull(instance["ended"]);
            Assert.All((string[])["recordingId", "transcriptId", "summaryId"], name => Assert.NotNull(instance[name]));
            Assert.NotEmpty(instance["questions"]![0]!["answers"]!.AsArray());
            Assert.NotEmpty(instance["polls"]![0]!["answers"]!.AsArray());
        });
        var first = meetings[0];
        var people = (await simulation.ApiAsync("ann", "GET", "/meetingParticipants?meetingId=" + first.Id())).Expect(200).Items;
        var start = first["start"]!.GetValue<DateTimeOffset>();
        Assert.Contains(people, one => one!["joinedTime"]!.GetValue<DateTimeOffset>() > start.AddMinutes(9));
        Assert.Contains(people, one => one!["devices"]!.AsArray().Count == 2);
        Assert.Contains(people, one => one!["email"] is null);
        Assert.Equal(300, meetings[^1]["registrants"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_day_and_another_seed_another()
    {
        var days = new List<string>();
        foreach (var seed in (int[])[5, 5, 6])
        {
            await using var simulation = await Simulation.StartAsync();
            await simulation.PostAsync("/control/meetings/script", $$"""{"seed":{{seed}}}""");
            await simulation.AdvanceAsync(4 * 3600);
            days.Add((await simulation.GetAsync("/control/meetings")).ToJsonString());
        }

        Assert.Equal(days[0], days[1]);
        Assert.NotEqual(days[0], days[2]);
    }

    [Fact]
    public async Task A_day_goes_on_after_a_restart()
    {
        await using (var first = await Simulation.StartAsync(StateFile, stepped: false))
        {
            await first.PostAsync("/control/meetings/script", """{"meetings":1,"webinars":0}""");
            await first.AdvanceAsync(27 * 60);
            Assert.Null((await MeetingsAsync(first))[0]["instances"]![0]!["ended"]);
        }

        await using var second = await Simulation.StartAsync(StateFile, stepped: false);
        Assert.Null((await MeetingsAsync(second))[0]["instances"]![0]!["ended"]);
        await second.AdvanceAsync(2 * 3600);
        var instance = (await MeetingsAsync(second)).Single()["instances"]!.AsArray().Single()!;
        Assert.NotNull(instance["ended"]);
        Assert.NotNull(instance["summaryId"]);
        await second.PostAsync("/control/reset", "{}");
        Assert.Empty(await MeetingsAsync(second));
        await second.PostAsync("/control/clock", """{"advanceSeconds":7200}""");
        Assert.Empty(await MeetingsAsync(second));
    }

    [Fact]
    public async Task A_step_that_a_meeting_no_longer_allows_does_not_stop_the_day()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = await simulation.PostAsync("/control/meetings/script", """{"meetings":2,"webinars":0}""");
        var first = made["meetings"]![0]!.Id();
        await simulation.AdvanceAsync(17 * 60);
        await simulation.ActAsync(first, "end");
        await simulation.AdvanceAsync(2 * 3600);
        Assert.NotNull((await MeetingsAsync(simulation))[1]["instances"]![0]!["summaryId"]);
    }

    [Fact]
    public async Task A_day_of_which_a_part_was_planned_before_is_refused_as_a_whole()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/meetings/script", """{"meetings":0,"webinars":1}""");
        (await simulation.SendAsync("POST", "/control/meetings/script", """{"meetings":2,"webinars":1}""", null)).Expect(409);
        Assert.Single(await MeetingsAsync(simulation));
        await simulation.AdvanceAsync(60);
        await simulation.PostAsync("/control/meetings/script", """{"meetings":2,"webinars":1}""");
        Assert.Equal(4, (await MeetingsAsync(simulation)).Count);
    }

    [Theory]
    [InlineData("/control/meetings/script", """{"registrants":100001}""")]
    [InlineData("/control/meetings/script", """{"attending":2}""")]
    [InlineData("/control/meetings/script", """{"meetings":-1}""")]
    [InlineData("/control/meetings/script", """{"weather":"rain"}""")]
    public async Task A_day_beyond_reason_is_refused(string path, string body)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.SendAsync("POST", path, body, null)).Expect(400);
        Assert.Empty(await MeetingsAsync(simulation));
    }

    private static async Task<List<JsonNode>> MeetingsAsync(Simulation simulation) =>
        [.. (await simulation.GetAsync("/control/meetings"))["meetings"]!.AsArray().Select(meeting => meeting!)];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
