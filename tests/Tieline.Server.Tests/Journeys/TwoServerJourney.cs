using System.Text.Json.Nodes;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>Two servers share the calls of one org; one is killed while four agents talk.</summary>
public class TwoServerJourney(PostgreSqlServer postgres)
{
    private static readonly Dictionary<string, string> InCluster = new() { ["TIELINE_CLUSTER"] = "true" };

    [Fact]
    public async Task Calls_whose_server_was_killed_go_on_at_the_other_and_each_Task_is_there_once()
    {
        var options = new TestWorldOptions { ServerAsChild = true, Database = await postgres.NewDatabaseAsync(), ChildEnvironment = InCluster };
        await using var world = await TestWorld.StartAsync(options);
        using var second = new ChildServer(options, world.DataFolder, world.Log);
        await second.StartAsync(new Dictionary<string, string> { ["TIELINE_PUBLIC_ADDRESS"] = world.Address });
        await TestWorld.UntilAsync(async () => (await world.Http.GetStringAsync("/health/ready")).Contains("One of 2 servers.", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the two have met");
        string[] agents = [TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David];
        await world.ConnectAsync(agents);

        // Sixteen calls, one after the other per agent, so that some live at either server whichever way they are spread.
        for (var round = 0; round < 4; round++)
        {
            foreach (var agent in agents)
            {
                await world.PlayAsync(agent, "answered", "+12125550175", ringSeconds: 1, talkSeconds: 2 + (round * 2));
            }
        }

        await UntilTasksAsync(world, some => some.Count > 0);
        await second.KillAsync();

        await UntilTasksAsync(world, all => all.Count == 16 && all.All(task => task.Contains("Completed", StringComparison.Ordinal)));
        Assert.Equal(string.Join('\n', (await TalkedAsync(world)).Order(StringComparer.Ordinal)), await world.ToldAsync());
    }

    // As long as the simulator says: where the machine is busy its calls take longer than was asked for.
    private static async Task<IEnumerable<string>> TalkedAsync(TestWorld world)
    {
        var legs = (await world.Webex.ControlAsync("calls"))["calls"]!.AsArray().SelectMany(call => call!["legs"]!.AsArray());
        return legs.Select(leg => $"{((string)leg!["email"]!).Split('.')[0]}: Call from (212) 555-0175, Inbound, Completed, {(Milliseconds(leg, "disconnected") - Milliseconds(leg, "answered")) / 1000} s");

        static long Milliseconds(JsonNode leg, string moment) => ((DateTimeOffset)leg[moment]!).ToUnixTimeMilliseconds();
    }

    private static Task UntilTasksAsync(TestWorld world, Func<IReadOnlyList<string>, bool> condition) => TestWorld.UntilAsync(
        async () => condition([.. (await world.TasksAsync()).Select(CallWorld.Told)]), TimeSpan.FromSeconds(90), "the Tasks are as expected");
}
