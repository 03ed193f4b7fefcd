using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class ChildPagingTests
{
    [Fact]
    public async Task Children_that_do_not_fit_the_page_are_fetched_by_their_own_locator()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        var account = await ann.NewIdAsync("Account", new { Name = "Big" });
        await ann.NewIdAsync("Account", new { Name = "Empty" });
        await MakeContactsAsync(ann, account, 450);

        var found = (await ann.QueryAsync("SELECT Name, (SELECT LastName, Account.Name FROM Contacts ORDER BY LastName) FROM Account ORDER BY Name", ("Sforce-Query-Options", "batchSize=200"))).Is(200);
        Assert.Equal((2, true), (found.Records.Count, (bool)found.Body!["done"]!));
        Assert.Null(found.Records[1]!["Contacts"]);
        var page = found.Records[0]!["Contacts"]!;
        Assert.Equal((450, false, 200), ((int)page["totalSize"]!, (bool)page["done"]!, page["records"]!.AsArray().Count));
        Assert.Matches("^/services/data/v66.0/query/01g[0-9A-Za-z]{15}-200$", (string)page["nextRecordsUrl"]!);
        var names = new List<string>();
        while (true)
        {
            names.AddRange(page["records"]!.AsArray().Select(r => (string)r!["LastName"]!));
            if (page["nextRecordsUrl"] is not { } next) break;
            page = (await ann.GetAsync((string)next!)).Is(200).Body!;
        }

        Assert.Equal(Enumerable.Range(0, 450).Select(i => $"C{i:000}"), names);
        Assert.Equal((true, 50), ((bool)page["done"]!, page["records"]!.AsArray().Count));
    }

    [Fact]
    public async Task An_eleventh_open_query_closes_the_oldest_with_its_children_and_two_days_close_all()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var ann = await org.AsAsync();
        await MakeContactsAsync(ann, await ann.NewIdAsync("Account", new { Name = "Big" }), 201);
        async Task<string> OpenAsync() => (string)(await ann.QueryAsync("SELECT Id FROM Contact", ("Sforce-Query-Options", "batchSize=200"))).Is(200).Body!["nextRecordsUrl"]!;
        var child = (string)(await ann.QueryAsync("SELECT (SELECT Id FROM Contacts) FROM Account", ("Sforce-Query-Options", "batchSize=200"))).Is(200).Records[0]!["Contacts"]!["nextRecordsUrl"]!;
        var second = await OpenAsync();
        for (var i = 0; i < 8; i++) await OpenAsync();
        (await ann.GetAsync(child)).Is(200);

        await OpenAsync();
        (await ann.GetAsync(child)).Refused("INVALID_QUERY_LOCATOR");
        (await ann.GetAsync(second)).Is(200);

        await org.ControlAsync("switches", new JsonObject { ["tenOpenQueriesPerUser"] = false });
        var last = await OpenAsync();
        (await ann.GetAsync(second)).Is(200);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 48 * 3600 - 1 });
        ann = await org.AsAsync();
        (await ann.GetAsync(last)).Is(200);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        (await ann.GetAsync(last)).Refused("INVALID_QUERY_LOCATOR");
    }

    private static async Task MakeContactsAsync(OrgClient client, string account, int count)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(200))
        {
            var records = batch.Select(i => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Contact" }, ["LastName"] = $"C{i:000}", ["AccountId"] = account });
            (await client.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = new JsonArray([.. records]) })).Is(200);
        }
    }
}
