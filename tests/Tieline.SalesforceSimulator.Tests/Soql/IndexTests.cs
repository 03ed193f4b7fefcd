using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Soql;

public sealed class IndexTests(SmallOrg small) : IClassFixture<SmallOrg>
{
    [Theory]
    [InlineData("Account WHERE Id = '{Acme}'", "Id 1")]
    [InlineData("Account WHERE Name = 'acme'", "Name 1")]
    [InlineData("Account a WHERE a.Name IN ('Acme', 'Bolt', 'none')", "Name 2")]
    [InlineData("Account WHERE Phone = '(202) 555-0140' OR Name = 'Bolt'", "Phone,Name 2")]
    [InlineData("Account WHERE ParentId = '{Acme}' AND Name IN ('Acme', 'Bolt')", "ParentId 1")]
    [InlineData("Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Lopez')", "Id 1")]
    [InlineData("Contact WHERE AccountId = '{Acme}' AND Birthdate != null", "AccountId 1")]
    [InlineData("Account WHERE Name = 'Acme' OR Industry = 'Retail'", "")]
    [InlineData("Account WHERE Industry = 'Retail'", "")]
    [InlineData("Account WHERE NOT Name = 'Acme'", "")]
    [InlineData("Account WHERE Name NOT IN ('Acme')", "")]
    [InlineData("Account WHERE Name LIKE 'Acme'", "")]
    [InlineData("Account WHERE Name = ''", "")]
    [InlineData("Contact WHERE Account.Name = 'Acme'", "")]
    public async Task Explain_tells_which_index_leads(string from, string expected)
    {
        foreach (var (name, id) in small.Ids) from = from.Replace($"{{{name}}}", id);
        var explained = (await small.Ann.GetAsync("query?explain=" + Uri.EscapeDataString("SELECT Id FROM " + from))).Is(200).Body!;
        var plans = explained["plans"]!.AsArray();
        Assert.Equal("SELECT Id FROM " + from, (string)explained["sourceQuery"]!);
        Assert.Equal("TableScan", (string)plans[^1]!["leadingOperationType"]!);
        Assert.Equal(expected.Length > 0 ? 2 : 1, plans.Count);
        if (expected.Length == 0) return;
        Assert.Equal("Index", (string)plans[0]!["leadingOperationType"]!);
        Assert.Equal(expected, $"{string.Join(',', plans[0]!["fields"]!.AsArray())} {plans[0]!["cardinality"]}");
        Assert.True((double)plans[0]!["relativeCost"]! < 1);
        Assert.Equal(((string)plans[1]!["sobjectType"]!, (int)plans[1]!["cardinality"]!), ((string)plans[0]!["sobjectType"]!, (int)plans[0]!["sobjectCardinality"]!));
    }

    [Fact]
    public async Task A_changed_value_is_found_by_its_new_index_entry_only()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        var id = await ann.NewIdAsync("Contact", new { LastName = "Moving", Phone = "100", Email = "old@a.example" });
        (await ann.UpdateAsync("Contact", id, new { Phone = "200", Email = "OLD@a.example" })).Is(204);
        Assert.Equal((0, 1, 1), (await CountAsync(ann, "Phone = '100'"), await CountAsync(ann, "Phone = '200'"), await CountAsync(ann, "Email = 'old@A.example'")));
        (await ann.UpdateAsync("Contact", id, new { Phone = (string?)null })).Is(204);
        Assert.Equal((0, 1), (await CountAsync(ann, "Phone = '200'"), await CountAsync(ann, "Phone = null")));
        (await ann.DeleteAsync("Contact", id)).Is(204);
        Assert.Equal(0, await CountAsync(ann, "Email = 'old@a.example'"));
    }

    [Fact]
    public async Task What_a_transaction_undid_is_in_no_index()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var ann = await org.AsAsync();
        var id = await ann.NewIdAsync("Contact", new { LastName = "Kept", Phone = "100" });
        var rows = JsonNode.Parse($$"""{"allOrNone":true,"records":[{"attributes":{"type":"Contact"},"id":"{{id}}","Phone":"200"},{"attributes":{"type":"Contact"},"id":"{{id}}","LastName":null}]}""");
        var undone = (await ann.SendAsync("PATCH", "composite/sobjects", rows)).Is(200).Body!.AsArray();
        Assert.All(undone, r => Assert.False((bool)r!["success"]!));
        Assert.Equal((1, 0), (await CountAsync(ann, "Phone = '100'"), await CountAsync(ann, "Phone = '200'")));
        var made = JsonNode.Parse("""{"allOrNone":true,"records":[{"attributes":{"type":"Contact"},"LastName":"New","Phone":"300"},{"attributes":{"type":"Contact"},"Phone":"300"}]}""");
        (await ann.SendAsync("POST", "composite/sobjects", made)).Is(200);
        Assert.Equal(0, await CountAsync(ann, "Phone = '300'"));
    }

    private static async Task<int> CountAsync(OrgClient client, string where) => (await client.QueryAsync("SELECT Id FROM Contact WHERE " + where)).Is(200).Records.Count;
}
