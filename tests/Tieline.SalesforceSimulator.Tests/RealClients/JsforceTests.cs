using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Search;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>jsforce, unchanged, takes the simulator for an org. Each story is a script beside this file. See https://jsforce.github.io/document/</summary>
public sealed class JsforceTests(SeededOrg seeded) : IClassFixture<SeededOrg>
{
    private async Task<JsonNode> TellAsync(string story)
    {
        var environment = new Dictionary<string, string>
        {
            ["ORG_URL"] = seeded.Org.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), ["ORG_TOKEN"] = seeded.Ann.Token, ["CLIENT_ID"] = "jsforce-app", ["CLIENT_SECRET"] = "secret",
        };
        var (code, output) = await ClientTools.NodeAsync(Path.GetTempPath(), environment, ClientTools.Script(story));
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!;
    }

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(t => (string)t!)];

    [Fact]
    public async Task Jsforce_creates_reads_changes_upserts_and_deletes()
    {
        var told = await TellAsync("records");
        Assert.Equal(("Boss", false, "ENTITY_IS_DELETED"), ((string)told["title"]!, (bool)told["created"]!, (string)told["gone"]!));
        Assert.Equal(("Boss", "Sales"), ((string)told["found"]!["Title"]!, (string)told["found"]!["Department"]!));
        Assert.Equal("REQUIRED_FIELD_MISSING", (string)told["refused"]!["errorCode"]!);
    }

    [Fact]
    public async Task Jsforce_queries_page_by_page_and_with_children()
    {
        var told = await TellAsync("query");
        Assert.Equal((450, 200, 450, 200, 450), ((int)told["saved"]!, (int)told["first"]!, (int)told["total"]!, (int)told["second"]!, (int)told["all"]!));
        Assert.Equal(("Ann Berg", "INVALID_FIELD"), ((string)told["owner"]!, (string)told["bad"]!));
        Assert.Contains("Lopez", Texts(told["contacts"]));
    }

    [Fact]
    public async Task Jsforce_asks_who_it_is_and_what_the_org_has()
    {
        var told = await TellAsync("about");
        Assert.Equal(("ann.berg@nordlys.example", "email", 15000), ((string)told["username"]!, (string)told["email"]!, (int)told["requests"]!));
        Assert.Contains("CampaignMember", Texts(told["objects"]));
        Assert.Equal(["Acme Rockets"], Texts(told["search"]));
        Assert.Equal(15000, (int)told["apiUsage"]!["limit"]!);
    }

    [Fact]
    public async Task Jsforce_loads_and_queries_by_bulk_jobs()
    {
        var told = await TellAsync("bulk");
        Assert.Equal("loaded@example.com", (string)Assert.Single(told["loaded"]!["successfulResults"]!.AsArray())!["Email"]!);
        Assert.StartsWith("INVALID_EMAIL_ADDRESS", (string)Assert.Single(told["loaded"]!["failedResults"]!.AsArray())!["sf__Error"]!);
        Assert.Empty(told["loaded"]!["unprocessedRecords"]!.AsArray());
        Assert.Equal("false", (string)Assert.Single(told["upserted"]!["successfulResults"]!.AsArray())!["sf__Created"]!);
        Assert.Equal(("Loaded", "Boss"), ((string)told["queried"]![0]!["LastName"]!, (string)told["queried"]![0]!["Title"]!));
        Assert.Equal("Aborted", (string)told["aborted"]!);
    }

    [Fact]
    public async Task Jsforce_sends_composites_graphs_batches_and_collections()
    {
        var told = await TellAsync("composite");
        Assert.Equal([201, 201], told["composite"]!.AsArray().Select(s => (int)s!));
        Assert.True((bool)told["graph"]!);
        Assert.Equal([200, 404], told["batch"]!.AsArray().Select(s => (int)s!));
        Assert.Equal(["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"], Texts(told["rolledBack"]));
        Assert.Equal("Composed", (string)told["retrieved"]!);
    }

    [Fact]
    public async Task Jsforce_signs_in_by_client_credentials_and_out_again()
    {
        await seeded.Org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "jsforce-app", ["consumerSecret"] = "secret", ["clientCredentialsUser"] = "integration@nordlys.example" });
        var told = await TellAsync("signin");
        Assert.Equal(("integration@nordlys.example", "INVALID_SESSION_ID"), ((string)told["username"]!, (string)told["after"]!));
    }
}
