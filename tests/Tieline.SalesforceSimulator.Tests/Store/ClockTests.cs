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
    public async Task A_running_clock_runs_the_timers_after_one_that_failed()
    {
        using var clock = new SimulatorClock();
        var ran = new TaskCompletionSource();
        clock.At(clock.Now.AddMilliseconds(5), () => Task.FromException(new InvalidOperationException("A mishap.")));
        clock.At(clock.Now.AddMilliseconds(10), () => { ran.SetResult(); return Task.CompletedTask; });
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
