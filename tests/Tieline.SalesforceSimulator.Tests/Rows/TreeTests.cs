using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>What a tree of records may be.</summary>
public sealed class TreeTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static JsonObject Record(string type, string reference, string name, string value, params (string Relationship, JsonObject Child)[] children)
    {
        var record = new JsonObject { ["attributes"] = new JsonObject { ["type"] = type, ["referenceId"] = reference }, [name] = value };
        foreach (var (relationship, child) in children) record[relationship] = new JsonObject { ["records"] = new JsonArray(child) };
        return record;
    }

    private Task<OrgAnswer> TreeAsync(params JsonNode[] records) => ann.SendAsync("POST", "composite/tree/Account", new JsonObject { ["records"] = new JsonArray(records) });

    private async Task RefusedAsync(params JsonNode[] records)
    {
        (await TreeAsync(records)).Refused("INVALID_INPUT");
        Assert.Empty((await ann.QueryAsync("SELECT Id FROM Account")).Records);
    }

    [Fact]
    public Task A_record_of_another_type_than_its_place_is_refused() => RefusedAsync(Record("Account", "r1", "Name", "A", ("Contacts", Record("Lead", "r2", "LastName", "L"))));

    [Fact]
    public Task A_record_that_tells_no_type_is_refused() => RefusedAsync(JsonNode.Parse("""{"attributes":{"referenceId":"r1"},"Name":"A"}""")!);

    [Fact]
    public Task A_reference_given_twice_is_refused() => RefusedAsync(Record("Account", "r1", "Name", "A"), Record("Account", "r1", "Name", "B"));

    [Fact]
    public async Task Five_types_are_taken_and_six_are_not()
    {
        JsonObject Five(string reference, params (string, JsonObject)[] more) => Record("Account", reference, "Name", "A",
        [
            ("Contacts", Record("Contact", reference + "c", "LastName", "C", ("Tasks", Record("Task", reference + "t", "Subject", "T")))),
            ("Cases", Record("Case", reference + "s", "Subject", "S", ("Events", Record("Event", reference + "e", "Subject", "E")))), .. more,
        ]);
        static JsonObject Timed(JsonObject tree)
        {
            var meeting = tree["Cases"]!["records"]![0]!["Events"]!["records"]![0]!;
            (meeting["ActivityDateTime"], meeting["DurationInMinutes"]) = ("2030-01-01T10:00:00Z", 30);
            return tree;
        }

        var opportunity = Record("Opportunity", "o", "Name", "O");
        (opportunity["StageName"], opportunity["CloseDate"]) = ("Prospecting", "2030-01-01");
        await RefusedAsync(Timed(Five("x", ("Opportunities", opportunity))));
        (await TreeAsync(Timed(Five("y")), Record("Account", "z", "Name", "B"))).Is(201);
    }
}
