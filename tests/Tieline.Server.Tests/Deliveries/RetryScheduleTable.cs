using Tieline.Server.Deliveries;

namespace Tieline.Server.Tests.Deliveries;

public class RetryScheduleTable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FailureKind.Retry, 1, 5)]
    [InlineData(FailureKind.Retry, 2, 15)]
    [InlineData(FailureKind.Retry, 3, 60)]
    [InlineData(FailureKind.Retry, 4, 120)]
    [InlineData(FailureKind.Retry, 5, 300)]
    [InlineData(FailureKind.Retry, 6, 600)]
    [InlineData(FailureKind.Retry, 400, 600)]
    [InlineData(FailureKind.NeedsAdmin, 1, 600)]
    [InlineData(FailureKind.NeedsAdmin, 50, 600)]
    [InlineData(FailureKind.Refused, 1, 21_600)]
    [InlineData(FailureKind.Refused, 9, 21_600)]
    public void The_pause_follows_from_kind_and_failures(FailureKind kind, int failures, int seconds) =>
        Assert.Equal(seconds, RetrySchedule.Pause(kind, failures).TotalSeconds);

    [Fact]
    public void Deliveries_that_failed_together_are_spread_over_a_tenth_of_the_pause()
    {
        var pauses = Enumerable.Range(0, 1000)
            .Select(i => RetrySchedule.Next(FailureKind.Retry, 6, Now, Now, null, $"webex:{i}:ann")!.Value - Now).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11)));
        Assert.True(pauses.Distinct().Count() > 900);
        Assert.True(pauses.Max() - pauses.Min() > TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void The_same_failure_gets_the_same_pause() => Assert.Equal(
        RetrySchedule.Next(FailureKind.Retry, 3, Now, Now, null, "k"), RetrySchedule.Next(FailureKind.Retry, 3, Now, Now, null, "k"));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(90, 90)]
    [InlineData(-30, 5)]
    [InlineData(315_360_000, 3600)]
    public void The_clouds_wish_makes_a_pause_longer_within_reason(int retryAfterSeconds, int expectedSeconds)
    {
        var pause = RetrySchedule.Next(FailureKind.Retry, 1, Now, Now, TimeSpan.FromSeconds(retryAfterSeconds), "k")!.Value - Now;

        Assert.InRange(pause.TotalSeconds, expectedSeconds, expectedSeconds * 1.1);
    }

    [Theory]
    [InlineData(FailureKind.Retry, 71, true)]
    [InlineData(FailureKind.Retry, 72, false)]
    [InlineData(FailureKind.NeedsAdmin, 1000, true)]
    [InlineData(FailureKind.Refused, 1000, true)]
    [InlineData(FailureKind.GiveUp, 0, false)]
    public void Only_the_clouds_own_trouble_ends_after_three_days(FailureKind kind, int hoursFailing, bool isTriedAgain) =>
        Assert.Equal(isTriedAgain, RetrySchedule.Next(kind, 9, Now.AddHours(-hoursFailing), Now, null, "k") is not null);
}
