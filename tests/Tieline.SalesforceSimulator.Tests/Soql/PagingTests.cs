using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class PagingTests
{
    [Fact]
    public async Task A_large_result_comes_in_pages_of_2000_or_as_asked()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        for (var batch = 0; batch < 11; batch++)
        {
            var records = Enumerable.Range(0, 200).Select(i => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Account" }, ["Name"] = $"A{batch:00}{i:000}" });
            (await ann.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = new JsonArray([.. records]) })).Is(200);
        }

        var first = (await ann.QueryAsync("SELECT Name FROM Account ORDER BY Name")).Is(200);
        Assert.Equal((2000, 2200, false), (first.Records.Count, (int)first.Body!["totalSize"]!, (bool)first.Body["done"]!));
        var next = (string)first.Body["nextRecordsUrl"]!;
        Assert.Matches("^/services/data/v66.0/query/01g[0-9A-Za-z]{15}-2000$", next);
        var second = (await ann.GetAsync(next)).Is(200);
        Assert.Equal((200, true, "A10199"), (second.Records.Count, (bool)second.Body!["done"]!, (string)second.Records[^1]!["Name"]!));
        Assert.False(second.Body.AsObject().ContainsKey("nextRecordsUrl"));

        var small = (await ann.QueryAsync("SELECT Name FROM Account", ("Sforce-Query-Options", "batchSize=300"))).Is(200);
        Assert.Equal(300, small.Records.Count);
        Assert.Equal(200, (await ann.QueryAsync("SELECT Name FROM Account", ("Sforce-Query-Options", "batchSize=5"))).Records.Count);
        (await (await org.AsAsync("bo.lind")).GetAsync(next)).Refused("INVALID_QUERY_LOCATOR");
        (await ann.GetAsync("query/01gTi0000000999MAA-2000")).Refused("INVALID_QUERY_LOCATOR");
        (await ann.GetAsync("query/nonsense")).Refused("INVALID_QUERY_LOCATOR");
    }
}
