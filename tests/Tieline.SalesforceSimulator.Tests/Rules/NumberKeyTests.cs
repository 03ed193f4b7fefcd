using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Rules;

/// <summary>Records and parents named by a number, which is the same however it is written, and by keys whose case counts.</summary>
public sealed class NumberKeyTests : IAsyncLifetime
{
    private const string Number = "<externalId>true</externalId><precision>10</precision><scale>2</scale><unique>true</unique>";
    private const string Text = "<caseSensitive>true</caseSensitive><externalId>true</externalId><length>20</length><unique>true</unique>";
    private Deployer to = null!;
    private OrgClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        admin = to.Admin;
        await to.Org.ControlAsync("switches", new JsonObject { ["customNeedsPermission"] = false });
        await to.DeployedAsync(new Package().Object("Boss__c", Package.Field("Number__c", "Number", Number), Package.Field("Key__c", "Text", Text))
            .Object("Part__c", Package.Field("Boss__c", "Lookup", "<referenceTo>Boss__c</referenceTo><relationshipName>Parts</relationshipName>")));
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Theory]
    [InlineData("5", "5.0")]
    [InlineData("5.50", "5.5")]
    [InlineData("0.00", "0")]
    public async Task An_upsert_finds_the_record_of_its_number(string stored, string asked)
    {
        var boss = await admin.NewIdAsync("Boss__c", JsonNode.Parse($$"""{"Number__c":{{stored}}}""")!);
        var answer = (await admin.SendAsync("PATCH", "sobjects/Boss__c/Number__c/" + asked, new JsonObject { ["Name"] = "Found" })).Is(200);
        Assert.Equal((boss, false), (answer.Id, (bool)answer.Body!["created"]!));
        Assert.Equal("Found", (string)(await admin.GetAsync("sobjects/Boss__c/Number__c/" + asked)).Is(200).Body!["Name"]!);
        var many = (await admin.SendAsync("PATCH", "composite/sobjects/Boss__c/Number__c", JsonNode.Parse($$"""{"records":[{"attributes":{"type":"Boss__c"},"Number__c":{{asked}},"Name":"Again"}]}"""))).Is(200).Body![0]!;
        Assert.Equal((boss, false), ((string)many["id"]!, (bool)many["created"]!));
        (await admin.GetAsync("sobjects/Boss__c/Number__c/7")).Refused("NOT_FOUND", 404);
        (await admin.GetAsync("sobjects/Boss__c/Number__c/seven")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task A_parent_is_named_by_its_number()
    {
        var boss = await admin.NewIdAsync("Boss__c", new { Number__c = 5.0m });
        var part = await admin.NewIdAsync("Part__c", JsonNode.Parse("""{"Boss__r":{"Number__c":5}}""")!);
        Assert.Equal(boss, (string)(await admin.RowAsync("Part__c", part))["Boss__c"]!);
        Assert.Contains("Foreign key external ID: 6 not found", (await admin.CreateAsync("Part__c", JsonNode.Parse("""{"Boss__r":{"Number__c":6}}""")!)).Refused("INVALID_FIELD").Message);
    }

    [Fact]
    public async Task A_column_of_a_bulk_job_names_parents_by_their_number()
    {
        var boss = await admin.NewIdAsync("Boss__c", new { Number__c = 5.0m });
        var job = (await admin.SendAsync("POST", "jobs/ingest", JsonNode.Parse("""{"object":"Part__c","operation":"insert"}"""))).Is(200).Id;
        (await admin.SendContentAsync("PUT", $"jobs/ingest/{job}/batches", new StringContent("Name,Boss__r.Number__c\nOne,5\n", null, "text/csv"))).Is(201);
        (await admin.SendAsync("PATCH", "jobs/ingest/" + job, new JsonObject { ["state"] = "UploadComplete" })).Is(200);
        await to.StepAsync(30);
        Assert.Equal(0, (int)(await admin.GetAsync("jobs/ingest/" + job)).Is(200).Body!["numberRecordsFailed"]!);
        Assert.Equal(boss, (string)(await admin.QueryAsync("SELECT Boss__c FROM Part__c")).Is(200).Records.Single()!["Boss__c"]!);
    }

    [Fact]
    public async Task Case_counts_in_a_parents_key_where_the_field_says_so()
    {
        await admin.NewIdAsync("Boss__c", new { Key__c = "abc" });
        var upper = await admin.NewIdAsync("Boss__c", new { Key__c = "ABC" });
        var part = await admin.NewIdAsync("Part__c", JsonNode.Parse("""{"Boss__r":{"Key__c":"ABC"}}""")!);
        Assert.Equal(upper, (string)(await admin.RowAsync("Part__c", part))["Boss__c"]!);
        (await admin.CreateAsync("Part__c", JsonNode.Parse("""{"Boss__r":{"Key__c":"Abc"}}""")!)).Refused("INVALID_FIELD");
    }

    [Fact]
    public async Task A_record_whose_key_was_given_away_meanwhile_stays_in_the_bin()
    {
        var first = await admin.NewIdAsync("Boss__c", new { Number__c = 5.0m });
        (await admin.DeleteAsync("Boss__c", first)).Is(204);
        var second = await admin.NewIdAsync("Boss__c", new { Number__c = 5 });
        var undelete = new JsonObject { ["ids"] = new JsonArray(first) };
        Assert.Equal("DUPLICATE_VALUE", (string)(await to.Org.ControlAsync("undelete", undelete.DeepClone()))!["results"]![0]!["errors"]![0]!["statusCode"]!);
        (await admin.GetAsync("sobjects/Boss__c/" + first)).Refused("ENTITY_IS_DELETED", 404);
        (await admin.DeleteAsync("Boss__c", second)).Is(204);
        Assert.True((bool)(await to.Org.ControlAsync("undelete", undelete))!["results"]![0]!["success"]!);
    }

    [Fact]
    public async Task A_number_is_looked_up_and_not_searched_for()
    {
        await admin.NewIdAsync("Boss__c", new { Number__c = 5.0m });
        foreach (var where in new[] { "Number__c = 5", "Number__c IN (5.00, 6)" })
        {
            var plans = (await admin.GetAsync("query?explain=" + Uri.EscapeDataString("SELECT Id FROM Boss__c WHERE " + where))).Is(200).Body!["plans"]!.AsArray();
            Assert.Equal(("Index", 1), ((string)plans[0]!["leadingOperationType"]!, (int)plans[0]!["cardinality"]!));
            Assert.Single((await admin.QueryAsync("SELECT Id FROM Boss__c WHERE " + where)).Is(200).Records);
        }
    }

    [Fact]
    public async Task A_key_may_hold_a_slash()
    {
        var made = (await admin.SendAsync("PATCH", "sobjects/Boss__c/Key__c/a%2Fb", new JsonObject { ["Name"] = "Slashed" })).Is(201);
        Assert.Equal("a/b", (string)(await admin.RowAsync("Boss__c", made.Id))["Key__c"]!);
        Assert.Equal(made.Id, (string)(await admin.GetAsync("sobjects/Boss__c/Key__c/a%2fb")).Is(200).Body!["Id"]!);
    }
}
