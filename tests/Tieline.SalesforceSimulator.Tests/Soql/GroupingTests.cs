namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class GroupingTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Theory]
    [InlineData("SELECT Status, Priority, COUNT(Id) n FROM Task GROUP BY ROLLUP(Status, Priority)", "Completed,Normal,1 Not Started,Normal,1 Not Started,High,1 Completed,,1 Not Started,,2 ,,3")]
    [InlineData("SELECT Status, Priority, COUNT(Id) n FROM Task GROUP BY CUBE(Status, Priority)", "Completed,Normal,1 Not Started,Normal,1 Not Started,High,1 Completed,,1 Not Started,,2 ,Normal,2 ,High,1 ,,3")]
    [InlineData("SELECT Status, Priority, Who.Name, COUNT(Id) n FROM Task WHERE Status = 'Not Started' GROUP BY ROLLUP(Status, Priority, Who.Name)", "Not Started,Normal,Maria Lopez,1 Not Started,High,,1 Not Started,Normal,,1 Not Started,High,,1 Not Started,,,2 ,,,2")]
    [InlineData("SELECT Status, GROUPING(Status) g FROM Task GROUP BY ROLLUP(Status)", "Completed,0 Not Started,0 ,1")]
    [InlineData("SELECT Status, COUNT(Id) n FROM Task GROUP BY CUBE(Status) HAVING GROUPING(Status) = 1", ",3")]
    [InlineData("SELECT WhoId, GROUPING(WhoId) g, COUNT(Id) n FROM Task WHERE WhoId = null GROUP BY ROLLUP(WhoId)", ",0,1 ,1,1")]
    [InlineData("SELECT Status, COUNT(Id) n FROM Task GROUP BY ROLLUP(Status) ORDER BY GROUPING(Status) DESC, Status", ",3 Not Started,2 Completed,1")]
    [InlineData("SELECT FORMAT(SUM(AnnualRevenue)) s FROM Account", "2,000")]
    [InlineData("SELECT WEEK_IN_YEAR(ActivityDate) w, COUNT(Id) n FROM Task WHERE ActivityDate > 2030-06-01 GROUP BY WEEK_IN_YEAR(ActivityDate)", "24,1 25,1")]
    [InlineData("SELECT HOUR_IN_DAY(CreatedDate) utc, HOUR_IN_DAY(convertTimezone(CreatedDate)) here, COUNT(Id) n FROM Task GROUP BY HOUR_IN_DAY(CreatedDate), HOUR_IN_DAY(convertTimezone(CreatedDate))", "18,11,3")]
    public async Task Subtotals_stand_beside_their_groups(string soql, string expected)
    {
        var found = (await small.Ann.QueryAsync(soql)).Is(200);
        Assert.Equal(expected, string.Join(' ', found.Records.Select(r => string.Join(',', r!.AsObject().Where(p => p.Key != "attributes").Select(p => p.Value?.ToString() ?? "")))));
    }

    [Theory]
    [InlineData("SELECT GROUPING(Status) FROM Task GROUP BY Status", "GROUPING is only for GROUP BY ROLLUP")]
    [InlineData("SELECT COUNT(Id) FROM Task GROUP BY CUBE(Status, Priority, WhoId, WhatId)", "at most 3 fields")]
    [InlineData("SELECT COUNT(Id) FROM Task GROUP BY ROLLUP(Status), Priority", "unexpected token: ','")]
    [InlineData("SELECT COUNT(), Status FROM Task GROUP BY Status", "unexpected token: 'COUNT'")]
    [InlineData("SELECT Id FROM Task WHERE GROUPING(Status) = 1", "Grouped or aggregate expression is not allowed here")]
    [InlineData("SELECT Id, COUNT(Id) FROM Task", "Field must be grouped or aggregated: Id")]
    [InlineData("SELECT convertTimezone(CreatedDate) FROM Task", "convertTimezone is only for use within a date function")]
    public async Task A_bad_grouping_is_refused(string soql, string message) => Assert.Contains(message, (await small.Ann.QueryAsync(soql)).Refused("MALFORMED_QUERY").Message);
}
