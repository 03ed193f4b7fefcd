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
        using var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        var allowance = kind == "query" ? org.Bulk.QueryJobs : org.Bulk.Batches;
        var call = new RestCall { Org = org, Method = "POST", Path = ["jobs", kind], Version = "66.0", UserId = org.UserNamed("admin@nordlys.example")!.Id, Body = job };
        Assert.Equal(200, RestRouter.Handle(call).Status);
        while (allowance.Remaining(org.Clock.Now) > 0) allowance.Use(org.Clock.Now);
        Assert.Equal("EXCEEDEDQUOTA", (string?)RestRouter.Handle(call).Body![0]!["errorCode"]);
    }

    private async Task<(int Queries, int Batches)> RemainingAsync()
    {
        var limits = (await (await stepped.Org.AsAsync()).GetAsync("limits")).Is(200).Body!;
        return ((int)limits["DailyBulkV2QueryJobs"]!["Remaining"]!, (int)limits["DailyBulkApiBatches"]!["Remaining"]!);
    }
}
