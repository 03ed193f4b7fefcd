using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class AssignmentRuleTests : IAsyncLifetime
{
    private const string Header = "Sforce-Auto-Assign";
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient bo = null!;
    private string rule = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, bo) = (await org.AsAsync(), await org.AsAsync("bo.lind"));
        rule = (string)(await org.ControlAsync("assignment", JsonNode.Parse("""{"object":"Case","owner":"bo.lind@nordlys.example","field":"Origin","equals":"Web"}""")))!["id"]!;
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task<string> OwnerAsync(string origin, params (string, string)[] headers)
    {
        var made = (await ann.SendAsync("POST", "sobjects/Case", new JsonObject { ["Subject"] = "x", ["Origin"] = origin }, headers)).Is(201);
        return (string)(await ann.RowAsync("Case", made.Id))["OwnerId"]!;
    }

    [Fact]
    public async Task The_active_rule_chooses_the_owner_unless_the_caller_says_no()
    {
        Assert.Equal(bo.UserId, await OwnerAsync("Web"));
        Assert.Equal(ann.UserId, await OwnerAsync("Phone"));
        Assert.Equal(ann.UserId, await OwnerAsync("Web", (Header, "FALSE")));
        Assert.Equal(bo.UserId, await OwnerAsync("Web", (Header, rule)));
    }

    [Fact]
    public async Task An_update_is_assigned_when_the_caller_says_so()
    {
        var id = (await ann.SendAsync("POST", "sobjects/Case", new JsonObject { ["Origin"] = "Web" }, (Header, "false"))).Is(201).Id;
        (await ann.UpdateAsync("Case", id, new { Subject = "y" })).Is(204);
        Assert.Equal(ann.UserId, (string)(await ann.RowAsync("Case", id))["OwnerId"]!);
        (await ann.SendAsync("PATCH", "sobjects/Case/" + id, new JsonObject { ["Subject"] = "z" }, (Header, "TRUE"))).Is(204);
        Assert.Equal(bo.UserId, (string)(await ann.RowAsync("Case", id))["OwnerId"]!);
    }

    [Fact]
    public async Task A_bulk_job_assigns_nothing_unless_it_names_a_rule()
    {
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var job = await Bulk.SteppedOrg.OpenAsync(new { @object = "Case", operation = "insert" }, ann);
        (await Bulk.SteppedOrg.PutAsync(ann, job, "Subject,Origin\nBulk,Web\n")).Is(201);
        (await Bulk.SteppedOrg.SetStateAsync(ann, job, "UploadComplete")).Is(200);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 5 });
        Assert.Equal(ann.UserId, (string)(await ann.QueryAsync("SELECT OwnerId FROM Case WHERE Subject = 'Bulk'")).Records.Single()!["OwnerId"]!);
    }

    [Fact]
    public async Task A_rule_gives_nothing_to_a_user_who_is_gone()
    {
        var gone = (string)(await ann.QueryAsync("SELECT Username FROM User WHERE IsActive = false")).Records[0]!["Username"]!;
        using var answer = await org.Http.PostAsync("/control/assignment", TestOrg.Json(new JsonObject { ["object"] = "Case", ["owner"] = gone }), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("01Q000000000001")]
    public async Task A_rule_that_is_none_is_refused(string header) =>
        (await ann.SendAsync("POST", "sobjects/Case", new JsonObject { ["Origin"] = "Web" }, (Header, header))).Refused("INVALID_ASSIGNMENT_RULE");

    [Fact]
    public async Task A_queue_can_be_the_owner_and_the_rule_can_be_read()
    {
        await org.ControlAsync("assignment", JsonNode.Parse("""{"object":"Lead","owner":"Support_Queue"}"""));
        var lead = await ann.NewIdAsync("Lead", new { LastName = "x", Company = "y" });
        Assert.StartsWith("00G", (string)(await ann.RowAsync("Lead", lead))["OwnerId"]!);
        Assert.Equal(["Case", "Lead"], (await ann.QueryAsync("SELECT SobjectType FROM AssignmentRule WHERE Active = true ORDER BY SobjectType")).Records.Select(r => (string)r!["SobjectType"]!));
    }
}
