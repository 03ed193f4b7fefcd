using System.Text;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class BrokenJobTests(SteppedOrg stepped) : IClassFixture<SteppedOrg>
{
    [Fact]
    public async Task A_job_that_meets_what_nobody_foresaw_fails_and_holds_up_nobody()
    {
        var id = await stepped.CloseAsync(new { @object = "Contact", operation = "insert" }, string.Concat(Enumerable.Range(0, 300).Select(i => $"Lost{i}\n").Prepend("LastName\n")));
        await stepped.PassAsync(0.5);
        var state = await stepped.Org.GetJsonAsync("/control/state");
        Assert.Equal("LastName", (string)state["bulkJobs"]![0]!["Columns"]![0]!);
        state["bulkJobs"]![0]!["Columns"]![0] = null;
        using var loaded = await stepped.Org.Http.PutAsync("/control/state", new StringContent(state.ToJsonString(), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)loaded.StatusCode);

        await stepped.PassAsync(1);
        var job = (await stepped.Ann.GetAsync("jobs/ingest/" + id)).Is(200).Body!;
        Assert.Equal(("Failed", 200), ((string)job["state"]!, (int)job["numberRecordsProcessed"]!));
        Assert.StartsWith("InternalServerError : ", (string)job["errorMessage"]!);
        var (_, next) = await stepped.RunAsync(new { @object = "Contact", operation = "insert" }, "LastName\nNext\n");
        Assert.Equal("JobComplete", (string)next["state"]!);
    }
}
