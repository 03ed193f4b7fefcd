using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class SharedRecordings
{
    /// <summary>A Service App with one scope, by itself that for recordings, known to the simulation by its name.</summary>
    public static async Task<string> GroupAppAsync(Simulation simulation, string scope = "meeting:group_meeting_read")
    {
        await simulation.PostAsync("/control/service-apps", $$"""{"clientId":"Carchive","clientSecret":"hush","name":"Archive","scopes":["{{scope}}"],"owner":"bo.lind@nordlys.example"}""");
        await simulation.PostAsync("/control/service-apps/Carchive/authorize", """{"admin":"admin@nordlys.example"}""");
        var applicationId = (await simulation.GetAsync("/control/service-apps"))["serviceApps"]!.AsArray().Last()!["applicationId"]!.GetValue<string>();
        var organization = (await simulation.ApiAsync("bo", "GET", "/people/me")).Of("orgId");
        var token = (await simulation.ApiAsync("bo", "POST", $"/applications/{applicationId}/token", new { clientId = "Carchive", clientSecret = "hush", targetOrgId = organization })).Expect(200).Of("access_token");
        simulation.Introduce("groupApp", token);
        return token;
    }

    [Fact]
    public async Task A_shared_recording_is_seen_by_whom_it_was_shared_with_until_that_ends()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordedAsync(simulation);
        var bo = new[] { simulation.Of("bo", "email") };
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/recordings")).Items);
        (await simulation.ApiAsync("bo", "POST", $"/recordings/{id}/accessList", new { addEmails = bo })).Expect(404);
        (await simulation.ApiAsync("ann", "POST", $"/recordings/{id}/accessList", new { })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", $"/recordings/{id}/accessList", new { addEmails = bo })).Expect(204);
        Assert.True((await simulation.ApiAsync("bo", "GET", "/recordings")).Items.Single()!["shareToMe"]!.GetValue<bool>());
        (await simulation.ApiAsync("bo", "DELETE", "/recordings/" + id)).Expect(404);
        var link = (await simulation.ApiAsync("bo", "GET", "/recordings/" + id)).Expect(200).Of("playbackUrl");
        (await simulation.ApiAsync("ann", "POST", "/recordings/accessList", new { webShareLink = link, removeEmails = bo })).Expect(204);
        (await simulation.ApiAsync("bo", "GET", "/recordings/" + id)).Expect(404);
    }

    [Fact]
    public async Task A_host_who_prefers_so_shares_every_recording_with_the_invitees()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/schedulingOptions", new { enabledJoinBeforeHost = false, joinBeforeHostMinutes = 0, enabledAutoShareRecording = true })).Expect(200);
        var body = MeetingStory.Body();
        body["invitees"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject { ["email"] = simulation.Of("carla", "email") });
        var meeting = (await simulation.ScheduleAsync(body)).Id();
        await simulation.HoldAsync(meeting);
        await simulation.EndAsync(meeting);
        Assert.Single((await simulation.ApiAsync("carla", "GET", "/recordings")).Expect(200).Items);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/recordings")).Items);
    }

    [Fact]
    public async Task What_an_administrator_deletes_comes_back_from_no_recycle_bin()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordedAsync(simulation);
        (await simulation.ApiAsync("ann", "DELETE", "/admin/recordings/" + id)).Expect(403);
        (await simulation.ApiAsync("admin", "DELETE", "/admin/recordings/" + id)).Expect(204);
        (await simulation.ApiAsync("ann", "POST", "/recordings/restore", new { recordingIds = new[] { id } })).Expect(404);
        (await simulation.ApiAsync("ann", "GET", "/recordings/" + id)).Expect(404);
    }

    [Fact]
    public async Task A_service_app_reads_the_recordings_of_the_host_it_names()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordedAsync(simulation);
        var token = await GroupAppAsync(simulation);
        var path = "/v1/group/recordings";
        Assert.Single((await simulation.SendAsync("GET", $"{path}?personId={simulation.Id("ann")}", null, token)).Expect(200).Items);
        Assert.Empty((await simulation.SendAsync("GET", $"{path}?personId={simulation.Id("bo")}", null, token)).Expect(200).Items);
        Assert.NotNull((await simulation.SendAsync("GET", $"{path}/{id}?personId={simulation.Id("ann")}", null, token)).Expect(200).Json["temporaryDirectDownloadLinks"]);
        (await simulation.SendAsync("GET", $"{path}/{id}?personId={simulation.Id("bo")}", null, token)).Expect(404);
        (await simulation.SendAsync("GET", path, null, token)).Expect(400);
        (await simulation.ApiAsync("admin", "GET", $"/group/recordings?personId={simulation.Id("ann")}")).Expect(403);
    }

    private static async Task<string> RecordedAsync(Simulation simulation)
    {
        var meeting = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(meeting);
        await simulation.EndAsync(meeting);
        return (await simulation.ApiAsync("ann", "GET", "/recordings")).Expect(200).Items.Single()!.Id();
    }
}
