namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>The bulk commands of the <c>sf</c> command line.</summary>
public sealed class SfBulkTests(SfSession sf) : IClassFixture<SfSession>
{
    private Task<System.Text.Json.Nodes.JsonNode> BulkAsync(string deed, string csv, params string[] more) =>
        sf.RunAsync(["data", deed, "bulk", "-s", "Contact", "-f", sf.NewFile("rows.csv", csv), "-w", "2", .. more]);

    [Fact]
    public async Task Sf_imports_upserts_exports_and_deletes_by_bulk_jobs()
    {
        var imported = await BulkAsync("import", "LastName,Email\nBulk One,one@example.com\nBulk Two,two@example.com\n");
        Assert.Equal((2, 2, 0), ((int)imported["processedRecords"]!, (int)imported["successfulRecords"]!, (int)imported["failedRecords"]!));

        var upserted = (await BulkAsync("upsert", "Email,LastName\ntwo@example.com,Bulk Second\nthree@example.com,Bulk Three\n", "-i", "Email"))["records"]!["successfulResults"]!.AsArray();
        Assert.Equal(["false", "true"], upserted.Select(r => (string)r!["sf__Created"]!));

        var file = sf.NewFile("out.csv", "");
        await sf.RunAsync("data", "export", "bulk", "-q", "SELECT Id, LastName FROM Contact WHERE LastName LIKE 'Bulk %' ORDER BY LastName", "-w", "2", "--output-file", file);
        var rows = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(l => l.Split(',').Select(v => v.Trim('"')).ToArray()).ToList();
        Assert.Equal(["LastName", "Bulk One", "Bulk Second", "Bulk Three"], rows.Select(r => r[1]));

        await BulkAsync("delete", "Id\n" + string.Concat(rows.Skip(1).Select(r => r[0] + "\n")));
        Assert.Empty((await sf.Admin.QueryAsync("SELECT Id FROM Contact WHERE LastName LIKE 'Bulk %'")).Is(200).Records);
    }

    [Fact]
    public async Task Sf_tells_of_the_rows_that_failed()
    {
        var file = sf.NewFile("rows.csv", "LastName,Email\nGood,good@example.com\nBad,nonsense\n");
        var answer = await sf.AnswerAsync(null, ["data", "import", "bulk", "-s", "Contact", "-f", file, "-w", "2"]);
        Assert.Equal("FailedRecordDetailsError", (string)answer["name"]!);
        var job = (await sf.Admin.GetAsync("jobs/ingest")).Is(200).Records.Last(j => (string)j!["operation"]! == "insert")!;
        var results = await sf.RunAsync("data", "bulk", "results", "--job-id", (string)job["id"]!);
        Assert.Equal((1, 1), ((int)results["successfulRecords"]!, (int)results["failedRecords"]!));
    }
}
