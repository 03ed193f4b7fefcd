using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

/// <summary>Rows without a value stand first or last over all pages of a result.</summary>
public sealed class OrderAcrossPagesTests : IAsyncLifetime
{
    private const int Given = 220;
    private const int Empty = 30;
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        foreach (var part in Enumerable.Range(0, Given + Empty).Select(Account).Chunk(125))
            (await ann.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = new JsonArray([.. part]) })).Is(200);
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("", true)]
    [InlineData("ASC NULLS FIRST", true)]
    [InlineData("ASC NULLS LAST", false)]
    [InlineData("DESC", true)]
    [InlineData("DESC NULLS FIRST", true)]
    [InlineData("DESC NULLS LAST", false)]
    public async Task Empty_values_stand_where_the_query_wants_them(string order, bool first)
    {
        var page = (await ann.QueryAsync($"SELECT Name, AnnualRevenue FROM Account ORDER BY AnnualRevenue {order}, Name", ("Sforce-Query-Options", "batchSize=200"))).Is(200);
        var rest = (await ann.GetAsync((string)page.Body!["nextRecordsUrl"]!)).Is(200);
        var values = page.Records.Concat(rest.Records).Select(r => (decimal?)r!["AnnualRevenue"]).ToList();
        Assert.Equal((200, Given + Empty), (page.Records.Count, values.Count));
        Assert.All(first ? values.Take(Empty) : values.TakeLast(Empty), Assert.Null);
        var given = Enumerable.Range(0, Given).Select(i => (decimal?)i);
        Assert.Equal(order.StartsWith("DESC", StringComparison.Ordinal) ? given.Reverse() : given, values.Where(v => v is not null));
        // Those alike are in the order of the second field.
        Assert.Equal(Enumerable.Range(Given, Empty).Select(i => $"A{i:000}"), page.Records.Concat(rest.Records).Where(r => r!["AnnualRevenue"] is null).Select(r => (string)r!["Name"]!));
    }

    [Fact]
    public async Task Ids_are_ordered_and_compared_with_their_case()
    {
        async Task<string[]> IdsAsync(string more) => [.. (await ann.QueryAsync("SELECT Id FROM Account " + more)).Is(200).Records.Select(r => (string)r!["Id"]!)];
        var ids = (await IdsAsync("")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(ids, await IdsAsync("ORDER BY Id"));
        Assert.Equal(ids.Reverse(), await IdsAsync("ORDER BY Id DESC"));
        // The one after it is written with a small letter.
        var at = Array.FindIndex(ids, id => id[14] == 'Z');
        Assert.Equal(ids[(at + 1)..], await IdsAsync($"WHERE Id > '{ids[at]}' ORDER BY Id"));
        Assert.Equal(ids[^1], (string)(await ann.QueryAsync("SELECT MAX(Id) last FROM Account")).Is(200).Records.Single()!["last"]!);
    }

    private static JsonNode Account(int number)
    {
        // Made in another order than the one asked for.
        var i = number * 7 % (Given + Empty);
        return new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Account" }, ["Name"] = $"A{i:000}", ["AnnualRevenue"] = i < Given ? i : null };
    }
}
