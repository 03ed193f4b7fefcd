using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>What may not be a part of a composite: another composite.</summary>
public sealed class NestedCompositeTests : IAsyncLifetime
{
    private const string Version = "/services/data/v66.0/";
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("composite", """{"compositeRequest":[]}""", 404)]
    [InlineData("composite/batch", """{"batchRequests":[]}""", 404)]
    [InlineData("composite/graph", """{"graphs":[]}""", 404)]
    [InlineData("composite/sobjects", """{"records":[{"attributes":{"type":"Account"},"Name":"A"}]}""", 200)]
    [InlineData("composite/tree/Account", """{"records":[{"attributes":{"type":"Account","referenceId":"r"},"Name":"A"}]}""", 201)]
    public async Task Of_the_family_only_collections_and_trees_go_inside(string path, string body, int status)
    {
        var composite = new JsonObject { ["compositeRequest"] = new JsonArray(new JsonObject { ["method"] = "POST", ["url"] = Version + path, ["referenceId"] = "a", ["body"] = JsonNode.Parse(body) }) };
        Assert.Equal(status, (int)(await ann.SendAsync("POST", "composite", composite)).Is(200).Body!["compositeResponse"]![0]!["httpStatusCode"]!);
        var batch = new JsonObject { ["batchRequests"] = new JsonArray(new JsonObject { ["method"] = "POST", ["url"] = "v66.0/" + path, ["richInput"] = JsonNode.Parse(body) }) };
        Assert.Equal(status, (int)(await ann.SendAsync("POST", "composite/batch", batch)).Is(200).Body!["results"]![0]!["statusCode"]!);
    }
}
