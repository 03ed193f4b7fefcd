using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Search;

namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class CompositeTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    private OrgClient Ann => seeded.Ann;

    private Task<OrgAnswer> PostAsync(string path, string body) => Ann.SendAsync("POST", path, JsonNode.Parse(body));

    private async Task<int> CountAsync(string query) => (int)(await Ann.QueryAsync("SELECT count() FROM " + query)).Is(200).Body!["totalSize"]!;

    [Fact]
    public async Task A_later_subrequest_names_the_result_of_an_earlier_one()
    {
        var answer = (await PostAsync("composite", """
            {"compositeRequest":[
             {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Chained"}},
             {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"c","body":{"LastName":"Chained","AccountId":"@{a.id}"}},
             {"method":"GET","url":"/services/data/v66.0/query?q=SELECT+Name,Account.Name+FROM+Contact+WHERE+Id='@{c.id}'","referenceId":"q"},
             {"method":"GET","url":"/services/data/v66.0/sobjects/Account/@{q.records[0].Nothing}","referenceId":"bad"}]}
            """)).Is(200).Body!["compositeResponse"]!.AsArray();
        Assert.Equal([201, 201, 200, 400], answer.Select(a => (int)a!["httpStatusCode"]!));
        Assert.Equal("Chained", (string)answer[2]!["body"]!["records"]![0]!["Account"]!["Name"]!);
        Assert.Equal("PROCESSING_HALTED", (string)answer[3]!["body"]![0]!["errorCode"]!);
        Assert.NotNull(answer[0]!["httpHeaders"]!["Location"]);
    }

    [Fact]
    public async Task All_or_none_undoes_what_went_well()
    {
        var answer = (await PostAsync("composite", """
            {"allOrNone":true,"compositeRequest":[
             {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Undone"}},
             {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"c","body":{}}]}
            """)).Is(200).Body!["compositeResponse"]!.AsArray();
        Assert.Equal(["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING"], answer.Select(a => (string)a!["body"]![0]!["errorCode"]!));
        Assert.Equal(0, await CountAsync("Account WHERE Name = 'Undone'"));
    }

    [Fact]
    public async Task A_batch_runs_its_parts_apart()
    {
        var answer = (await PostAsync("composite/batch", """{"batchRequests":[{"method":"GET","url":"v66.0/limits"},{"method":"GET","url":"v66.0/nothing"},{"method":"PATCH","url":"v66.0/sobjects/Account/001Ti0000000001IAA","richInput":{"Site":"Main"}}]}""")).Is(200).Body!;
        Assert.True((bool)answer["hasErrors"]!);
        Assert.Equal([200, 404, 204], answer["results"]!.AsArray().Select(r => (int)r!["statusCode"]!));
        answer = (await PostAsync("composite/batch", """{"haltOnError":true,"batchRequests":[{"method":"GET","url":"v66.0/nothing"},{"method":"GET","url":"v66.0/limits"}]}""")).Is(200).Body!;
        Assert.Equal([404, 412], answer["results"]!.AsArray().Select(r => (int)r!["statusCode"]!));
    }

    [Fact]
    public async Task A_collection_tells_each_rows_outcome_in_order()
    {
        const string Records = """ "records":[{"attributes":{"type":"Account"},"Name":"Col1"},{"attributes":{"type":"Contact"}},{"attributes":{"type":"Foo"}}]""";
        var some = (await PostAsync("composite/sobjects", "{" + Records + "}")).Is(200).Body!.AsArray();
        Assert.Equal([true, false, false], some.Select(r => (bool)r!["success"]!));
        Assert.Equal(["REQUIRED_FIELD_MISSING", "INVALID_TYPE"], some.Skip(1).Select(r => (string)r!["errors"]![0]!["statusCode"]!));
        Assert.False(some[1]!["errors"]![0]!.AsObject().ContainsKey("errorCode"));
        var none = (await PostAsync("composite/sobjects", """{"allOrNone":true,""" + Records + "}")).Is(200).Body!.AsArray();
        Assert.Equal("ALL_OR_NONE_OPERATION_ROLLED_BACK", (string)none[0]!["errors"]![0]!["statusCode"]!);
        Assert.Equal(1, await CountAsync("Account WHERE Name = 'Col1'"));
    }

    [Fact]
    public async Task Collections_change_read_upsert_and_delete()
    {
        var id = await Ann.NewIdAsync("Contact", new { LastName = "Coll", Email = "coll@example.com" });
        var changed = (await Ann.SendAsync("PATCH", "composite/sobjects", JsonNode.Parse($$"""{"records":[{"attributes":{"type":"Contact"},"id":"{{id}}","Title":"Boss"},{"attributes":{"type":"Contact"},"id":"003Ti0000099999","Title":"x"}]}"""))).Is(200).Body!.AsArray();
        Assert.Equal([true, false], changed.Select(r => (bool)r!["success"]!));
        var read = (await PostAsync("composite/sobjects/Contact", $$"""{"ids":["{{id}}","003Ti0000099999"],"fields":["Title"]}""")).Is(200).Body!.AsArray();
        Assert.Equal("Boss", (string)read[0]!["Title"]!);
        Assert.Null(read[1]);
        var upserted = (await Ann.SendAsync("PATCH", "composite/sobjects/Contact/Email", JsonNode.Parse("""{"records":[{"attributes":{"type":"Contact"},"Email":"coll@example.com","Title":"Chief"},{"attributes":{"type":"Contact"},"Email":"fresh@example.com","LastName":"Fresh"}]}"""))).Is(200).Body!.AsArray();
        Assert.Equal([false, true], upserted.Select(r => (bool)r!["created"]!));
        var deleted = (await Ann.SendAsync("DELETE", $"composite/sobjects?ids={id},nonsense", null)).Is(200).Body!.AsArray();
        Assert.Equal([true, false], deleted.Select(r => (bool)r!["success"]!));
        Assert.Equal("MALFORMED_ID", (string)deleted[1]!["errors"]![0]!["statusCode"]!);
    }

    [Fact]
    public async Task No_more_than_200_records_go_in_one_call()
    {
        var records = new JsonArray([.. Enumerable.Range(0, 201).Select(i => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Account" }, ["Name"] = $"Many{i}" })]);
        (await Ann.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = records })).Refused("EXCEEDED_ID_LIMIT");
        Assert.Equal(0, await CountAsync("Account WHERE Name LIKE 'Many%'"));
    }

    [Fact]
    public async Task A_tree_is_made_whole_or_not_at_all()
    {
        const string Good = """{"records":[{"attributes":{"type":"Account","referenceId":"r1"},"Name":"Tree","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"r2"},"LastName":"Leaf"}]}}]}""";
        Assert.Equal(["r1", "r2"], (await PostAsync("composite/tree/Account", Good)).Is(201).Body!["results"]!.AsArray().Select(r => (string)r!["referenceId"]!));
        var bad = (await PostAsync("composite/tree/Account", Good.Replace("LastName", "FirstName").Replace("Tree", "Fallen"))).Is(400).Body!;
        Assert.Equal("r2", (string)Assert.Single(bad["results"]!.AsArray())!["referenceId"]!);
        Assert.Equal((1, 0), (await CountAsync("Contact WHERE Account.Name = 'Tree'"), await CountAsync("Account WHERE Name = 'Fallen'")));
    }
}
