using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>How long what was read holds, and how long anybody waits for a reading.</summary>
public class KnownRolesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualClock _clock = new();
    private readonly ConcurrentQueue<TaskCompletionSource<TenantRoles>> _readings = new();

    [Fact]
    public async Task Those_who_ask_together_wait_for_one_reading()
    {
        var known = Known();
        var asked = Enumerable.Range(0, 5).Select(_ => known.NotOlderThanAsync(Minute, TestWorld.Stop)).ToList();
        await AnswerAsync(0);
        Assert.Single((await Task.WhenAll(asked)).Distinct());
        Assert.Single(_readings);
    }

    [Fact]
    public async Task A_slow_reading_holds_nobody_up_for_longer_than_a_second_while_something_is_known()
    {
        var known = Known();
        var first = await FirstAsync(known);
        _clock.Advance(Minute);
        Assert.Same(first, await known.NotOlderThanAsync(Minute, TestWorld.Stop).WaitAsync(Eventually.Limit, TestWorld.Stop));
        await Eventually.IsTrueAsync(
            async () =>
            {
                var started = TimeProvider.System.GetTimestamp();
                Assert.Same(first, await known.NotOlderThanAsync(Minute, TestWorld.Stop));
                return TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMilliseconds(900); // A machine that is busy may be late once; who waits again waits each time.
            },
            Eventually.Limit, "who comes later does not wait again");
        await Eventually.IsTrueAsync(() => Task.FromResult(_readings.Count == 2), Eventually.Limit, "the second reading has begun");

        await AnswerAsync(1);
        await Eventually.IsTrueAsync(async () => await known.NotOlderThanAsync(Minute, TestWorld.Stop) != first, Eventually.Limit, "what was read late is found");
        Assert.Equal(2, _readings.Count);
    }

    [Fact]
    public async Task What_was_known_holds_for_an_hour_and_a_failure_for_fifteen_seconds()
    {
        var known = Known();
        var first = await FirstAsync(known);
        _clock.Advance(Minute);
        var asked = known.NotOlderThanAsync(Minute, TestWorld.Stop);
        await FailAsync(1);
        Assert.Same(first, await asked);
        Assert.Same(first, await known.NotOlderThanAsync(Minute, TestWorld.Stop));
        Assert.Equal(2, _readings.Count);

        _clock.Advance(TimeSpan.FromHours(1));
        var late = known.NotOlderThanAsync(Minute, TestWorld.Stop);
        await FailAsync(2);
        Assert.Equal(SalesforceErrorKind.Unavailable, (await Assert.ThrowsAsync<SalesforceException>(() => late)).Kind);
        await Assert.ThrowsAsync<SalesforceException>(() => known.NotOlderThanAsync(Minute, TestWorld.Stop));
        Assert.Equal(3, _readings.Count);
        _clock.Advance(TimeSpan.FromSeconds(15));
        _ = known.NotOlderThanAsync(Minute, TestWorld.Stop);
        await Eventually.IsTrueAsync(() => Task.FromResult(_readings.Count == 4), Eventually.Limit, "it is tried again");
    }

    [Fact]
    public async Task What_is_read_now_began_after_it_was_asked_for()
    {
        var known = Known();
        var old = known.NotOlderThanAsync(Minute, TestWorld.Stop);
        var now = known.NowAsync(TestWorld.Stop);
        await AnswerAsync(0);
        var before = await old;
        await AnswerAsync(1);
        Assert.NotSame(before, await now);
    }

    private KnownRoles Known() => new(
        () =>
        {
            var reading = new TaskCompletionSource<TenantRoles>(TaskCreationOptions.RunContinuationsAsynchronously);
            _readings.Enqueue(reading);
            return reading.Task;
        },
        _clock);

    private async Task<TenantRoles> FirstAsync(KnownRoles known)
    {
        var asked = known.NotOlderThanAsync(Minute, TestWorld.Stop);
        await AnswerAsync(0);
        return await asked;
    }

    private async Task AnswerAsync(int reading)
    {
        await Eventually.IsTrueAsync(() => Task.FromResult(_readings.Count > reading), Eventually.Limit, $"reading {reading} begins");
        _readings.ElementAt(reading).SetResult(new TenantRoles(true, false, new Dictionary<string, IReadOnlyList<RoleHeld>>(), _clock.UtcNow));
    }

    private async Task FailAsync(int reading)
    {
        await Eventually.IsTrueAsync(() => Task.FromResult(_readings.Count > reading), Eventually.Limit, $"reading {reading} begins");
        _readings.ElementAt(reading).SetException(new SalesforceException(SalesforceErrorKind.Unavailable, "Down"));
    }
}
