using Tieline.Server.Calls;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Calls;

public class CallSweepTests
{
    [Fact]
    public async Task Of_several_servers_one_asks_about_a_call()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var played = await world.PlayAsync(TestWorld.Ann, "manual", "+12125550175");
        var callId = (string)played["legs"]![0]!["callId"]!;
        var others = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<CallSweep>(world.Server.Services)).ToList();
        for (var round = 1; round <= 3; round++)
        {
            // The world's own sweep may be the one that asked: what it heard is handled before the next round.
            await world.EventuallyAsync(async () =>
                await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE source = 'snapshot' AND state = 1") == round - 1 && await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
            world.Clock.Advance(CallSweep.Silence + TimeSpan.FromSeconds(1));
            await Task.WhenAll(others.Select(sweep => Task.Run(() => sweep.SweepAsync(TestWorld.Stop))));
            await world.EventuallyAsync(async () => await AskedAsync() >= round);
            Assert.Equal(round, await AskedAsync());
        }

        async Task<int> AskedAsync() => (await world.Webex.RequestsAsync()).Count(request => request.StartsWith("GET ", StringComparison.Ordinal) && request.EndsWith(callId, StringComparison.Ordinal));
    }
}
