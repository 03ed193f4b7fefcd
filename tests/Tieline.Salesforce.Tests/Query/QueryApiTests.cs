using System.Net;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Query;

public class QueryApiTests
{
    [Fact]
    public async Task Pages_are_followed_to_the_letter_as_rows_are_asked_for()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g-2?x&y=%7E","records":[{"attributes":{"type":"Contact"},"Id":"1"},{"Id":"2"}]}"""),
            ScriptedCloud.Json(200, """{"totalSize":3,"done":true,"records":[{"Id":"3"}]}"""));

        var rows = await cloud.Client().Query.ListAsync<Row>($"SELECT Id FROM Contact WHERE Name = {"A+B & C"}", Cancellation);

        Assert.Equal(["1", "2", "3"], rows.Select(row => row.Id));
        Assert.Equal("/services/data/v66.0/query?q=SELECT%20Id%20FROM%20Contact%20WHERE%20Name%20%3D%20%27A%2BB%20%26%20C%27", cloud.Seen[0].Target);
        Assert.Equal("/services/data/v66.0/query/01g-2?x&y=%7E", cloud.Seen[1].Target);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task More_rows_that_are_nowhere_are_not_lost_in_silence(string next)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, $$"""{"totalSize":3,"done":false,"nextRecordsUrl":{{next}},"records":[{"Id":"1"}]}"""));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Query.ListAsync<Row>($"SELECT Id FROM Contact", Cancellation));

        Assert.Equal(SalesforceErrorKind.Unavailable, problem.Kind);
    }

    [Fact]
    public async Task A_next_page_on_another_host_gets_no_token()
    {
        await using var elsewhere = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"totalSize":1,"done":true,"records":[]}"""));
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, $$"""{"totalSize":1,"done":false,"nextRecordsUrl":"{{elsewhere.Address}}x","records":[]}"""));

        await cloud.Client().Query.ListAsync<Row>($"SELECT Id FROM Contact", Cancellation);

        Assert.Null(elsewhere.Only.Header("Authorization"));
    }

    [Fact]
    public async Task The_first_row_costs_one_page()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g-1","records":[{"Id":"1"}]}"""));

        Assert.Equal("1", (await cloud.Client().Query.FirstOrDefaultAsync<Row>($"SELECT Id FROM Contact", Cancellation))!.Id);

        Assert.Single(cloud.Seen);
    }

    [Fact]
    public async Task Nothing_found_is_nothing()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"totalSize":0,"done":true,"records":[]}"""));

        Assert.Null(await cloud.Client().Query.FirstOrDefaultAsync<Row>($"SELECT Id FROM Contact", Cancellation));
        Assert.Empty(await cloud.Client().Query.ListAsync<Row>($"SELECT Id FROM Contact", Cancellation));
    }

    [Fact]
    public async Task Rows_have_times_parents_and_children()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Contact","url":"/x"},"Id":"1","CreatedDate":"2026-10-01T08:30:00.000+0000","LastActivityDate":null,
            "CallDurationInSeconds":42,"Account":{"attributes":{},"Name":"Acme Rockets"},"Cases":{"totalSize":1,"done":true,"records":[{"Id":"c"}]}}]}
            """));

        var row = await cloud.Client().Query.FirstOrDefaultAsync<Row>($"SELECT Id FROM Contact", Cancellation);

        Assert.Equal(new DateTimeOffset(2026, 10, 1, 8, 30, 0, TimeSpan.Zero), row!.CreatedDate);
        Assert.Null(row.LastActivityDate);
        Assert.Equal(42, row.CallDurationInSeconds);
        Assert.Equal("Acme Rockets", row.Account!.Name);
        Assert.Equal("c", Assert.Single(row.Cases!.Records).Id);
    }

    [Fact]
    public async Task A_count_is_the_total()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"totalSize":120,"done":true,"records":[]}"""));

        Assert.Equal(120, await cloud.Client().Query.CountAsync($"SELECT COUNT() FROM Contact", Cancellation));
    }

    [Fact]
    public async Task Archived_rows_are_asked_for_by_name()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"totalSize":0,"done":true,"records":[]}"""));

        await cloud.Client().Query.QueryAllAsync<Row>($"SELECT Id FROM Task", Cancellation).ToListAsync(Cancellation);

        Assert.Equal("/services/data/v66.0/queryAll?q=SELECT%20Id%20FROM%20Task", cloud.Only.Target);
    }

    [Fact]
    public async Task A_query_too_long_for_an_address_never_leaves()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty((int)HttpStatusCode.OK));
        var ids = Enumerable.Range(0, 2000).Select(i => $"number {i}").ToList();

        var problem = await Assert.ThrowsAsync<ArgumentException>(() => cloud.Client().Query.ListAsync<Row>($"SELECT Id FROM Contact WHERE Name IN {ids}", Cancellation));

        Assert.Contains("ask in parts", problem.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Seen);
    }

    private sealed record Row(
        string Id, DateTimeOffset? CreatedDate, DateTimeOffset? LastActivityDate, int? CallDurationInSeconds, Row? Account, string? Name, Children<Row>? Cases);
}
