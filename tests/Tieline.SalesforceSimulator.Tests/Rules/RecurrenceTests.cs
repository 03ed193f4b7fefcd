using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("RecursDaily", "2030-01-01", "2030-01-06", 2, 0, 0, null, 0, "01-01 01-03 01-05")]
    [InlineData("RecursEveryWeekday", "2030-01-04", "2030-01-08", 0, 0, 0, null, 0, "01-04 01-07 01-08")]
    [InlineData("RecursWeekly", "2030-01-01", "2030-01-31", 2, 2 + 32, 0, null, 0, "01-04 01-14 01-18 01-28")]
    [InlineData("RecursMonthly", "2030-01-01", "2030-05-31", 2, 0, 31, null, 0, "01-31 03-31 05-31")]
    [InlineData("RecursMonthly", "2030-01-01", "2030-03-31", 1, 0, 31, null, 0, "01-31 03-31")]
    [InlineData("RecursMonthlyNth", "2030-01-01", "2030-03-31", 1, 2, 0, "Second", 0, "01-14 02-11 03-11")]
    [InlineData("RecursMonthlyNth", "2030-01-01", "2030-02-28", 1, 62, 0, "Last", 0, "01-31 02-28")]
    [InlineData("RecursYearly", "2030-01-01", "2031-12-31", 0, 0, 24, null, 12, "12-24 12-24")]
    [InlineData("RecursYearlyNth", "2030-01-01", "2031-12-31", 0, 2, 0, "First", 9, "09-02 09-01")]
    [InlineData("RecursDaily", "2030-01-02", "2030-01-01", 1, 0, 0, null, 0, "")]
    public void A_series_falls_on_its_days(string type, string start, string end, int interval, int mask, int dayOfMonth, string? instance, int month, string days) =>
        Assert.Equal(days, string.Join(' ', new Recurrence(type, DateOnly.Parse(start), DateOnly.Parse(end), interval, mask, dayOfMonth, instance, month).Days().Select(d => d.ToString("MM-dd"))));

    [Fact]
    public async Task Each_day_of_a_series_becomes_a_task()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        var series = await ann.NewIdAsync("Task", new { Subject = "Water the plants", IsRecurrence = true, RecurrenceType = "RecursDaily", RecurrenceInterval = 1, RecurrenceStartDateOnly = "2030-01-01", RecurrenceEndDateOnly = "2030-01-03" });
        var tasks = (await ann.QueryAsync($"SELECT Subject, ActivityDate, IsRecurrence, RecurrenceType FROM Task WHERE RecurrenceActivityId = '{series}' ORDER BY ActivityDate")).Records;
        Assert.Equal(["2030-01-01", "2030-01-02", "2030-01-03"], tasks.Select(t => (string)t!["ActivityDate"]!));
        Assert.All(tasks, t => Assert.Equal(("Water the plants", false, null), ((string)t!["Subject"]!, (bool)t["IsRecurrence"]!, (string?)t["RecurrenceType"])));
        Assert.Null((await ann.RowAsync("Task", series))["ActivityDate"]);
    }

    [Theory]
    [InlineData("""{"RecurrenceType":"RecursWeekly","RecurrenceStartDateOnly":"2030-01-01","RecurrenceEndDateOnly":"2030-01-03"}""", "REQUIRED_FIELD_MISSING", "RecurrenceInterval,RecurrenceDayOfWeekMask")]
    [InlineData("""{}""", "REQUIRED_FIELD_MISSING", "RecurrenceType,RecurrenceStartDateOnly,RecurrenceEndDateOnly")]
    [InlineData("""{"RecurrenceType":"RecursDaily","RecurrenceInterval":0,"RecurrenceStartDateOnly":"2030-01-01","RecurrenceEndDateOnly":"2030-01-03"}""", "NUMBER_OUTSIDE_VALID_RANGE", "RecurrenceInterval")]
    [InlineData("""{"RecurrenceType":"RecursDaily","RecurrenceInterval":1,"RecurrenceStartDateOnly":"2030-01-01","RecurrenceEndDateOnly":"2030-12-31"}""", "NUMBER_OUTSIDE_VALID_RANGE", "RecurrenceEndDateOnly")]
    [InlineData("""{"RecurrenceType":"RecursDaily","RecurrenceInterval":1,"RecurrenceStartDateOnly":"2030-01-02","RecurrenceEndDateOnly":"2030-01-01"}""", "FIELD_INTEGRITY_EXCEPTION", "RecurrenceEndDateOnly")]
    public async Task A_series_that_makes_no_sense_is_refused(string body, string code, string fields)
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var task = JsonNode.Parse(body)!.AsObject();
        task["IsRecurrence"] = true;
        Assert.Equal(fields, string.Join(',', (await (await org.AsAsync()).CreateAsync("Task", task)).Refused(code).ErrorFields));
    }
}
