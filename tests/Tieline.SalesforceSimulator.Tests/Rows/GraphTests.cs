using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Search;

namespace Tieline.SalesforceSimulator.Tests.Rows;

public sealed class GraphTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    private OrgClient Ann => seeded.Ann;

    private static JsonNode Node(string reference, object body, string objectName = "Account", string method = "POST", string? url = null) => new JsonObject
    {
        ["method"] = method, ["url"] = url ?? "/services/data/v66.0/sobjects/" + objectName, ["referenceId"] = reference, ["body"] = System.Text.Json.JsonSerializer.SerializeToNode(body),
    };

    private static JsonNode Graph(string id, params IEnumerable<JsonNode> nodes) => new JsonObject { ["graphId"] = id, ["compositeRequest"] = new JsonArray([.. nodes]) };

    private Task<OrgAnswer> PostAsync(params IEnumerable<JsonNode> graphs) => Ann.SendAsync("POST", "composite/graph", new JsonObject { ["graphs"] = new JsonArray([.. graphs]) });

    private async Task<int> CountAsync(string query) => (int)(await Ann.QueryAsync("SELECT count() FROM " + query)).Is(200).Body!["totalSize"]!;

    [Fact]
    public async Task Each_graph_is_saved_whole_or_not_at_all()
    {
        var answer = (await PostAsync(
            Graph("good", Node("a", new { Name = "Graphed" }), Node("c", new { LastName = "Graphed", AccountId = "@{a.id}" }, "Contact")),
            Graph("bad", Node("a", new { Name = "Ungraphed" }), Node("c", new { AccountId = "@{a.id}" }, "Contact"), Node("d", new { Name = "Never" })))).Is(200).Body!["graphs"]!.AsArray();
        Assert.Equal([("good", true), ("bad", false)], answer.Select(g => ((string)g!["graphId"]!, (bool)g["isSuccessful"]!)));
        Assert.Equal([201, 201], answer[0]!["graphResponse"]!["compositeResponse"]!.AsArray().Select(r => (int)r!["httpStatusCode"]!));
        Assert.Equal(["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING", "PROCESSING_HALTED"], answer[1]!["graphResponse"]!["compositeResponse"]!.AsArray().Select(r => (string)r!["body"]![0]!["errorCode"]!));
        Assert.Equal((1, 0), (await CountAsync("Contact WHERE Account.Name = 'Graphed'"), await CountAsync("Account WHERE Name = 'Ungraphed'")));
    }

    [Fact]
    public async Task After_fourteen_failed_graphs_no_more_are_tried()
    {
        var graphs = Enumerable.Range(0, 15).Select(i => Graph($"g{i}", Node("x", new { Colour = "red" }))).Append(Graph("late", Node("x", new { Name = "Late" })));
        var answer = (await PostAsync(graphs)).Is(200).Body!["graphs"]!.AsArray();
        var codes = answer.Select(g => (string)g!["graphResponse"]!["compositeResponse"]![0]!["body"]![0]!["errorCode"]!).ToList();
        Assert.Equal(Enumerable.Repeat("INVALID_FIELD", 14).Concat(["PROCESSING_HALTED", "PROCESSING_HALTED"]), codes);
        Assert.Equal(0, await CountAsync("Account WHERE Name = 'Late'"));
    }

    [Fact]
    public async Task Graphs_have_limits()
    {
        static IEnumerable<JsonNode> Chain(int length) => Enumerable.Range(0, length).Select(i => Node($"n{i}", i == 0 ? new { Name = "Top" } : (object)new { Name = "Down", ParentId = $"@{{n{i - 1}.id}}" }));
        static IEnumerable<JsonNode> Kinds(int kinds) => Enumerable.Range(0, kinds).Select(i => Node($"k{i}", new { }, "Kind" + i));
        (await PostAsync(Enumerable.Range(0, 76).Select(i => Graph($"g{i}", Node("a", new { }))))).Refused("LIMIT_EXCEEDED");
        (await PostAsync(Graph("g", Enumerable.Range(0, 501).Select(i => Node($"n{i}", new { }))))).Refused("LIMIT_EXCEEDED");
        (await PostAsync(Graph("g", Chain(16)))).Refused("LIMIT_EXCEEDED");
        (await PostAsync(Graph("g", Kinds(16)))).Refused("LIMIT_EXCEEDED");
        Assert.True((bool)(await PostAsync(Graph("g", Chain(15)))).Is(200).Body!["graphs"]![0]!["isSuccessful"]!);
        Assert.False((bool)(await PostAsync(Graph("g", Kinds(15)))).Is(200).Body!["graphs"]![0]!["isSuccessful"]!);
        await Assert500NodesFitAsync();
    }

    private async Task Assert500NodesFitAsync()
    {
        var before = await CountAsync("Account");
        var answer = (await PostAsync(Enumerable.Range(0, 5).Select(g => Graph($"g{g}", Enumerable.Range(0, 100).Select(i => Node($"n{i}", new { Name = "Fits" })))))).Is(200).Body!["graphs"]!.AsArray();
        Assert.All(answer, g => Assert.True((bool)g!["isSuccessful"]!));
        Assert.Equal(before + 500, await CountAsync("Account"));
    }

    [Fact]
    public async Task A_graph_holds_record_requests_with_names_of_their_own()
    {
        (await PostAsync(Graph("g", Node("a", new { }, method: "GET", url: "/services/data/v66.0/query?q=SELECT+Id+FROM+Account")))).Refused("INVALID_INPUT");
        (await PostAsync(Graph("g", Node("a", new { }), Node("a", new { })))).Refused("INVALID_INPUT");
        (await PostAsync(Graph("g", Node("a", new { })), Graph("g", Node("a", new { })))).Refused("INVALID_INPUT");
        (await PostAsync(Graph("g"))).Refused("INVALID_INPUT");
        (await Ann.SendAsync("POST", "/services/data/v49.0/composite/graph", new JsonObject())).Refused("NOT_FOUND", 404);
        var unknown = (await PostAsync(Graph("g", Node("c", new { LastName = "X", AccountId = "@{later.id}" }, "Contact"), Node("later", new { Name = "Y" })))).Is(200);
        Assert.False((bool)unknown.Body!["graphs"]![0]!["isSuccessful"]!);
    }

    [Fact]
    public async Task Bulk_jobs_are_not_for_subrequests()
    {
        var answer = (await Ann.SendAsync("POST", "composite", new JsonObject
        {
            ["compositeRequest"] = new JsonArray(Node("j", new { @object = "Contact", operation = "insert" }, url: "/services/data/v66.0/jobs/ingest")),
        })).Is(200).Body!["compositeResponse"]![0]!;
        Assert.Equal(404, (int)answer["httpStatusCode"]!);
    }
}
