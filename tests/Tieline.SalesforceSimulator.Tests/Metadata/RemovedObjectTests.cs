using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>What is about a custom object goes with it, and the org is still one that can be kept.</summary>
public sealed class RemovedObjectTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartOpenAsync();
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Code__c", "Text", "<length>20</length>")));
        await to.Org.ControlAsync("rules", JsonNode.Parse("""{"object":"Thing__c","operation":"insert","field":"Code__c","message":"No code."}"""));
        await to.Org.ControlAsync("duplicates", JsonNode.Parse("""{"object":"Thing__c","fields":["Code__c"],"action":"block"}"""));
        await to.Org.ControlAsync("sharing", JsonNode.Parse("""{"object":"Thing__c","model":"Private"}"""));
        (await to.Admin.SendAsync("POST", "jobs/ingest", JsonNode.Parse("""{"object":"Thing__c","operation":"insert"}"""))).Is(200);
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private async Task<HttpStatusCode> LoadAsync(string state)
    {
        using var answer = await to.Org.Http.PutAsync("/control/state", new StringContent(state, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private Task<string> StateAsync() => to.Org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken);

    private async Task<string> AboutItAsync()
    {
        var state = JsonNode.Parse(await StateAsync())!;
        return $"{state["rules"]!.AsArray().Count} {state["duplicates"]!.AsArray().Count} {state["sharing"]!.AsObject().Count} {state["bulkJobs"]!.AsArray().Count}";
    }

    [Fact]
    public async Task Rules_models_and_jobs_go_with_their_object_and_the_state_is_read_again()
    {
        Assert.Equal("1 1 1 1", await AboutItAsync());
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Thing__c"));
        Assert.Equal("0 0 0 0", await AboutItAsync());
        Assert.Equal(HttpStatusCode.NoContent, await LoadAsync(await StateAsync()));
    }

    [Fact]
    public async Task A_removal_that_is_only_checked_takes_nothing_along()
    {
        var result = await to.DeployAsync(new Package().Deleting("CustomObject", "Thing__c"), new JsonObject { ["checkOnly"] = true, ["singlePackage"] = true, ["rollbackOnError"] = true });
        Assert.Equal("Succeeded", (string)result["status"]!);
        Assert.Equal("1 1 1 1", await AboutItAsync());
    }

    [Fact]
    public async Task What_a_state_says_of_an_unknown_object_is_left_out()
    {
        var state = (await StateAsync()).Replace("\"ObjectName\":\"Thing__c\"", "\"ObjectName\":\"Gone__c\"", StringComparison.Ordinal).Replace("\"Object\":\"Thing__c\"", "\"Object\":\"Gone__c\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await LoadAsync(state));
        Assert.Equal("0 0 1 0", await AboutItAsync());
    }
}
