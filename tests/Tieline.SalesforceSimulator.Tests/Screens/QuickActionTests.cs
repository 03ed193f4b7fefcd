using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Screens;

/// <summary>Quick actions: found, described, performed.</summary>
public sealed class QuickActionTests : IAsyncLifetime
{
    private const string Escalate = "<fieldOverrides><field>Priority</field><literalValue>High</literalValue></fieldOverrides><label>Escalate</label><optionsCreateFeedItem>false</optionsCreateFeedItem>"
        + "<quickActionLayout><layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle><quickActionLayoutColumns><quickActionLayoutItems><emptySpace>false</emptySpace><field>Subject</field><uiBehavior>Required</uiBehavior></quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout>"
        + "<successMessage>Escalated.</successMessage><targetObject>Case</targetObject><targetParentField>AccountId</targetParentField><type>Create</type>";

    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private Task<OrgAnswer> PerformAsync(string path, object body) => to.Admin.SendAsync("POST", path, System.Text.Json.JsonSerializer.SerializeToNode(body));

    [Fact]
    public async Task A_call_is_logged_about_the_record_it_was_called_on()
    {
        var contact = await to.Admin.NewIdAsync("Contact", new { LastName = "Lopez" });
        var result = (await PerformAsync("sobjects/Contact/quickActions/LogACall", new { contextId = contact, record = new { Subject = "Call" } })).Is(201).Body!;
        Assert.Equal((true, true, contact), ((bool)result["success"]!, (bool)result["created"]!, (string)result["contextId"]!));
        var task = await to.Admin.RowAsync("Task", (string)result["ids"]![0]!);
        Assert.Equal((contact, "Completed", "Call"), ((string)task["WhoId"]!, (string)task["Status"]!, (string)task["TaskSubtype"]!));
    }

    [Fact]
    public async Task A_deployed_action_is_listed_described_and_performed()
    {
        await to.DeployedAsync(new Package().With("QuickAction", "Account.Escalate", "quickActions/Account.Escalate.quickAction", Escalate));
        var account = await to.Admin.NewIdAsync("Account", new { Name = "Acme" });
        var listed = (await to.Admin.GetAsync("sobjects/Account/quickActions")).Is(200).Body!.AsArray();
        var action = listed.Single(a => (string)a!["name"]! == "Account.Escalate")!;
        Assert.Contains(listed, a => (string)a!["name"]! == "NewTask");
        Assert.DoesNotContain((await to.Admin.GetAsync("quickActions")).Is(200).Body!.AsArray(), a => (string)a!["name"]! == "Account.Escalate");
        var describe = (await to.Admin.GetAsync((string)action["urls"]!["describe"]!)).Is(200).Body!;
        Assert.Equal(("Case", "AccountId", "Account"), ((string)describe["targetSobjectType"]!, (string)describe["targetParentField"]!, (string)describe["contextSobjectType"]!));
        Assert.Equal("Subject", (string)describe["layout"]!["layoutRows"]![0]!["layoutItems"]![0]!["layoutComponents"]![0]!["value"]!);
        var values = (await to.Admin.GetAsync(((string)action["urls"]!["defaultValuesTemplate"]!).Replace("{ID}", account))).Is(200).Body!;
        Assert.Equal(("High", account, "New"), ((string)values["Priority"]!, (string)values["AccountId"]!, (string)values["Status"]!));

        var result = (await PerformAsync("sobjects/Account/quickActions/Escalate", new { contextId = account, record = new { Subject = "No line" } })).Is(201).Body!;
        Assert.Equal("Escalated.", (string)result["successMessage"]!);
        var made = await to.Admin.RowAsync("Case", (string)result["ids"]![0]!);
        Assert.Equal((account, "High", "No line"), ((string)made["AccountId"]!, (string)made["Priority"]!, (string)made["Subject"]!));
    }

    [Fact]
    public async Task An_update_action_changes_the_record_itself()
    {
        await to.DeployedAsync(new Package().With("QuickAction", "Account.Rename", "quickActions/Account.Rename.quickAction", "<label>Rename</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>Update</type>"));
        var account = await to.Admin.NewIdAsync("Account", new { Name = "Acme" });
        Assert.False((bool)(await PerformAsync("sobjects/Account/quickActions/Rename", new { contextId = account, record = new { Name = "Acme Two" } })).Is(201).Body!["created"]!);
        Assert.Equal("Acme Two", (string)(await to.Admin.RowAsync("Account", account))["Name"]!);
        (await PerformAsync("sobjects/Account/quickActions/Rename", new { record = new { Name = "x" } })).Refused("REQUIRED_FIELD_MISSING");
    }

    [Theory]
    [InlineData("quickActions/Nothing", """{"record":{}}""", "NOT_FOUND", 404)]
    [InlineData("quickActions/NewContact", """{"record":{}}""", "REQUIRED_FIELD_MISSING", 400)]
    [InlineData("quickActions/NewContact", """{"record":{"LastName":"L","Nothing":1}}""", "INVALID_FIELD", 400)]
    [InlineData("quickActions/NewContact", """{}""", "REQUIRED_FIELD_MISSING", 400)]
    [InlineData("quickActions/NewContact", """{"record":{"LastName":"L"},"colour":1}""", "JSON_PARSER_ERROR", 400)]
    [InlineData("sobjects/Account/quickActions/NewContact", """{"record":{"LastName":"L"},"contextId":"001Ti0000000099AAA"}""", "NOT_FOUND", 404)]
    public async Task An_action_that_cannot_be_performed_is_refused(string path, string body, string code, int status) =>
        (await to.Admin.SendAsync("POST", path, JsonNode.Parse(body))).Refused(code, status);

    [Fact]
    public async Task An_action_that_makes_a_record_of_no_object_is_not_deployed()
    {
        var problems = await to.ProblemsAsync(new Package().With("QuickAction", "Account.Make", "quickActions/Account.Make.quickAction", "<label>Make</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>Create</type>"));
        Assert.Equal("Required field is missing: targetObject", problems["Account.Make"]);
    }

    [Fact]
    public async Task A_component_action_is_listed_and_not_performed()
    {
        await to.DeployedAsync(SampleProject.Package());
        var action = (await to.Admin.GetAsync("sobjects/Contact/quickActions")).Is(200).Body!.AsArray().First(a => (string)a!["type"]! == "LightningWebComponent")!;
        var describe = (await to.Admin.GetAsync((string)action["urls"]!["describe"]!)).Is(200).Body!;
        Assert.NotNull(describe["lightningComponentBundleId"]);
        (await PerformAsync((string)action["urls"]!["quickAction"]!, new { record = new { } })).Refused("INVALID_OPERATION");
    }

    [Fact]
    public async Task Actions_are_invoked_each_with_its_own_outcome()
    {
        var self = (await to.Admin.GetAsync("actions/custom/quickAction")).Is(200).Body!["actions"]!.AsArray().Single(a => (string)a!["name"]! == "NewLead")!;
        var outcomes = (await PerformAsync((string)self["url"]!, new { inputs = new object[] { new { LastName = "Lopez", Company = "Acme" }, new { LastName = "Nobody" } } })).Is(200).Body!.AsArray();
        Assert.Equal([true, false], outcomes.Select(o => (bool)o!["isSuccess"]!));
        Assert.Equal("Acme", (string)(await to.Admin.RowAsync("Lead", (string)outcomes[0]!["outputValues"]!["id"]!))["Company"]!);
        Assert.Equal("REQUIRED_FIELD_MISSING", (string)outcomes[1]!["errors"]![0]!["statusCode"]!);
        Assert.Empty((await to.Admin.GetAsync("actions/standard")).Is(200).Body!["actions"]!.AsArray());
    }
}
