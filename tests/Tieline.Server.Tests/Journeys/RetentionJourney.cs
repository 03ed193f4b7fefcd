using Tieline.Server.CallLogging;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>What is kept, for how long, and that a call is kept whose log Salesforce does not show yet.</summary>
public class RetentionJourney
{
    private static readonly string[] OfCalls = ["call_sessions", "call_legs", "call_drafts", "call_logs"];

    [Fact]
    public async Task Calls_go_after_ninety_days_and_deliveries_after_thirty_but_not_what_is_still_owed()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await CallAsync(world, panels[0], "+12125550175");
        await world.SettleAsync();
        await world.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", field = "Subject", equals = "Call from (212) 555-0176", message = "No." });
        await CallAsync(world, panels[1], "+12125550176");
        await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE failure_kind = 2") == 1);

        await PassAsync(world, TimeSpan.FromDays(29));
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 2"));
        await PassAsync(world, TimeSpan.FromDays(2));
        await SweptAsync(world, async () => await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 2") == 0);
        Assert.All(await CountsAsync(world), count => Assert.Equal(2, count));

        await PassAsync(world, TimeSpan.FromDays(60));
        await SweptAsync(world, async () => (await CountsAsync(world)).All(count => count == 1));
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM call_legs JOIN deliveries ON delivery_key = 'webex:' || call_session_id || ':' || person_id"));
        Assert.Single(await world.TasksAsync());
    }

    private static async Task CallAsync(TestWorld world, PanelClient panel, string from)
    {
        var played = await world.PlayAsync(panel.User, "answered", from);
        var call = await world.CallOfAsync(panel, (string)played["callSessionId"]!);
        await world.Get<CallLogs>().SaveNotesAsync(world.TenantId, call.CallSessionId, call.PersonId, "Hello", TestWorld.Stop);
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
    }

    // Only the server's clock: the clouds need not live through months. Hour by hour would be long; the sweep catches up whatever was missed.
    private static async Task PassAsync(TestWorld world, TimeSpan time)
    {
        world.Clock.Advance(time);
        await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 1") == 0);
    }

    // A sweep that was under way when the time passed has read an earlier hour: the next one comes within an hour.
    private static Task SweptAsync(TestWorld world, Func<Task<bool>> condition) => world.EventuallyAsync(async () =>
    {
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        return await condition();
    });

    private static async Task<long[]> CountsAsync(TestWorld world)
    {
        var counts = new List<long>();
        foreach (var table in OfCalls)
        {
            counts.Add(await world.CountAsync($"SELECT COUNT(*) FROM {table}"));
        }

        return [.. counts];
    }
}
