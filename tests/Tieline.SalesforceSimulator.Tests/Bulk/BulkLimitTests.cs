using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class BulkLimitTests(SteppedOrg stepped) : IClassFixture<SteppedOrg>
{
    [Fact]
    public async Task Jobs_count_against_the_daily_limits_until_a_day_is_over()
    {
        var (queries, batches) = await RemainingAsync();
        (await stepped.Ann.SendAsync("POST", "jobs/query", new JsonObject { ["operation"] = "query", ["query"] = "SELECT Id FROM Contact" })).Is(200);
        await stepped.RunAsync(new { @object = "Contact", operation = "insert" }, "LastName\nLimited\n");
        Assert.Equal((queries - 1, batches - 1), await RemainingAsync());
        await stepped.PassAsync(24 * 3600);
        Assert.Equal((10000, 15000), await RemainingAsync());
    }

    [Theory]
    [InlineData("query", """{"operation":"query","query":"SELECT Id FROM Contact"}""")]
    [InlineData("ingest", """{"operation":"insert","object":"Contact"}""")]
    public void No_more_jobs_are_taken_when_the_day_is_spent(string kind, string job)
    {
        using var org = Seeded();
        var allowance = kind == "query" ? org.Bulk.QueryJobs : org.Bulk.Batches;
        var call = Call(org, kind) with { Method = "POST", Body = job };
        Assert.Equal(200, RestRouter.Handle(call).Status);
        while (allowance.Remaining(org.Clock.Now) > 0) allowance.Use(org.Clock.Now);
        Assert.Equal("EXCEEDEDQUOTA", (string?)RestRouter.Handle(call).Body![0]!["errorCode"]);
    }

    [Fact]
    public void A_long_list_of_jobs_is_read_page_by_page()
    {
        using var org = Seeded();
        var call = Call(org, "ingest");
        for (var i = 0; i < 1001; i++) RestRouter.Handle(call with { Method = "POST", Body = """{"operation":"insert","object":"Contact"}""" });
        var first = RestRouter.Handle(call).Body!;
        Assert.Equal((1000, false), (first["records"]!.AsArray().Count, (bool)first["done"]!));
        var locator = ((string)first["nextRecordsUrl"]!).Split("/services/data/v66.0/jobs/ingest?queryLocator=")[1];
        var second = RestRouter.Handle(call with { Query = new Dictionary<string, string> { ["queryLocator"] = locator } }).Body!;
        Assert.Equal((1, true, null), (second["records"]!.AsArray().Count, (bool)second["done"]!, second["nextRecordsUrl"]));
        Assert.Equal(400, RestRouter.Handle(call with { Query = new Dictionary<string, string> { ["queryLocator"] = "x" } }).Status);
    }

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        return org;
    }

    private static RestCall Call(SalesforceOrg org, string kind) =>
        new() { Org = org, Method = "GET", Path = ["jobs", kind], Version = "66.0", UserId = org.UserNamed("admin@nordlys.example")!.Id };

    private async Task<(int Queries, int Batches)> RemainingAsync()
    {
        var limits = (await (await stepped.Org.AsAsync()).GetAsync("limits")).Is(200).Body!;
        return ((int)limits["DailyBulkV2QueryJobs"]!["Remaining"]!, (int)limits["DailyBulkApiBatches"]!["Remaining"]!);
    }
}
