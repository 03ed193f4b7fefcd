using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class QueryLimitTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task More_than_two_semi_joins_are_refused_unless_the_switch_lets_them()
    {
        const string Three = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id NOT IN (SELECT AccountId FROM Case) AND Id IN (SELECT AccountId FROM Opportunity)";
        Assert.Contains("Maximum 2 semi join sub-selects are allowed", (await ann.QueryAsync(Three)).Refused("MALFORMED_QUERY").Message);
        await org.ControlAsync("switches", new JsonObject { ["queryLimits"] = false });
        (await ann.QueryAsync(Three)).Is(200);
    }

    [Fact]
    public async Task A_query_has_at_most_20_child_subqueries()
    {
        static string With(int children) => $"SELECT Id, {string.Join(", ", Enumerable.Repeat("(SELECT Id FROM Contacts)", children))} FROM Account";
        Assert.Contains("at most 20 child relationships", (await ann.QueryAsync(With(21))).Refused("MALFORMED_QUERY").Message);
        Assert.Contains("duplicate field selected: Contacts", (await ann.QueryAsync(With(20))).Refused("MALFORMED_QUERY").Message);
    }

    [Fact]
    public async Task A_query_goes_over_at_most_55_parent_relationships()
    {
        var steps = new[] { "Account.Owner", "Account.CreatedBy", "Account.LastModifiedBy", "Owner", "CreatedBy", "LastModifiedBy", "ReportsTo.Owner", "ReportsTo.CreatedBy", "ReportsTo.Account.Owner" };
        var paths = steps.SelectMany(s => new[] { "Manager", "CreatedBy", "LastModifiedBy", "Profile", "UserRole" }.Select(user => $"{s}.{user}.Id")).ToArray();
        Assert.Contains("at most 55 parent relationships", (await ann.QueryAsync($"SELECT {string.Join(", ", paths)} FROM Contact")).Refused("MALFORMED_QUERY").Message);
        (await ann.QueryAsync($"SELECT {string.Join(", ", paths[..30])} FROM Contact")).Is(200);
    }

    [Theory]
    [InlineData("v66.0", 5, true)]
    [InlineData("v66.0", 6, false)]
    [InlineData("v57.0", 2, true)]
    [InlineData("v57.0", 3, false)]
    public async Task Children_nest_as_deep_as_the_version_lets_them(string version, int levels, bool answered)
    {
        var soql = "SELECT Id FROM ChildAccounts";
        for (var level = 2; level < levels; level++) soql = $"SELECT Id, ({soql}) FROM ChildAccounts";
        var answer = await ann.GetAsync($"/services/data/{version}/query?q=" + Uri.EscapeDataString($"SELECT Id, ({soql}) FROM Account"));
        if (answered) answer.Is(200);
        else Assert.Contains("Child subqueries nest to at most", answer.Refused("MALFORMED_QUERY").Message);
    }

    [Theory]
    [InlineData("SELECT Id, (SELECT Id FROM a.Contacts) FROM Account a", true)]
    [InlineData("SELECT Id, (SELECT Id FROM Account.Contacts) FROM Account", true)]
    [InlineData("SELECT Id, (SELECT c.Id FROM a.Contacts c) FROM Account a", true)]
    [InlineData("SELECT Id, (SELECT Id FROM b.Contacts) FROM Account a", false)]
    [InlineData("SELECT Id, (SELECT Id FROM x.a.Contacts) FROM Account a", false)]
    public async Task A_child_relationship_may_follow_its_parents_name(string soql, bool answered)
    {
        var answer = await ann.QueryAsync(soql);
        if (answered) answer.Is(200);
        else answer.Refused("INVALID_TYPE");
    }

    [Fact]
    public async Task A_text_of_more_than_100000_characters_is_refused()
    {
        var body = JsonNode.Parse("""{"batchRequests":[{"method":"GET","url":""}]}""")!;
        body["batchRequests"]![0]!["url"] = "v66.0/query?q=" + Uri.EscapeDataString("SELECT Id FROM Account" + new string(' ', 100_000));
        var result = (await ann.SendAsync("POST", "composite/batch", body)).Is(200).Body!["results"]![0]!["result"]![0]!;
        Assert.Equal(("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000 characters."), ((string)result["errorCode"]!, (string)result["message"]!));
    }
}
