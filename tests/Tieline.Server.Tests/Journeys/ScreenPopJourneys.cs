using System.Collections.Concurrent;
using Tieline.Server.CallLogging;
using Tieline.Server.ScreenPop;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Journeys;

/// <summary>Who gets a record popped for which call, from webhook to page.</summary>
public class ScreenPopJourneys
{
    private const string Maria = "+12025550143";
    private const string Nobody = "+12125550175";
    private static readonly string[] Everybody = [TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David, TestWorld.Eva];

    [Theory]
    [InlineData("inOrder")]
    [InlineData("doubled")]
    public async Task A_hunt_group_that_rings_five_agents_pops_once_at_each(string webhooks)
    {
        await using var world = await TestWorld.StartAsync();
        var pages = await OpenAsync(world, Everybody);
        await world.Webex.ControlAsync("webhook-delivery", new { mode = webhooks });
        var session = (string)(await world.PlayAsync(TestWorld.Ann, "huntGroup", Maria))["callSessionId"]!;
        await LetPassAsync(world, 20);
        await world.SettleAsync();
        await world.EventuallyAsync(() => pages.All(page => page.Pops.Count == 1));
        Assert.All(pages, page => Assert.Equal((session, "Maria Lopez"), (Assert.Single(page.Pops).CallSessionId, page.Pops.Single().Open?.Name)));
    }

    [Fact]
    public async Task A_call_transferred_after_asking_pops_the_customer_at_the_second_agent_though_the_colleague_did_not()
    {
        await using var world = await TestWorld.StartAsync();
        var pages = await OpenAsync(world, TestWorld.Ann, TestWorld.Bo);
        await world.PlayAsync(TestWorld.Ann, "attendedTransfer", Maria);
        await LetPassAsync(world, 40);
        await world.SettleAsync();
        await world.EventuallyAsync(() => pages.All(page => page.Pops.Count == 1));
        Assert.All(pages, page => Assert.Equal("Maria Lopez", Assert.Single(page.Pops).Open?.Name));
    }

    [Fact]
    public async Task A_ring_that_is_told_minutes_late_pops_nothing_but_is_shown()
    {
        await using var world = await TestWorld.StartAsync();
        var page = (await OpenAsync(world, TestWorld.Ann))[0];
        await world.Webex.ControlAsync("webhook-delivery", new { mode = "late", lateSeconds = 180 });
        var late = (string)(await world.PlayAsync(TestWorld.Ann, "answered", Maria, talkSeconds: 20))["callSessionId"]!;
        await world.AdvanceAsync(TimeSpan.FromSeconds(120));
        await world.AdvanceAsync(TimeSpan.FromSeconds(61));
        await world.EventuallyAsync(() => page.Shown.Contains(late));
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.SettleAsync();

        // The pops of one agent come in order: when the next call's is there, none comes any more for the first.
        await world.Webex.ControlAsync("webhook-delivery", new { mode = "inOrder" });
        var next = (string)(await world.PlayAsync(TestWorld.Ann, "answered", Nobody))["callSessionId"]!;
        await world.EventuallyAsync(() => page.Pops.Any(pop => pop.CallSessionId == next));
        Assert.DoesNotContain(page.Pops, pop => pop.CallSessionId == late);
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
        await world.SettleAsync();
    }

    // Second by second, each only after what the one before brought was handled: a pop that comes late by the clock is left out.
    private static async Task LetPassAsync(TestWorld world, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await world.EventuallyAsync(async () => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
            await world.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<List<Page>> OpenAsync(TestWorld world, params string[] agents)
    {
        var pages = new List<Page>();
        foreach (var panel in await world.ConnectAsync(agents))
        {
            var page = new Page();
            await world.Get<AgentFeed>().SubscribeAsync(world.TenantId, panel.AgentId, page.HearAsync);
            pages.Add(page);
        }

        return pages;
    }

    private sealed class Page
    {
        public ConcurrentQueue<ScreenPopAsked> Pops { get; } = new();

        public ConcurrentQueue<string> Shown { get; } = new();

        public Task HearAsync(AgentNews news)
        {
            switch (news)
            {
                case ScreenPopAsked pop:
                    Pops.Enqueue(pop);
                    break;
                case CallChanged { Call: var call }:
                    Shown.Enqueue(call.CallSessionId);
                    break;
                default:
                    break;
            }

            return Task.CompletedTask;
        }
    }
}
