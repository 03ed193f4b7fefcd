using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

public class ManyAtOnce
{
    [Fact]
    public async Task Calls_that_run_side_by_side_in_running_time_tell_all_they_should()
    {
        await using var simulation = await Simulation.StartAsync(stepped: false);
        string[] agents = ["ann", "bo", "carla", "david", "eva"];
        await simulation.ListenAsync(agents);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            simulation.PlayAsync("answered", agents[number % 5], $"+1202555{number:0000}", new { ringSeconds = 0.1, talkSeconds = 0.2 })));
        await Waiting.UntilAsync(() => Ends(simulation) == 100);
        foreach (var agent in agents)
        {
            var calls = Story.Bodies(simulation, agent).GroupBy(body => body["data"]!["callId"]!.GetValue<string>()).ToList();
            Assert.Equal(20, calls.Count);
            Assert.All(calls, call =>
            {
                var told = call.Select(body => body["data"]!["eventType"]!.GetValue<string>()).Where(type => type is not ("held" or "resumed"));
                Assert.Equal(["received", "updated", "answered", "disconnected"], told);
                var stamps = call.Select(body => body["data"]!["eventTimestamp"]!.GetValue<string>()).ToList();
                Assert.Equal(stamps.Order(StringComparer.Ordinal), stamps);
            });
            Assert.Empty(await simulation.CallsAsync(agent));
        }
    }

    private static int Ends(Simulation simulation) =>
        simulation.Receiver.All.Count(received => System.Text.Encoding.UTF8.GetString(received.Body).Contains("\"event\":\"deleted\"", StringComparison.Ordinal));
}
