using Tieline.Server.Deliveries;

namespace Tieline.Server.Tests.Deliveries;

public class CloudBreakerTable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOutcome Down = new DeliveryOutcome.Failed(FailureKind.Retry, "503");
    private static readonly DeliveryOutcome Refused = new DeliveryOutcome.Failed(FailureKind.Refused, "validation rule");
    private static readonly DeliveryOutcome SignInNeeded = new DeliveryOutcome.Failed(FailureKind.NeedsAdmin, "sign in again");
    private static readonly DeliveryOutcome Delivered = new DeliveryOutcome.Delivered("00T1");

    private readonly CloudBreaker _breaker = new();

    [Fact]
    public void A_cloud_that_is_well_takes_eight_at_once()
    {
        Assert.Equal(8, _breaker.Room(0, Now));
        Assert.Equal(3, _breaker.Room(5, Now));
        Assert.Equal(0, _breaker.Room(8, Now));
    }

    [Fact]
    public void Two_failures_are_not_yet_an_outage()
    {
        Note(Down, Down);

        Assert.Equal(8, _breaker.Room(0, Now));
    }

    [Fact]
    public void After_three_failures_a_single_probe_goes_once_the_pause_is_over_and_nothing_else_is_under_way()
    {
        Note(Down, Down, Down);

        Assert.Equal(0, _breaker.Room(0, Now));
        Assert.Equal(0, _breaker.Room(1, Now.AddSeconds(5)));
        Assert.Equal(1, _breaker.Room(0, Now.AddSeconds(5)));
    }

    [Fact]
    public void A_success_between_failures_starts_the_count_anew()
    {
        Note(Down, Down, Delivered, Down, Down);

        Assert.Null(_breaker.ProbeAt);
    }

    [Fact]
    public void A_probe_that_succeeds_or_is_refused_shows_that_the_cloud_is_back()
    {
        Note(Down, Down, Down, Refused);
        Assert.Equal(8, _breaker.Room(0, Now));

        Note(Down, Down, Down, Delivered);
        Assert.Equal(8, _breaker.Room(0, Now));
    }

    [Fact]
    public void A_missing_sign_in_says_nothing_about_the_cloud()
    {
        Note(SignInNeeded, SignInNeeded, SignInNeeded, SignInNeeded);
        Assert.Null(_breaker.ProbeAt);

        Note(Down, Down, Down, SignInNeeded);
        Assert.NotNull(_breaker.ProbeAt);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(99, 60)]
    public void Probes_grow_rarer_to_one_a_minute(int failedProbes, int seconds) => Assert.Equal(seconds, CloudBreaker.ProbePause(failedProbes).TotalSeconds);

    private void Note(params DeliveryOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _breaker.Note(outcome, Now);
        }
    }
}
