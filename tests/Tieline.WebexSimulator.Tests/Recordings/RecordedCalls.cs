using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Recordings;

public class RecordedCalls
{
    private const string Root = "/convergedRecordings";

    [Fact]
    public async Task A_recorded_call_becomes_a_file_of_its_length()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordAsync(simulation);
        var recording = (await simulation.ApiAsync("ann", "GET", $"{Root}/{id}")).Expect(200);
        Assert.Equal(20, recording.Json["durationSeconds"]!.GetValue<int>());
        var link = recording.Json["temporaryDirectDownloadLinks"]!["audioDownloadLink"]!.GetValue<string>();
        var sound = await simulation.Http.GetByteArrayAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(recording.Json["sizeBytes"]!.GetValue<int>(), sound.Length);
        Assert.Equal((0xFF, 0xF3), (sound[0], sound[1]));
        var metadata = (await simulation.ApiAsync("ann", "GET", $"{Root}/{id}/metadata")).Expect(200).Json["serviceData"]!;
        Assert.Equal(["START", "PAUSE", "RESUME", "STOP"], metadata["recordingActions"]!.AsArray().Select(action => action!["action"]!.GetValue<string>()));
        Assert.Equal(Simulation.Maria, metadata["callingParty"]!["number"]!.GetValue<string>());
        (await simulation.SendAsync("GET", link[..^1], null, null)).Expect(403);
        (await simulation.SendAsync("GET", link.Replace("expires=", "expires=9", StringComparison.Ordinal), null, null)).Expect(403);
        (await simulation.SendAsync("GET", link, null, null)).Expect(200);
        await simulation.AdvanceAsync(3 * 3600);
        (await simulation.SendAsync("GET", link, null, null)).Expect(403);
    }

    [Fact]
    public async Task An_always_recorded_call_needs_no_command()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"recordingMode":"Always"}""");
        await simulation.PlayAsync("answered", more: new { talkSeconds = 7 });
        await simulation.AdvanceAsync(20);
        Assert.Equal(7, (await simulation.ApiAsync("ann", "GET", Root)).Expect(200).Items.Single()!["durationSeconds"]!.GetValue<int>());
        await simulation.PlayAsync("unanswered");
        await simulation.AdvanceAsync(20);
        Assert.Single((await simulation.ApiAsync("ann", "GET", Root)).Items);
    }

    [Fact]
    public async Task Owners_see_their_own_and_administrators_all()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordAsync(simulation);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", Root)).Expect(200).Items);
        (await simulation.ApiAsync("bo", "GET", $"{Root}/{id}")).Expect(404);
        (await simulation.ApiAsync("bo", "GET", "/admin" + Root)).Expect(403);
        Assert.Single((await simulation.ApiAsync("admin", "GET", $"/admin{Root}?ownerEmail=ann.berg@nordlys.example")).Expect(200).Items);
        Assert.Empty((await simulation.ApiAsync("admin", "GET", $"/admin{Root}?ownerEmail=bo.lind@nordlys.example")).Items);
        (await simulation.ApiAsync("admin", "GET", $"{Root}/{id}")).Expect(200);
        (await simulation.ApiAsync("ann", "GET", Root + "?status=purged")).Expect(400);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", Root + "?from=2026-01-01T00:00:00Z")).Expect(200).Items);
    }

    [Fact]
    public async Task A_recording_goes_into_the_bin_out_of_it_and_away_and_webhooks_hear_of_it()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "r", targetUrl = simulation.Receiver.Url + "/ann", resource = "convergedRecordings", @event = "all" })).Expect(200);
        (await simulation.ApiAsync("admin", "POST", "/webhooks", new { name = "r", targetUrl = simulation.Receiver.Url + "/org", resource = "convergedRecordings", @event = "created", ownedBy = "org", filter = "ownerEmail=ann.berg@nordlys.example" })).Expect(200);
        var recordingIds = new[] { await RecordAsync(simulation) };
        (await simulation.ApiAsync("ann", "POST", Root + "/softDelete", new { recordingIds })).Expect(204);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", Root)).Items);
        Assert.Single((await simulation.ApiAsync("ann", "GET", Root + "?status=deleted")).Items);
        (await simulation.ApiAsync("ann", "POST", Root + "/restore", new { restoreAll = true })).Expect(204);
        Assert.Single((await simulation.ApiAsync("ann", "GET", Root)).Items);
        (await simulation.ApiAsync("admin", "POST", Root + "/softDelete", new { trashAll = true, ownerEmail = "ann.berg@nordlys.example" })).Expect(204);
        (await simulation.ApiAsync("ann", "POST", Root + "/purge", new { recordingIds })).Expect(204);
        (await simulation.ApiAsync("ann", "GET", $"{Root}/{recordingIds[0]}")).Expect(404);
        await simulation.SettleAsync();
        Assert.Equal(["created", "updated", "updated", "updated", "deleted"], Story.Bodies(simulation, "ann").Select(body => body["event"]!.GetValue<string>()));
        Assert.Equal(recordingIds[0], Story.Bodies(simulation, "org").Single()["data"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_administrator_gives_a_recording_to_somebody_else_and_a_compliance_officer_deletes_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = await RecordAsync(simulation);
        (await simulation.ApiAsync("admin", "POST", Root + "/reassign", new { ownerEmail = "ann.berg@nordlys.example", reassignOwnerEmail = "bo.lind@nordlys.example" })).Expect(204);
        (await simulation.ApiAsync("bo", "GET", $"{Root}/{id}")).Expect(200);
        (await simulation.ApiAsync("ann", "GET", $"{Root}/{id}")).Expect(404);
        (await simulation.ApiAsync("bo", "DELETE", $"{Root}/{id}")).Expect(403);
        (await simulation.ApiAsync("admin", "DELETE", $"{Root}/{id}", new { reason = "audit" })).Expect(204);
        (await simulation.ApiAsync("admin", "GET", $"{Root}/{id}")).Expect(404);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "+09:00")]
    [InlineData("UTC", "Z")]
    public async Task Times_are_told_in_the_zone_asked_for(string zone, string ending)
    {
        await using var simulation = await Simulation.StartAsync();
        await RecordAsync(simulation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1" + Root);
        request.Headers.Add("timezone", zone);
        request.Headers.Authorization = new("Bearer", simulation.Token("ann"));
        using var answer = await simulation.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var items = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["items"]!;
        Assert.EndsWith(ending, items[0]!["createTime"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Ann records Maria for 15 seconds, pauses for 10, records 5 more; returns the recording's id.</summary>
    public static async Task<string> RecordAsync(Simulation simulation)
    {
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 30 });
        var callId = await simulation.CallIdAsync("ann");
        await simulation.CommandAsync("ann", "startRecording", new { callId });
        await simulation.AdvanceAsync(15);
        await simulation.CommandAsync("ann", "pauseRecording", new { callId });
        await simulation.AdvanceAsync(10);
        await simulation.CommandAsync("ann", "resumeRecording", new { callId });
        await simulation.AdvanceAsync(60);
        return (await simulation.ApiAsync("ann", "GET", Root)).Expect(200).Items[0]!["id"]!.GetValue<string>();
    }
}
