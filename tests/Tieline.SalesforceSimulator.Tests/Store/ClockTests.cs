using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Store;

/// <summary>A timer whose work fails stops neither the clock nor the timers after it.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_stepped_clock_runs_the_timers_after_one_that_failed()
    {
        using var clock = new SimulatorClock();
        clock.SetMode(stepped: true);
        var start = clock.Now;
        var ran = new List<DateTimeOffset>();
        clock.At(start.AddSeconds(1), () => throw new InvalidOperationException("A mishap."));
        clock.At(start.AddSeconds(2), () => { ran.Add(clock.Now); return Task.CompletedTask; });
        var failed = await Assert.ThrowsAsync<AggregateException>(() => clock.AdvanceAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal("A mishap.", failed.InnerException!.Message);
        Assert.Equal([start.AddSeconds(2)], ran);
        Assert.Equal(start.AddSeconds(5), clock.Now);
    }

    [Fact]
    public async Task A_running_clock_never_goes_back_however_long_timers_take()
    {
        using var clock = new SimulatorClock();
        var start = clock.Now;
        var seen = start;
        clock.At(start, async () =>
        {
            await Waiting.UntilAsync(() => Task.FromResult(clock.Now > start.AddMilliseconds(200)));
            seen = clock.Now;
        });
        await clock.AdvanceAsync(TimeSpan.FromMilliseconds(20));
        Assert.InRange(clock.Now, start.AddMilliseconds(200), start.AddMinutes(1));
        Assert.True(clock.Now >= seen);
    }

    [Fact]
    public async Task Two_who_advance_the_clock_at_once_both_count()
    {
        using var clock = new SimulatorClock();
        clock.SetMode(stepped: true);
        var (start, enough) = (clock.Now, new TaskCompletionSource());
        clock.At(start.AddSeconds(1), () => enough.Task);
        var (first, second) = (clock.AdvanceAsync(TimeSpan.FromSeconds(5)), clock.AdvanceAsync(TimeSpan.FromSeconds(5)));
        enough.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(start.AddSeconds(10), clock.Now);
    }

    [Fact]
    public async Task A_timer_that_was_cancelled_does_not_run()
    {
        using var clock = new SimulatorClock();
        clock.SetMode(stepped: true);
        var ran = new List<int>();
        Func<Task> Noting(int number) => () => { ran.Add(number); return Task.CompletedTask; };
        clock.At(clock.Now.AddSeconds(1), Noting(1));
        var cancelled = clock.At(clock.Now.AddSeconds(2), Noting(2));
        clock.At(clock.Now.AddSeconds(3), Noting(3));
        cancelled.Dispose();
        cancelled.Dispose();
        await clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal([1, 3], ran);
    }

    [Fact]
    public async Task A_running_clock_runs_the_timers_after_one_that_failed()
    {
        using var clock = new SimulatorClock();
        var ran = new TaskCompletionSource();
        clock.At(clock.Now.AddMilliseconds(5), () => Task.FromException(new InvalidOperationException("A mishap.")));
        clock.At(clock.Now.AddMilliseconds(10), () => { ran.SetResult(); return Task.CompletedTask; });
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
