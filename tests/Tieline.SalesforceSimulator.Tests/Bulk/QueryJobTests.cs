using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class QueryJobTests(SteppedOrg stepped) : IClassFixture<SteppedOrg>
{
    private OrgClient Ann => stepped.Ann;

    private Task<OrgAnswer> AskAsync(string query, string operation = "query") => Ann.SendAsync("POST", "jobs/query", new JsonObject { ["operation"] = operation, ["query"] = query });

    private async Task<string> RunAsync(string query, string operation = "query")
    {
        var id = (await AskAsync(query, operation)).Is(200).Id;
        await stepped.PassAsync(1);
        return id;
    }

    private static string Header(OrgAnswer answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    [Fact]
    public async Task A_query_runs_by_itself_and_its_rows_are_CSV()
    {
        var account = await Ann.NewIdAsync("Account", new { Name = "Bulk \"Query\"", AnnualRevenue = 12.5 });
        var contact = await Ann.NewIdAsync("Contact", new { LastName = "Rows", AccountId = account, Birthdate = "1980-02-03" });
        var job = (await AskAsync($"SELECT Id, Account.Name, Account.AnnualRevenue, ReportsTo.Name, Birthdate, DoNotCall, CreatedDate FROM Contact WHERE Id = '{contact}'")).Is(200).Body!;
        Assert.Equal(("UploadComplete", "Contact", "query"), ((string)job["state"]!, (string)job["object"]!, (string)job["operation"]!));
        var url = $"jobs/query/{job["id"]}";
        (await Ann.GetAsync(url + "/results")).Refused("INVALIDJOBSTATE");
        await stepped.PassAsync(1);
        var done = (await Ann.GetAsync(url)).Is(200).Body!;
        Assert.Equal(("JobComplete", "V2Query", 1), ((string)done["state"]!, (string)done["jobType"]!, (int)done["numberRecordsProcessed"]!));
        var created = ((string)(await Ann.RowAsync("Contact", contact))["CreatedDate"]!).Replace("+0000", "Z");
        var results = (await Ann.GetAsync(url + "/results")).Is(200);
        Assert.Equal($""""
            "Id","Account.Name","Account.AnnualRevenue","ReportsTo.Name","Birthdate","DoNotCall","CreatedDate"
            "{contact}","Bulk ""Query""","12.5","","1980-02-03","false","{created}"

            """".ReplaceLineEndings("\n"), results.Text);
        Assert.Equal(("text/csv", "null", "1"), (results.ContentHeaders.ContentType!.MediaType, Header(results, "Sforce-Locator"), Header(results, "Sforce-NumberOfRecords")));
    }

    [Fact]
    public async Task Results_are_fetched_page_by_page()
    {
        var id = await RunAsync("SELECT Id FROM Contact ORDER BY Id LIMIT 5");
        var (pages, locator) = (new List<int>(), "");
        while (locator != "null")
        {
            var page = (await Ann.GetAsync($"jobs/query/{id}/results?maxRecords=2&locator={locator}")).Is(200);
            Assert.StartsWith("\"Id\"\n", page.Text);
            pages.Add(int.Parse(Header(page, "Sforce-NumberOfRecords")));
            locator = Header(page, "Sforce-Locator");
        }

        Assert.Equal([2, 2, 1], pages);
        (await Ann.GetAsync($"jobs/query/{id}/results?locator=abc")).Refused("INVALID_QUERY_LOCATOR");
        (await Ann.GetAsync($"jobs/query/{id}/results?maxRecords=0")).Refused("ILLEGAL_QUERY_PARAMETER_VALUE");
    }

    [Fact]
    public async Task Only_queryAll_sees_the_bin()
    {
        var id = await Ann.NewIdAsync("Contact", new { LastName = "Binned" });
        (await Ann.DeleteAsync("Contact", id)).Is(204);
        foreach (var (operation, rows) in new[] { ("query", "0"), ("queryAll", "1") })
        {
            var job = await RunAsync($"SELECT Id, IsDeleted FROM Contact WHERE Id = '{id}'", operation);
            Assert.Equal(rows, Header((await Ann.GetAsync($"jobs/query/{job}/results")).Is(200), "Sforce-NumberOfRecords"));
        }
    }

    [Fact]
    public async Task A_query_job_is_aborted_listed_and_deleted()
    {
        var id = (await AskAsync("SELECT Id FROM Contact")).Is(200).Id;
        (await Ann.SendAsync("PATCH", "jobs/query/" + id, new JsonObject { ["state"] = "Aborted" })).Is(200);
        await stepped.PassAsync(5);
        Assert.Equal("Aborted", (string)(await Ann.GetAsync("jobs/query/" + id)).Is(200).Body!["state"]!);
        (await Ann.GetAsync("jobs/ingest/" + id)).Refused("NOT_FOUND", 404);
        Assert.Contains((await Ann.GetAsync("jobs/query")).Is(200).Records, j => (string)j!["id"]! == id);
        (await Ann.SendAsync("DELETE", "jobs/query/" + id, null)).Is(204);
    }

    [Theory]
    [InlineData("SELECT COUNT(Id) FROM Contact", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT COUNT() FROM Contact", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT LastName FROM Contact GROUP BY LastName", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT Id FROM Contact LIMIT 1 OFFSET 1", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT MailingAddress FROM Contact", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone END FROM Task", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT FIELDS(ALL) FROM Contact LIMIT 5", "FUNCTIONALITY_NOT_ENABLED")]
    [InlineData("SELECT Id FROM Planet", "INVALID_TYPE")]
    [InlineData("SELECT Colour FROM Contact", "INVALID_FIELD")]
    [InlineData("give me all", "MALFORMED_QUERY")]
    public async Task What_bulk_queries_cannot_do_is_refused(string query, string code) => (await AskAsync(query)).Refused(code);
}
