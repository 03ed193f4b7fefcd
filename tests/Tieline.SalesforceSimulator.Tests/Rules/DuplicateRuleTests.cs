using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class DuplicateRuleTests : IAsyncLifetime
{
    private const string Header = "Sforce-Duplicate-Rule-Header";
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private string known = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        known = await ann.NewIdAsync("Lead", Lead("known"));
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static JsonObject Lead(string name, string mail = "twin@example.com") => new() { ["LastName"] = name, ["Company"] = "x", ["Email"] = mail };

    private Task RuleAsync(string action) => org.ControlAsync("duplicates", new JsonObject { ["object"] = "Lead", ["fields"] = new JsonArray("Email"), ["action"] = action });

    [Fact]
    public async Task A_duplicate_is_told_and_saved_only_when_the_caller_insists()
    {
        await RuleAsync("alert");
        var refused = (await ann.CreateAsync("Lead", Lead("twin", "TWIN@example.com"))).Refused("DUPLICATES_DETECTED");
        Assert.Equal("Use one of these records?", refused.Message);
        var result = refused.Body![0]!["duplicateResult"]!;
        Assert.Equal((true, "Standard_Lead_Duplicate_Rule", "Lead"), ((bool)result["allowSave"]!, (string)result["duplicateRule"]!, (string)result["duplicateRuleEntityType"]!));
        var match = result["matchResults"]![0]!;
        Assert.Equal((1, "Standard_Lead_Match_Rule"), ((int)match["size"]!, (string)match["rule"]!));
        var record = match["matchRecords"]![0]!["record"]!;
        Assert.Equal((known, "/services/data/v66.0/sobjects/Lead/" + known), ((string)record["Id"]!, (string)record["attributes"]!["url"]!));
        Assert.Null(record["Email"]);
        (await ann.SendAsync("POST", "sobjects/Lead", Lead("twin"), (Header, "allowSave=true"))).Is(201);
        (await ann.CreateAsync("Lead", Lead("other", "other@example.com"))).Is(201);
    }

    [Fact]
    public async Task A_rule_that_blocks_cannot_be_overridden()
    {
        await RuleAsync("block");
        var refused = (await ann.SendAsync("POST", "sobjects/Lead", Lead("twin"), (Header, "allowSave=true; includeRecordDetails=true"))).Refused("DUPLICATES_DETECTED");
        Assert.False((bool)refused.Body![0]!["duplicateResult"]!["allowSave"]!);
        Assert.Equal("known", (string)refused.Body[0]!["duplicateResult"]!["matchResults"]![0]!["matchRecords"]![0]!["record"]!["LastName"]!);
    }

    [Fact]
    public async Task The_header_came_with_version_52()
    {
        await RuleAsync("alert");
        (await ann.SendAsync("POST", "/services/data/v51.0/sobjects/Lead", Lead("twin"), (Header, "allowSave=true"))).Refused("DUPLICATES_DETECTED");
        (await ann.SendAsync("POST", "/services/data/v52.0/sobjects/Lead", Lead("twin"), (Header, "allowSave=true"))).Is(201);
    }

    [Fact]
    public async Task Run_as_the_current_user_finds_only_what_he_sees()
    {
        await RuleAsync("alert");
        await org.ControlAsync("hidden", new JsonObject { ["user"] = "bo.lind@nordlys.example", ["ids"] = new JsonArray(known) });
        var bo = await org.AsAsync("bo.lind");
        (await bo.CreateAsync("Lead", Lead("twin"))).Refused("DUPLICATES_DETECTED");
        (await bo.SendAsync("POST", "sobjects/Lead", Lead("twin"), (Header, "runAsCurrentUser=true"))).Is(201);
    }

    [Fact]
    public async Task An_update_counts_when_it_changes_what_is_compared()
    {
        var other = await ann.NewIdAsync("Lead", Lead("other", "other@example.com"));
        await RuleAsync("alert");
        (await ann.UpdateAsync("Lead", other, new { Email = "twin@example.com" })).Refused("DUPLICATES_DETECTED");
        (await ann.UpdateAsync("Lead", known, new { Title = "x" })).Is(204);
    }

    [Fact]
    public async Task In_a_collection_each_row_has_its_own_duplicates()
    {
        await RuleAsync("alert");
        JsonObject Body() => new() { ["records"] = new JsonArray(Typed(Lead("twin")), Typed(Lead("new", "new@example.com"))) };
        var rows = (await ann.SendAsync("POST", "composite/sobjects", Body())).Is(200).Body!.AsArray();
        Assert.Equal(("DUPLICATES_DETECTED", known), ((string)rows[0]!["errors"]![0]!["statusCode"]!, (string)rows[0]!["errors"]![0]!["duplicateResult"]!["matchResults"]![0]!["matchRecords"]![0]!["record"]!["Id"]!));
        Assert.True((bool)rows[1]!["success"]!);
        rows = (await ann.SendAsync("POST", "composite/sobjects", Body(), (Header, "allowSave=true"))).Is(200).Body!.AsArray();
        Assert.All(rows, r => Assert.True((bool)r!["success"]!));
    }

    [Fact]
    public async Task In_a_composite_a_subrequest_has_its_own_header()
    {
        await RuleAsync("alert");
        JsonObject Part(string reference, JsonObject headers) => new() { ["method"] = "POST", ["url"] = "/services/data/v66.0/sobjects/Lead", ["referenceId"] = reference, ["body"] = Lead(reference), ["httpHeaders"] = headers };
        var answer = (await ann.SendAsync("POST", "composite", new JsonObject { ["compositeRequest"] = new JsonArray(Part("a", []), Part("b", new JsonObject { [Header] = "allowSave=true" })) })).Is(200);
        Assert.Equal([400, 201], answer.Body!["compositeResponse"]!.AsArray().Select(r => (int)r!["httpStatusCode"]!));
        Assert.NotNull(answer.Body["compositeResponse"]![0]!["body"]![0]!["duplicateResult"]);
    }

    [Fact]
    public async Task A_reset_forgets_the_rules()
    {
        await RuleAsync("block");
        await org.ControlAsync("reset");
        Assert.Empty((await org.GetJsonAsync("/control/duplicates"))["duplicates"]!.AsArray());
    }

    private static JsonObject Typed(JsonObject lead)
    {
        lead["attributes"] = new JsonObject { ["type"] = "Lead" };
        return lead;
    }
}
