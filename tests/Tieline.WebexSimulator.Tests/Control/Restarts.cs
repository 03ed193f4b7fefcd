using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Control;

public sealed class Restarts : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("webex-simulator-").FullName;

    private string StateFile => Path.Combine(folder, "data", "state.json");

    [Fact]
    public async Task Tokens_webhooks_history_and_settings_outlive_a_restart_and_calls_do_not()
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
            await first.PostAsync("/control/switches", """{"parkRecallSeconds":33}""");
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
        Assert.Equal(33, (await second.GetAsync("/control/switches"))["parkRecallSeconds"]!.GetValue<double>());
        await second.PlayAsync("manual", "+14085550107");
    }

    [Fact]
    public async Task Call_ids_are_not_used_again_after_a_restart()
    {
        var before = "";
        await using (var first = await Simulation.StartAsync(StateFile))
        {
            await first.PlayAsync("callerHangsUp");
            before = (await first.GetAsync("/control/calls"))["calls"]![0]!["legs"]![0]!["callId"]!.GetValue<string>();
            await first.AdvanceAsync(10);
        }

        await using var second = await Simulation.StartAsync(StateFile);
        await second.PlayAsync("manual");
        Assert.NotEqual(before, await second.CallIdAsync("ann"));
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        await File.WriteAllTextAsync(StateFile, "{ half", TestContext.Current.CancellationToken);
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Simulation.StartAsync(StateFile));
        Assert.Contains(StateFile, mistake.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it", mistake.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
