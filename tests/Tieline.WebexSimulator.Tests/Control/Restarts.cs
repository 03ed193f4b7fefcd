using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Control;

public sealed class Restarts : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("webex-simulator-").FullName;

    private string StateFile => Path.Combine(folder, "data", "state.json");

    [Fact]
    public async Task Tokens_webhooks_history_and_people_outlive_a_restart_and_calls_do_not()
    {
        var (access, refresh, webhook) = ("", "", "");
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            await first.PostAsync("/control/clock", """{"mode":"running"}""");
            var token = await SignIn.CompleteAsync(first);
            (access, refresh) = (token.Of("access_token"), token.Of("refresh_token"));
            await first.ListenAsync("ann");
            webhook = (await first.ApiAsync("ann", "GET", "/webhooks")).Text;
            await first.PostAsync("/control/people", """{"email":"gus.dahl@nordlys.example","firstName":"Gus","number":"+14085550107"}""");
            await first.PlayAsync("callerHangsUp", more: new { ringSeconds = 0 });
            await first.AdvanceAsync(1);
            await first.PlayAsync("manual");
            await first.SettleAsync();
        }

        await using var second = await Simulation.StartAsync(StateFile, stepped: false);
        await second.PostAsync("/control/clock", """{"now":"2026-03-02T10:00:00Z"}""");
        Assert.Equal("Ann Berg", (await SignIn.MeAsync(second, access)).Expect(200).Of("displayName"));
        (await SignIn.RefreshAsync(second, refresh)).Expect(200);
        Assert.Equal(webhook, (await second.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Text);
        Assert.Single((await second.ApiAsync("ann", "GET", "/telephony/calls/history")).Items);
        Assert.Empty(await second.CallsAsync("ann"));
        await second.PlayAsync("manual", "+14085550107");
    }

    [Fact]
    public async Task Call_ids_are_not_used_again_after_a_restart()
    {
        var before = "";
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            await SavedAsync(first);
            await first.PlayAsync("manual");
            before = await first.CallIdAsync("ann");
        }

        await using var second = await Simulation.StartAsync(StateFile);
        await second.PlayAsync("manual");
        Assert.NotEqual(before, await second.CallIdAsync("ann"));
    }

    [Fact]
    public async Task Call_ids_are_not_used_again_after_a_kill_that_kept_the_last_ones_out_of_the_file()
    {
        await using var first = await Simulation.StartAsync(StateFile);
        await SavedAsync(first);
        var kept = Path.Combine(folder, "kept.json");
        File.Copy(StateFile, kept);
        await first.PlayAsync("manual");
        await using var second = await Simulation.StartAsync(kept);
        await second.PlayAsync("manual");
        Assert.NotEqual(await first.CallIdAsync("ann"), await second.CallIdAsync("ann"));
    }

    [Fact]
    public async Task Nothing_that_was_drawn_comes_again_after_a_kill_that_kept_the_last_draws_out_of_the_file()
    {
        await using var first = await Simulation.StartAsync(StateFile);
        await SavedAsync(first);
        var kept = Path.Combine(folder, "kept.json");
        File.Copy(StateFile, kept);
        var lost = await first.RoomAsync("ann", []);
        await using var second = await Simulation.StartAsync(kept);
        Assert.NotEqual(lost, await second.RoomAsync("ann", []));
    }

    [Fact]
    public async Task A_switch_alone_outlives_a_restart()
    {
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            await SavedAsync(first);
            await first.PostAsync("/control/switches", """{"parkRecallSeconds":33}""");
        }

        await using var second = await Simulation.StartAsync(StateFile);
        Assert.Equal(33, (await second.GetAsync("/control/switches"))["parkRecallSeconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_dead_token_stays_dead_over_a_restart()
    {
        var access = "";
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            access = (await SignIn.CompleteAsync(first)).Of("access_token");
            await SavedAsync(first);
            await first.PostAsync("/control/faults", """{"match":{"path":"^/v1/people"},"times":1,"fault":{"kind":"unauthorized","tokenDies":true}}""");
            (await SignIn.MeAsync(first, access)).Expect(401);
        }

        await using var second = await Simulation.StartAsync(StateFile);
        (await SignIn.MeAsync(second, access)).Expect(401);
    }

    [Fact]
    public async Task A_disk_that_takes_no_state_is_told_of_and_the_cloud_goes_on_until_it_does()
    {
        // A folder stands where the file should be.
        Directory.CreateDirectory(StateFile + ".new");
        await using var simulation = await Simulation.StartAsync(StateFile);
        await simulation.RoomAsync("ann", []);
        await Waiting.UntilAsync(() => TroubleAsync(simulation).GetAwaiter().GetResult() is not null);
        await simulation.RoomAsync("ann", []);
        Directory.Delete(StateFile + ".new");
        await Waiting.UntilAsync(() => TroubleAsync(simulation).GetAwaiter().GetResult() is null);
        Assert.True(File.Exists(StateFile));
    }

    private static async Task<string?> TroubleAsync(Simulation simulation) => (await simulation.GetAsync("/control/state/file"))["trouble"]?.GetValue<string>();

    [Fact]
    public async Task A_state_file_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        await File.WriteAllTextAsync(StateFile, "{ half", TestContext.Current.CancellationToken);
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Simulation.StartAsync(StateFile));
        Assert.Contains(StateFile, mistake.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it", mistake.Message, StringComparison.Ordinal);
    }

    /// <summary>Waits until all that has changed so far lies in the file, so that only what follows can change it again.</summary>
    private async Task SavedAsync(Simulation simulation)
    {
        await simulation.PostAsync("/control/people/eva.holm@nordlys.example", """{"recordingMode":"Always"}""");
        await Waiting.UntilAsync(() => File.Exists(StateFile) && File.ReadAllText(StateFile).Contains("\"Always\"", StringComparison.Ordinal));
        await simulation.SettleAsync();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
