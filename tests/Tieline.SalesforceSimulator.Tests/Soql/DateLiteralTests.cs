using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Which days each date literal means, seen from Saturday, 15 June 2030: tasks lie on the days at its edges and on those just outside.</summary>
public sealed class DateLiteralTests(DateLiteralTests.Edges edges) : IClassFixture<DateLiteralTests.Edges>
{
    public static readonly TheoryData<string, string, string> Literals = new()
    {
        { "YESTERDAY", "2030-06-14", "2030-06-14" }, { "TODAY", "2030-06-15", "2030-06-15" }, { "TOMORROW", "2030-06-16", "2030-06-16" },
        { "LAST_WEEK", "2030-06-02", "2030-06-08" }, { "THIS_WEEK", "2030-06-09", "2030-06-15" }, { "NEXT_WEEK", "2030-06-16", "2030-06-22" },
        { "LAST_MONTH", "2030-05-01", "2030-05-31" }, { "THIS_MONTH", "2030-06-01", "2030-06-30" }, { "NEXT_MONTH", "2030-07-01", "2030-07-31" },
        { "LAST_90_DAYS", "2030-03-17", "2030-06-15" }, { "NEXT_90_DAYS", "2030-06-16", "2030-09-13" },
        { "LAST_N_DAYS:5", "2030-06-10", "2030-06-15" }, { "NEXT_N_DAYS:5", "2030-06-16", "2030-06-20" }, { "N_DAYS_AGO:5", "2030-06-10", "2030-06-10" },
        { "LAST_N_WEEKS:2", "2030-05-26", "2030-06-08" }, { "NEXT_N_WEEKS:2", "2030-06-16", "2030-06-29" }, { "N_WEEKS_AGO:2", "2030-05-26", "2030-06-01" },
        { "LAST_N_MONTHS:2", "2030-04-01", "2030-05-31" }, { "NEXT_N_MONTHS:2", "2030-07-01", "2030-08-31" }, { "N_MONTHS_AGO:2", "2030-04-01", "2030-04-30" },
        { "LAST_QUARTER", "2030-01-01", "2030-03-31" }, { "THIS_QUARTER", "2030-04-01", "2030-06-30" }, { "NEXT_QUARTER", "2030-07-01", "2030-09-30" },
        { "LAST_N_QUARTERS:2", "2029-10-01", "2030-03-31" }, { "NEXT_N_QUARTERS:2", "2030-07-01", "2030-12-31" }, { "N_QUARTERS_AGO:2", "2029-10-01", "2029-12-31" },
        { "LAST_YEAR", "2029-01-01", "2029-12-31" }, { "THIS_YEAR", "2030-01-01", "2030-12-31" }, { "NEXT_YEAR", "2031-01-01", "2031-12-31" },
        { "LAST_N_YEARS:2", "2028-01-01", "2029-12-31" }, { "NEXT_N_YEARS:2", "2031-01-01", "2032-12-31" }, { "N_YEARS_AGO:2", "2028-01-01", "2028-12-31" },
        { "LAST_FISCAL_QUARTER", "2030-01-01", "2030-03-31" }, { "THIS_FISCAL_QUARTER", "2030-04-01", "2030-06-30" }, { "NEXT_FISCAL_QUARTER", "2030-07-01", "2030-09-30" },
        { "LAST_N_FISCAL_QUARTERS:2", "2029-10-01", "2030-03-31" }, { "NEXT_N_FISCAL_QUARTERS:2", "2030-07-01", "2030-12-31" }, { "N_FISCAL_QUARTERS_AGO:2", "2029-10-01", "2029-12-31" },
        { "LAST_FISCAL_YEAR", "2029-01-01", "2029-12-31" }, { "THIS_FISCAL_YEAR", "2030-01-01", "2030-12-31" }, { "NEXT_FISCAL_YEAR", "2031-01-01", "2031-12-31" },
        { "LAST_N_FISCAL_YEARS:2", "2028-01-01", "2029-12-31" }, { "NEXT_N_FISCAL_YEARS:2", "2031-01-01", "2032-12-31" }, { "N_FISCAL_YEARS_AGO:2", "2028-01-01", "2028-12-31" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public async Task A_literal_means_its_days_and_no_other(string literal, string from, string to)
    {
        var (first, last) = (Day(from), Day(to));
        Assert.Equal(edges.Days.Where(d => d >= first && d <= last), await FoundAsync("= " + literal));
        Assert.Equal(edges.Days.Where(d => d < first || d > last), await FoundAsync("!= " + literal));
        Assert.Equal(edges.Days.Where(d => d < first), await FoundAsync("< " + literal));
        Assert.Equal(edges.Days.Where(d => d <= last), await FoundAsync("<= " + literal));
        Assert.Equal(edges.Days.Where(d => d > last), await FoundAsync("> " + literal));
        Assert.Equal(edges.Days.Where(d => d >= first), await FoundAsync(">= " + literal));
    }

    [Theory]
    [InlineData("2030-06-15T06:59:59Z", false)]
    [InlineData("2030-06-15T07:00:00Z", true)]
    [InlineData("2030-06-16T06:59:59Z", true)]
    [InlineData("2030-06-16T07:00:00Z", false)]
    public async Task A_day_of_moments_begins_and_ends_where_its_user_lives(string start, bool isToday)
    {
        var id = await edges.Ann.NewIdAsync("Event", new { Subject = "E", StartDateTime = start, DurationInMinutes = 10 });
        Assert.Equal(isToday ? 1 : 0, (await edges.Ann.QueryAsync($"SELECT Id FROM Event WHERE StartDateTime = TODAY AND Id = '{id}'")).Is(200).Records.Count);
    }

    [Theory]
    [InlineData("CALENDAR_YEAR", 2030)]
    [InlineData("CALENDAR_QUARTER", 2)]
    [InlineData("CALENDAR_MONTH", 6)]
    [InlineData("FISCAL_YEAR", 2030)]
    [InlineData("FISCAL_QUARTER", 2)]
    [InlineData("FISCAL_MONTH", 6)]
    [InlineData("DAY_IN_MONTH", 15)]
    [InlineData("DAY_IN_WEEK", 7)]
    [InlineData("DAY_IN_YEAR", 166)]
    [InlineData("WEEK_IN_MONTH", 3)]
    [InlineData("WEEK_IN_YEAR", 24)]
    public async Task A_date_function_gives_its_part_of_the_day(string function, int part)
    {
        var row = Assert.Single((await edges.Ann.QueryAsync($"SELECT {function}(ActivityDate) p FROM Task WHERE ActivityDate = 2030-06-15 AND {function}(ActivityDate) = {part} GROUP BY {function}(ActivityDate)")).Is(200).Records)!;
        Assert.Equal(part, (int)row["p"]!);
    }

    [Theory]
    [InlineData("HOUR_IN_DAY(StartDateTime)", "2")]
    [InlineData("HOUR_IN_DAY(convertTimezone(StartDateTime))", "18")]
    [InlineData("DAY_ONLY(StartDateTime)", "2031-02-02")]
    [InlineData("DAY_ONLY(convertTimezone(StartDateTime))", "2031-02-01")]
    public async Task A_moment_is_read_in_utc_or_where_its_user_lives(string function, string part)
    {
        var id = await edges.Ann.NewIdAsync("Event", new { Subject = "M", StartDateTime = "2031-02-02T02:30:00Z", DurationInMinutes = 10 });
        var row = Assert.Single((await edges.Ann.QueryAsync($"SELECT {function} p FROM Event WHERE Id = '{id}' GROUP BY {function}")).Is(200).Records)!;
        Assert.Equal(part, row["p"]!.ToString());
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IEnumerable<DateOnly>> FoundAsync(string test) =>
        (await edges.Ann.QueryAsync($"SELECT ActivityDate FROM Task WHERE ActivityDate {test} ORDER BY ActivityDate")).Is(200).Records.Select(r => Day((string)r!["ActivityDate"]!));

    /// <summary>One task on each day at which a literal begins or ends, and on the days before and after.</summary>
    public sealed class Edges : IAsyncLifetime
    {
        private TestOrg org = null!;

        public OrgClient Ann { get; private set; } = null!;

        public IReadOnlyList<DateOnly> Days { get; } = [.. Literals.SelectMany(row => new[] { Day(row.Data.Item2).AddDays(-1), Day(row.Data.Item2), Day(row.Data.Item3), Day(row.Data.Item3).AddDays(1) }).Distinct().Order()];

        public async ValueTask InitializeAsync()
        {
            org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
            await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2030-06-15T18:00:00Z" });
            Ann = await org.AsAsync();
            var tasks = Days.Select(d => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Task" }, ["Subject"] = "T", ["ActivityDate"] = d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
            (await Ann.SendAsync("POST", "composite/sobjects", new JsonObject { ["allOrNone"] = true, ["records"] = new JsonArray([.. tasks]) })).Is(200);
        }

        public ValueTask DisposeAsync() => org.DisposeAsync();
    }
}
