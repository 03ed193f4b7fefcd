using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Faults;

public sealed class StateTests
{
    [Fact]
    public async Task An_org_goes_on_where_it_stopped()
    {
        var file = Path.Combine(Path.GetTempPath(), $"salesforce-simulator-{Guid.NewGuid():N}", "state.json");
        var options = new SalesforceSimulatorOptions { StateFile = file };
        string before, id;
        OrgClient ann;
        await using (var org = await TestOrg.StartAsync(options))
        {
            ann = await org.AsAsync();
            id = await ann.NewIdAsync("Task", new { Subject = "kept", ActivityDate = "2030-01-02", CallDurationInSeconds = 5, Status = "Completed" });
            await org.ControlAsync("signer", new JsonObject { ["secret"] = "s", ["tieline"] = "http://127.0.0.1:5080/" });
            await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
            await org.ControlAsync("hidden", new JsonObject { ["user"] = "bo.lind@nordlys.example", ["ids"] = new JsonArray(id) });
            before = (await ann.GetAsync("sobjects/Task/" + id)).Text;
            await org.StopAsync();
        }

        await using var again = await TestOrg.StartAsync(options);
        var same = new OrgClient(again.Http, ann.Token, ann.UserId);
        Assert.Equal(before, (await same.GetAsync("sobjects/Task/" + id)).Is(200).Text);
        Assert.Equal("http://127.0.0.1:5080", (string)(await again.GetJsonAsync("/control/signer"))["tieline"]!);
        Assert.Equal("stepped", (string)(await again.GetJsonAsync("/control/clock"))["mode"]!);
        (await (await again.AsAsync("bo.lind")).GetAsync("sobjects/Task/" + id)).Refused("NOT_FOUND", 404);
        Assert.NotEqual(id, await same.NewIdAsync("Task", new { Subject = "next" }));
        Assert.Single((await same.SearchAsync(@"FIND {\+12025550143} IN PHONE FIELDS RETURNING Contact(Id)")).Body!["searchRecords"]!.AsArray());
        await again.ControlAsync("reset");
        (await same.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        await again.StopAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void A_state_file_that_cannot_be_read_is_named()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"clock":5}""");
        var problem = Assert.Throws<InvalidDataException>(() => SalesforceSimulatorApp.Create(new SalesforceSimulatorOptions { Url = "http://localhost:0", StateFile = file }));
        Assert.Contains(file, problem.Message);
        File.Delete(file);
    }

    [Fact]
    public async Task Usage_is_listed_from_an_index_on()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        await ann.GetAsync("limits");
        var limited = await ann.GetAsync("//services/data/v66.0/");
        Assert.Equal("api-usage=2/15000", limited.Is(200).Headers.GetValues("Sforce-Limit-Info").Single());
        var second = Assert.Single((await org.GetJsonAsync("/control/usage?since=1"))["requests"]!.AsArray())!;
        Assert.Equal((1, "GET", "/services/data/v66.0/", 200, "ann.berg@nordlys.example"),
            ((int)second["index"]!, (string)second["method"]!, (string)second["path"]!, (int)second["status"]!, (string)second["user"]!));
        Assert.Equal(("31.0", "68.0", "Spring '26"), await VersionsAsync(org));
    }

    private static async Task<(string, string, string)> VersionsAsync(TestOrg org)
    {
        var versions = (await org.GetJsonAsync("/services/data")).AsArray();
        return ((string)versions[0]!["version"]!, (string)versions[^1]!["version"]!, (string)versions.Single(v => (string)v!["version"]! == "66.0")!["label"]!);
    }
}
