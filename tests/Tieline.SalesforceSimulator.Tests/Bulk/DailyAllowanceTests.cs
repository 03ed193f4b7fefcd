using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class DailyAllowanceTests
{
    [Fact]
    public void Each_use_counts_for_a_day()
    {
        var allowance = new DailyAllowance(2);
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        allowance.Use(now);
        allowance.Use(now.AddHours(1));
        Assert.Equal([0, 0, 1, 2], new[] { 1, 23.99, 24, 25 }.Select(hours => allowance.Remaining(now.AddHours(hours))));
    }
}
