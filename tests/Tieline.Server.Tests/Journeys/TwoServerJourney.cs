using System.Diagnostics;
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
        await Eventually.IsTrueAsync(async () => (await world.Http.GetStringAsync("/health/ready")).Contains("One of 2 servers.", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the two have met");
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
        Assert.Equal(string.Join('\n', (await world.TalkedAsync()).Order(StringComparer.Ordinal)), await world.ToldAsync());
    }

    // What the killed one was about to write waits for its lease of a minute.
    private static async Task UntilTasksAsync(TestWorld world, Func<IReadOnlyList<string>, bool> condition)
    {
        IReadOnlyList<string> all = [];
        var begun = Stopwatch.GetTimestamp();
        do
        {
            Assert.True(
                world.Child.IsRunning && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(3), $"The Tasks are not as expected: {string.Join('\n', all)}\n{world.Log.Text}");
            await Task.Delay(50, TestWorld.Stop);
            all = [.. (await world.TasksAsync()).Select(CallWorld.Told)];
        }
        while (!condition(all));
    }
}
