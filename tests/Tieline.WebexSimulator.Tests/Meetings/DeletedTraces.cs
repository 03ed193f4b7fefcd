using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class DeletedTraces
{
    [Fact]
    public async Task A_deleted_transcript_is_gone_for_all_but_the_compliance_officer()
    {
        await using var simulation = await Simulation.StartAsync();
        var instance = await HeldAsync(simulation);
        var id = (await simulation.ApiAsync("ann", "GET", "/meetingTranscripts?meetingId=" + instance)).Expect(200).Items.Single()!.Id();
        (await simulation.ApiAsync("bo", "DELETE", "/meetingTranscripts/" + id)).Expect(404);
        (await simulation.ApiAsync("admin", "DELETE", "/meetingTranscripts/" + id)).Expect(400);
        (await simulation.ApiAsync("admin", "DELETE", "/meetingTranscripts/" + id, """{"reason":"audit"}""")).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/meetingTranscripts?meetingId=" + instance)).Items);
        (await simulation.ApiAsync("ann", "GET", $"/meetingTranscripts/{id}/download")).Expect(404);
        Assert.False((await simulation.ApiAsync("ann", "GET", "/meetings/" + instance)).Json["hasTranscription"]!.GetValue<bool>());
        var listed = (await simulation.ApiAsync("admin", "GET", "/admin/meetingTranscripts?siteUrl=" + MeetingStory.Site)).Expect(200).Items.Single()!;
        Assert.Equal((id, "deleted"), (listed.Id(), listed["status"]!.GetValue<string>()));
        (await simulation.ApiAsync("ann", "GET", "/admin/meetingTranscripts?siteUrl=" + MeetingStory.Site)).Expect(403);
    }

    [Fact]
    public async Task A_deleted_summary_is_gone_for_all_but_the_compliance_officer()
    {
        await using var simulation = await Simulation.StartAsync();
        var instance = await HeldAsync(simulation);
        var path = "/meetingSummaries?meetingId=" + instance;
        var id = (await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items.Single()!.Id();
        (await simulation.ApiAsync("bo", "DELETE", "/meetingSummaries/" + id)).Expect(404);
        (await simulation.ApiAsync("ann", "DELETE", "/meetingSummaries/" + id)).Expect(204);
        (await simulation.ApiAsync("ann", "DELETE", "/meetingSummaries/" + id)).Expect(404);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items);
        Assert.Equal("deleted", (await simulation.ApiAsync("admin", "GET", "/admin" + path)).Expect(200).Items.Single()!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_chats_of_an_ended_meeting_are_deleted()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        var path = "/meetings/postMeetingChats?meetingId=" + instance;
        (await simulation.ApiAsync("ann", "DELETE", path)).Expect(400);
        await simulation.EndAsync(id);
        (await simulation.ApiAsync("bo", "DELETE", path)).Expect(403);
        (await simulation.ApiAsync("ann", "DELETE", path)).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", path)).Expect(200).Items);
    }

    private static async Task<string> HeldAsync(Simulation simulation)
    {
        var id = (await simulation.ScheduleAsync()).Id();
        var instance = await simulation.HoldAsync(id);
        await simulation.EndAsync(id);
        return instance;
    }
}
