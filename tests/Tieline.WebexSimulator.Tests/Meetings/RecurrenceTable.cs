using System.Globalization;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class RecurrenceTable
{
    /// <summary>All begin on Monday, the second of March 2026.</summary>
    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", "03-02 03-03 03-04")]
    [InlineData("FREQ=DAILY;INTERVAL=3;COUNT=3", "03-02 03-05 03-08")]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6", "03-02 03-03 03-04 03-05 03-06 03-09")]
    [InlineData("FREQ=WEEKLY;COUNT=3", "03-02 03-09 03-16")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4", "03-02 03-04 03-16 03-18")]
    [InlineData("FREQ=MONTHLY;COUNT=3", "03-02 04-02 05-02")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "03-02 04-06 05-04")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "03-27 04-24")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", "03-31 05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "03-31 04-30")]
    [InlineData("FREQ=DAILY;UNTIL=20260304T235959Z", "03-02 03-03 03-04")]
    [InlineData("FREQ=DAILY;UNTIL=20260303", "03-02 03-03")]
    [InlineData("FREQ=YEARLY;COUNT=2", "03-02 03-02")]
    public void A_rule_gives_its_days(string rule, string days)
    {
        var starts = Recurrence.Parse(rule).Starts(new DateTime(2026, 3, 2, 10, 0, 0), TimeZoneInfo.Utc);
        Assert.Equal(days, string.Join(' ', starts.Select(start => start.ToString("MM-dd", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=5000", 1826)]
    [InlineData("FREQ=WEEKLY;UNTIL=21241001T000000Z", 261)]
    [InlineData("FREQ=DAILY;UNTIL=99991231", 1826)]
    [InlineData("FREQ=MONTHLY;COUNT=5000", 60)]
    [InlineData("FREQ=YEARLY;COUNT=5000", 5)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0)]
    public void A_rule_gives_no_more_than_the_cloud_takes(string rule, int most) =>
        Assert.Equal(most, Recurrence.Parse(rule).Starts(new DateTime(2026, 3, 2, 10, 0, 0), TimeZoneInfo.Utc).Count());

    [Theory]
    [InlineData("")]
    [InlineData("DAILY")]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=DAILY;COUNT=0")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260304")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX")]
    [InlineData("FREQ=DAILY;BYSECOND=1")]
    public void What_is_no_rule_is_refused(string rule) => Assert.Throws<WebexFailure>(() => Recurrence.Parse(rule));

    [Theory]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z")]
    [InlineData("2026-03-02T10:00:00+08:00", "2026-03-02T02:00:00Z")]
    [InlineData("2026-03-02T10:00:00.500-0330", "2026-03-02T13:30:00Z")]
    [InlineData("2026-03-02 10:00:00", "2026-03-02T09:00:00Z")]
    [InlineData("2026-07-02 10:00:00", "2026-07-02T08:00:00Z")]
    [InlineData("2026-03-29 02:30:00", "2026-03-29T01:30:00Z")]
    public void A_time_is_read_in_the_forms_of_ISO_8601(string text, string utc) =>
        Assert.Equal(utc, MeetingTime.Text(MeetingTime.Read(text, MeetingTime.Zone("Europe/Copenhagen", "timezone"), "start"), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("2026-13-02T10:00:00Z")]
    [InlineData("2026-03-02T10:00:00+25:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("10:00")]
    public void What_is_no_time_is_refused(string text) => Assert.Throws<WebexFailure>(() => MeetingTime.Read(text, TimeZoneInfo.Utc, "start"));
}
