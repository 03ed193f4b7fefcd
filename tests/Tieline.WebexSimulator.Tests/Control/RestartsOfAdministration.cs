using System.Text.Json;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;
using Tieline.WebexSimulator.Tests.Recordings;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>What Control Hub and the developer portal hold outlives a restart, and a reset takes it away.</summary>
public sealed class RestartsOfAdministration : IDisposable
{
    private const string Records = "/cdr_feed?startTime=2026-03-02T09:00:00.000Z&endTime=2026-03-02T09:30:00.000Z";
    private readonly string folder = Directory.CreateTempSubdirectory("webex-simulator-").FullName;

    [Fact]
    public async Task Everything_outlives_a_restart()
    {
        var (state, personal, app, recording) = (Path.Combine(folder, "state.json"), "", "", "");
        await using (var first = await Simulation.StartAsync(state))
        {
            personal = (await first.PostAsync("/control/tokens", """{"user":"bo.lind@nordlys.example"}"""))["access_token"]!.GetValue<string>();
            app = (await ServiceApps.OpenAsync(first)).Of("access_token");
            await first.PostAsync("/control/integrations/Ctieline-demo/users", """{"users":["ann.berg@nordlys.example"]}""");
            (await first.ApiAsync("admin", "PUT", $"/people/{first.Id("eva")}", new { displayName = "Eva H.", licenses = Array.Empty<string>() })).Expect(200);
            (await first.ApiAsync("admin", "POST", "/telephony/webhookInterestRegistrations", """{"interests":[{"resource":"Agent"}]}""")).Expect(204);
            recording = await RecordedCalls.RecordAsync(first);
        }

        await using var second = await Simulation.StartAsync(state, stepped: false);
        await second.PostAsync("/control/clock", """{"mode":"stepped"}""");
        await second.PostAsync("/control/clock", """{"now":"2026-03-02T09:30:00Z"}""");
        Assert.Equal("Bo Lind", (await SignIn.MeAsync(second, personal)).Expect(200).Of("displayName"));
        Assert.Equal("appuser", (await SignIn.MeAsync(second, app)).Expect(200).Of("type"));
        Assert.Equal("access_denied", SignIn.Value(await SignIn.DecideAsync(second, SignIn.Request(), "bo.lind@nordlys.example"), "error"));
        var eva = (await second.ApiAsync("admin", "GET", $"/people/{second.Id("eva")}")).Expect(200);
        Assert.Equal(("Eva H.", 0), (eva.Of("displayName"), eva.Json["licenses"]!.AsArray().Count));
        (await second.ApiAsync("admin", "GET", "/telephony/webhookInterestRegistrations")).Expect(200);
        (await second.ApiAsync("ann", "GET", $"/convergedRecordings/{recording}")).Expect(200);
        Assert.Equal("Ann Berg", (await second.ApiAsync("admin", "GET", Records)).Expect(200).Items.Single()!["User"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_reset_takes_it_all_away()
    {
        await using var simulation = await Simulation.StartAsync();
        var personal = (await simulation.PostAsync("/control/tokens", """{"user":"bo.lind@nordlys.example"}"""))["access_token"]!.GetValue<string>();
        var app = (await ServiceApps.OpenAsync(simulation)).Of("access_token");
        var recording = await RecordedCalls.RecordAsync(simulation);
        await simulation.PostAsync("/control/reset", "{}");
        (await SignIn.MeAsync(simulation, personal)).Expect(401);
        (await SignIn.MeAsync(simulation, app)).Expect(401);
        Assert.Empty((await simulation.GetAsync("/control/service-apps"))["serviceApps"]!.AsArray());
        (await simulation.ApiAsync("ann", "GET", $"/convergedRecordings/{recording}")).Expect(404);
        await simulation.PostAsync("/control/clock", JsonSerializer.Serialize(new { mode = "stepped" }));
        await simulation.PostAsync("/control/clock", """{"now":"2026-03-02T09:30:00Z"}""");
        Assert.Empty((await simulation.ApiAsync("admin", "GET", Records)).Expect(200).Items);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
