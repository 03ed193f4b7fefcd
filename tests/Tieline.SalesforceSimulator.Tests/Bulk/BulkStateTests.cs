namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class BulkStateTests
{
    [Fact]
    public async Task A_job_goes_on_after_a_restart_and_a_reset_forgets_it()
    {
        var file = Path.Combine(Path.GetTempPath(), $"salesforce-simulator-{Guid.NewGuid():N}", "state.json");
        var options = new SalesforceSimulatorOptions { StateFile = file };
        var csv = "LastName\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"Kept{i}\n"));
        string id, query;
        OrgClient ann;
        await using (var org = await TestOrg.StartAsync(options))
        {
            ann = await org.AsAsync();
            await org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["mode"] = "stepped" });
            id = await SteppedOrg.OpenAsync(new { @object = "Contact", operation = "insert" }, ann);
            (await SteppedOrg.PutAsync(ann, id, csv)).Is(201);
            (await SteppedOrg.SetStateAsync(ann, id, "UploadComplete")).Is(200);
            query = (await ann.SendAsync("POST", "jobs/query", System.Text.Json.Nodes.JsonNode.Parse("""{"operation":"query","query":"SELECT Id FROM Account LIMIT 3"}"""))).Is(200).Id;
            await org.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advanceSeconds"] = 0.5 });
            await org.StopAsync();
        }

        await using var again = await TestOrg.StartAsync(options);
        var same = new OrgClient(again.Http, ann.Token, ann.UserId);
        Assert.Equal(("InProgress", 200), await StateAsync(same, id));
        await again.ControlAsync("clock", new System.Text.Json.Nodes.JsonObject { ["advanceSeconds"] = 1 });
        Assert.Equal(("JobComplete", 300), await StateAsync(same, id));
        Assert.Equal(4, (await same.GetAsync($"jobs/query/{query}/results")).Is(200).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(9999, (int)(await same.GetAsync("limits")).Body!["DailyBulkV2QueryJobs"]!["Remaining"]!);
        await again.ControlAsync("reset");
        (await (await again.AsAsync()).GetAsync("jobs/ingest/" + id)).Refused("NOT_FOUND", 404);
        Assert.Equal(10000, (int)(await (await again.AsAsync()).GetAsync("limits")).Body!["DailyBulkV2QueryJobs"]!["Remaining"]!);
        await again.StopAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static async Task<(string, int)> StateAsync(OrgClient user, string id)
    {
        var job = (await user.GetAsync("jobs/ingest/" + id)).Is(200).Body!;
        return ((string)job["state"]!, (int)job["numberRecordsProcessed"]!);
    }
}
