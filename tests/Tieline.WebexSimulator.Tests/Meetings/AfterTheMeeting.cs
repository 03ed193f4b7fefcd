using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class AfterTheMeeting
{
    [Fact]
    public async Task A_recording_downloads_as_a_real_file_for_three_hours()
    {
        await using var simulation = await Simulation.StartAsync();
        var (_, instance) = await HeldAsync(simulation);
        var listed = (await simulation.ApiAsync("ann", "GET", "/recordings?meetingId=" + instance)).Expect(200).Items.Single()!;
        var recording = (await simulation.ApiAsync("ann", "GET", "/recordings/" + listed.Id())).Expect(200).Json;
        var links = recording["temporaryDirectDownloadLinks"]!;
        using var file = await simulation.Http.GetAsync(Link(links, "recordingDownloadLink"), TestContext.Current.CancellationToken);
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(recording["sizeBytes"]!.GetValue<int>(), bytes.Length);
        Assert.Equal("ftyp", System.Text.Encoding.ASCII.GetString(bytes, 4, 4));
        Assert.StartsWith("RIFF", await simulation.Http.GetStringAsync(Link(links, "audioDownloadLink"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("WEBVTT", await simulation.Http.GetStringAsync(Link(links, "transcriptDownloadLink"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await simulation.SendAsync("GET", Link(links, "recordingDownloadLink") + "0", null, null)).Expect(404);
        await simulation.AdvanceAsync(3 * 3600);
        (await simulation.SendAsync("GET", Link(links, "recordingDownloadLink"), null, null)).Expect(404);
        (await simulation.ApiAsync("bo", "GET", "/recordings/" + listed.Id())).Expect(404);
        Assert.Single((await simulation.ApiAsync("admin", "GET", "/admin/recordings")).Expect(200).Items);
        (await simulation.ApiAsync("ann", "GET", "/admin/recordings")).Expect(403);
        (await simulation.ApiAsync("ann", "GET", "/recordings?from=2026-01-01T00:00:00Z&to=2026-03-03T00:00:00Z")).Expect(400);
    }

    [Fact]
    public async Task A_recording_goes_to_the_recycle_bin_and_back()
    {
        await using var simulation = await Simulation.StartAsync();
        await HeldAsync(simulation);
        var id = (await simulation.ApiAsync("ann", "GET", "/recordings")).Items.Single()!.Id();
        await simulation.ListenToMeetingsAsync("ann", "recordings");
        (await simulation.ApiAsync("ann", "POST", "/recordings/softDelete", new { recordingIds = new[] { id } })).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/recordings")).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/recordings?status=deleted")).Items);
        (await simulation.ApiAsync("ann", "POST", "/recordings/restore", new { recordingIds = new[] { id } })).Expect(204);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/recordings")).Items);
        (await simulation.ApiAsync("ann", "POST", "/recordings/purge", new { recordingIds = new[] { id } })).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/recordings/softDelete", "{}")).Expect(400);
        await simulation.SettleAsync();
        Assert.Equal(["recordings updated", "recordings updated"], simulation.Told("ann"));
    }

    [Fact]
    public async Task A_deleted_recording_cannot_be_recovered()
    {
        await using var simulation = await Simulation.StartAsync();
        await HeldAsync(simulation);
        var id = (await simulation.ApiAsync("ann", "GET", "/recordings")).Items.Single()!.Id();
        await simulation.ListenToMeetingsAsync("ann", "recordings");
        (await simulation.ApiAsync("ann", "DELETE", "/recordings/" + id, """{"reason":"audit"}""")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/recordings?status=deleted")).Items);
        Assert.Equal([id], (await simulation.ApiAsync("ann", "GET", "/recordings?status=purged")).Fields("id"));
        (await simulation.ApiAsync("ann", "POST", "/recordings/restore", new { recordingIds = new[] { id } })).Expect(404);
        await simulation.SettleAsync();
        Assert.Equal(["recordings deleted"], simulation.Told("ann"));
    }

    [Theory]
    [InlineData("restore", "restoreAll")]
    [InlineData("purge", "purgeAll")]
    public async Task All_recordings_or_those_named_are_moved_but_not_both(string path, string all)
    {
        await using var simulation = await Simulation.StartAsync();
        await HeldAsync(simulation);
        var id = (await simulation.ApiAsync("ann", "GET", "/recordings")).Items.Single()!.Id();
        (await simulation.ApiAsync("ann", "POST", "/recordings/softDelete", new { recordingIds = new[] { id } })).Expect(204);
        (await simulation.ApiAsync("ann", "POST", "/recordings/" + path, $$"""{"recordingIds":["{{id}}"],"{{all}}":true}""")).Expect(400);
        (await simulation.ApiAsync("ann", "POST", "/recordings/" + path, $$"""{"{{all}}":true}""")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/recordings?status=deleted")).Items);
    }

    [Fact]
    public async Task A_recording_named_twice_moves_once()
    {
        await using var simulation = await Simulation.StartAsync();
        await HeldAsync(simulation);
        var id = (await simulation.ApiAsync("ann", "GET", "/recordings")).Items.Single()!.Id();
        await simulation.ListenToMeetingsAsync("ann", "recordings");
        (await simulation.ApiAsync("ann", "POST", "/recordings/softDelete", new { recordingIds = new[] { id, id } })).Expect(204);
        await simulation.SettleAsync();
        Assert.Equal(["recordings updated"], simulation.Told("ann"));
    }

    [Fact]
    public async Task A_transcript_has_snippets_that_can_be_corrected_and_two_files()
    {
        await using var simulation = await Simulation.StartAsync();
        var (id, instance) = await HeldAsync(simulation);
        var transcript = (await simulation.ApiAsync("ann", "GET", "/meetingTranscripts?meetingId=" + instance)).Expect(200).Items.Single()!;
        var path = "/meetingTranscripts/" + transcript.Id();
        Assert.Contains($"{path}/download?format=vtt", transcript["vttDownloadLink"]!.GetValue<string>(), StringComparison.Ordinal);
        var vtt = (await simulation.ApiAsync("ann", "GET", path + "/download")).Expect(200).Text;
        Assert.Contains("00:02:00.000 --> 00:02:05.000\nWelcome.", vtt, StringComparison.Ordinal);
        var snippet = (await simulation.ApiAsync("ann", "GET", path + "/snippets")).Expect(200).Items[1]!;
        Assert.Equal(130_000, snippet["offsetMillisecond"]!.GetValue<int>());
        (await simulation.ApiAsync("ann", "PUT", $"{path}/snippets/{snippet.Id()}", """{"text":"Corrected.","reason":"audit"}""")).Expect(200);
        Assert.Contains("Corrected.", (await simulation.ApiAsync("ann", "GET", path + "/download?format=txt")).Expect(200).Text, StringComparison.Ordinal);
        (await simulation.ApiAsync("ann", "GET", path + "/download?format=pdf")).Expect(400);
        (await simulation.ApiAsync("bo", "GET", path + "/download")).Expect(404);
        (await simulation.ApiAsync("ann", "GET", "/meetingTranscripts?meetingId=" + id)).Expect(400);
    }

    [Fact]
    public async Task A_summary_tells_what_was_said_and_what_is_to_be_done()
    {
        await using var simulation = await Simulation.StartAsync();
        var (_, instance) = await HeldAsync(simulation);
        var summary = (await simulation.ApiAsync("ann", "GET", "/meetingSummaries?meetingId=" + instance)).Expect(200).Items.Single()!;
        Assert.Contains("&lt;signed&gt;", summary["notes"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Maria Lopez: We will send the <signed> contract.", summary["actionItems"]![0]!["content"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "GET", "/meetingSummaries")).Expect(400);
        (await simulation.ApiAsync("bo", "GET", "/meetingSummaries?meetingId=" + instance)).Expect(403);
    }

    [Fact]
    public async Task Polls_questions_and_chats_are_read_afterwards()
    {
        await using var simulation = await Simulation.StartAsync();
        var (id, instance) = await HeldAsync(simulation);
        var result = (await simulation.ApiAsync("ann", "GET", "/meetings/pollResults?meetingId=" + instance)).Expect(200).Items.Single()!;
        Assert.Equal((2, 1), (result["totalAttendees"]!.GetValue<int>(), result["totalRespondents"]!.GetValue<int>()));
        Assert.Equal("Yes", result["questions"]![0]!["respondents"]!["items"]![0]!["answers"]![0]!.GetValue<string>());
        var question = (await simulation.ApiAsync("ann", "GET", "/meetings/q_and_a?meetingId=" + instance)).Expect(200).Items.Single()!;
        Assert.Equal("Until December.", question["answers"]!["items"]![0]!["answer"]![0]!.GetValue<string>());
        Assert.Equal("Thanks", (await simulation.ApiAsync("ann", "GET", "/meetings/postMeetingChats?meetingId=" + instance)).Expect(200).Items.Single()!["text"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "GET", "/meetings/polls?meetingId=" + id)).Expect(400);
        (await simulation.ApiAsync("bo", "GET", "/meetings/polls?meetingId=" + instance)).Expect(403);
    }

    [Fact]
    public async Task Reports_count_who_came_and_for_how_long()
    {
        await using var simulation = await Simulation.StartAsync();
        var (_, instance) = await HeldAsync(simulation);
        const string Path = "/meetingReports/";
        var usage = (await simulation.ApiAsync("admin", "GET", $"{Path}usage?siteUrl={MeetingStory.Site}")).Expect(200).Items.Single()!;
        Assert.Equal((13, 2, 2, 1), (usage["duration"]!.GetValue<int>(), usage["totalParticipants"]!.GetValue<int>(), usage["peakAttendee"]!.GetValue<int>(), usage["totalInvitee"]!.GetValue<int>()));
        var attendees = (await simulation.ApiAsync("ann", "GET", $"{Path}attendees?siteUrl={MeetingStory.Site}&meetingId={instance}")).Expect(200).Items;
        Assert.Equal(["host", "attendee"], attendees.Select(one => one!["participantType"]!.GetValue<string>()));
        Assert.Equal((true, false, 11), (attendees[1]!["invited"]!.GetValue<bool>(), attendees[1]!["registered"]!.GetValue<bool>(), attendees[1]!["duration"]!.GetValue<int>()));
        Assert.Empty((await simulation.ApiAsync("bo", "GET", $"{Path}attendees?siteUrl={MeetingStory.Site}&meetingTitle=Contract%20questions")).Expect(200).Items);
        (await simulation.ApiAsync("ann", "GET", $"{Path}attendees?siteUrl={MeetingStory.Site}")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", $"{Path}usage")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", $"{Path}usage?siteUrl={MeetingStory.Site}&from=2025-11-01T00:00:00Z&to=2025-11-20T00:00:00Z")).Expect(400);
    }

    private static async Task<(string Series, string Instance)> HeldAsync(Simulation simulation)
    {
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        await simulation.EndAsync(id);
        return (id, instance);
    }

    private static string Link(JsonNode links, string name) => new Uri(links[name]!.GetValue<string>()).PathAndQuery;
}
