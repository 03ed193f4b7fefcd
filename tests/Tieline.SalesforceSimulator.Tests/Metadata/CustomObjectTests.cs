using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Deployed objects and fields are there for describe, queries and saves.</summary>
public sealed class CustomObjectTests : IAsyncLifetime
{
    private const string Text = "<length>5</length>";
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task A_key_deployed_to_an_object_that_has_records_finds_them()
    {
        var before = await to.Admin.NewIdAsync("Contact", new { LastName = "Before" });
        await to.DeployedAsync(SampleProject.Package());
        var task = await to.Admin.NewIdAsync("Task", new { Subject = "Call", Call_Id__c = "c-2", WhoId = before });
        Assert.Equal(task, (string)Assert.Single((await to.Admin.QueryAsync("SELECT Id FROM Task WHERE Call_Id__c = 'c-2'")).Is(200).Records)!["Id"]!);
        Assert.Contains("Call_Id__c", (await to.Admin.GetAsync("query?explain=" + Uri.EscapeDataString("SELECT Id FROM Task WHERE Call_Id__c = 'c-2'"))).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_project_is_there_to_be_used()
    {
        var result = await to.DeployedAsync(SampleProject.Package());
        Assert.Equal(36, (int)result["numberComponentsDeployed"]!);
        var describe = (await to.Admin.GetAsync("sobjects/Call_Note__c/describe")).Is(200).Body!;
        Assert.Equal((true, "a00", "Call Note"), ((bool)describe["custom"]!, (string)describe["keyPrefix"]!, (string)describe["label"]!));
        var fields = describe["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => f!);
        Assert.Equal((true, true, true, 64), ((bool)fields["Call_Id__c"]["externalId"]!, (bool)fields["Call_Id__c"]["unique"]!, (bool)fields["Call_Id__c"]["custom"]!, (int)fields["Call_Id__c"]["length"]!));
        Assert.False((bool)fields["Caller__c"]["nillable"]!);
        Assert.Equal("Contact__r", (string)fields["Contact__c"]["relationshipName"]!);
        Assert.Equal(["Answered", "Missed"], fields["Outcome__c"]["picklistValues"]!.AsArray().Select(v => (string)v!["value"]!));
        Assert.Contains((await to.Admin.GetAsync("sobjects")).Body!["sobjects"]!.AsArray(), o => (string)o!["name"]! == "Call_Note__c");

        var contact = await to.Admin.NewIdAsync("Contact", new { LastName = "Lopez" });
        var id = await to.Admin.NewIdAsync("Call_Note__c", new { Caller__c = "Maria", Call_Id__c = "c-1", Contact__c = contact, Seconds__c = 42 });
        var row = Assert.Single((await to.Admin.QueryAsync("SELECT Name, Outcome__c, Seconds__c, Billable__c, Contact__r.Name FROM Call_Note__c WHERE Contact__r.LastName = 'Lopez'")).Is(200).Records)!;
        Assert.Equal(("N-0001", "Answered", 42m, false, "Lopez"), ((string)row["Name"]!, (string)row["Outcome__c"]!, (decimal)row["Seconds__c"]!, (bool)row["Billable__c"]!, (string)row["Contact__r"]!["Name"]!));
        var children = Assert.Single((await to.Admin.QueryAsync("SELECT Id, (SELECT Id FROM Call_Notes__r) FROM Contact WHERE LastName = 'Lopez'")).Is(200).Records)!["Call_Notes__r"]!;
        Assert.Equal(id, (string)children["records"]![0]!["Id"]!);
        Assert.False((bool)(await to.Admin.SendAsync("PATCH", "sobjects/Call_Note__c/Call_Id__c/c-1", new JsonObject { ["Outcome__c"] = "Missed" })).Is(200).Body!["created"]!);
        var task = await to.Admin.NewIdAsync("Task", new { Subject = "Call", Call_Id__c = "c-1" });
        Assert.Equal("c-1", (string)(await to.Admin.RowAsync("Task", task))["Call_Id__c"]!);
        Assert.Contains((await to.Admin.GetAsync("sobjects/Event/describe")).Body!["fields"]!.AsArray(), f => (string)f!["name"]! == "Call_Id__c");
    }

    [Theory]
    [InlineData("""{"Caller__c":null}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"Caller__c":"a","Call_Id__c":"taken"}""", "DUPLICATE_VALUE")]
    [InlineData("""{"Caller__c":"a","Outcome__c":"Lost"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("""{"Caller__c":"a","Seconds__c":1234567}""", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("""{"Caller__c":"a","Contact__c":"001000000000001AAA"}""", "MALFORMED_ID")]
    [InlineData("""{"Caller__c":"a","Name":"N-7"}""", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    [InlineData("""{"Caller__c":"a","Colour__c":"red"}""", "INVALID_FIELD")]
    public async Task Saves_keep_to_the_deployed_fields(string body, string code)
    {
        await to.DeployedAsync(SampleProject.Package());
        await to.Admin.NewIdAsync("Call_Note__c", new { Caller__c = "first", Call_Id__c = "taken" });
        (await to.Admin.CreateAsync("Call_Note__c", JsonNode.Parse(body)!)).Refused(code);
    }

    [Theory]
    [InlineData("TextArea", "", "\"line\"", "\"line\"")]
    [InlineData("Email", "", "\"a@b.example\"", "\"a@b.example\"")]
    [InlineData("Url", "", "\"https://b.example\"", "\"https://b.example\"")]
    [InlineData("Phone", "", "\"+45 1\"", "\"+45 1\"")]
    [InlineData("Date", "", "\"2030-01-02\"", "\"2030-01-02\"")]
    [InlineData("DateTime", "", "\"2030-01-02T03:04:05Z\"", "\"2030-01-02T03:04:05.000+0000\"")]
    [InlineData("Time", "", "\"03:04\"", "\"03:04:00.000Z\"")]
    [InlineData("Percent", "<precision>5</precision><scale>2</scale>", "12.5", "12.5")]
    [InlineData("Currency", "<precision>9</precision><scale>2</scale>", "12.5", "12.5")]
    [InlineData("Html", "<length>1000</length><visibleLines>9</visibleLines>", "\"<p>x</p>\"", "\"<p>x</p>\"")]
    [InlineData("EncryptedText", "<length>20</length><maskChar>asterisk</maskChar><maskType>all</maskType>", "\"secret\"", "\"******\"")]
    [InlineData("MultiselectPicklist", "<visibleLines>4</visibleLines><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>false</default></value><value><fullName>B</fullName><default>false</default></value></valueSetDefinition></valueSet>", "\"A;B\"", "\"A;B\"")]
    public async Task Every_type_of_field_takes_its_values(string type, string more, string given, string kept)
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Value__c", type, more)));
        var id = await to.Admin.NewIdAsync("Thing__c", new JsonObject { ["Value__c"] = JsonNode.Parse(given) });
        var row = await to.Admin.RowAsync("Thing__c", id);
        Assert.Equal((kept, id), (row["Value__c"]!.ToJsonString(Tieline.SalesforceSimulator.Rest.RestJson.Plain), (string)row["Name"]!));
    }

    [Theory]
    [InlineData("Time", "", "25:00")]
    [InlineData("Email", "", "nobody")]
    [InlineData("Text", Text, "too long")]
    public async Task A_value_that_is_none_is_refused(string type, string more, string value)
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Value__c", type, more)));
        (await to.Admin.CreateAsync("Thing__c", new { Value__c = value })).Is(400);
    }

    [Fact]
    public async Task A_detail_goes_with_its_master()
    {
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", Package.Field("Boss__c", "MasterDetail", "<referenceTo>Boss__c</referenceTo><relationshipName>Parts</relationshipName>")));
        var boss = await to.Admin.NewIdAsync("Boss__c", new { Name = "b" });
        (await to.Admin.CreateAsync("Part__c", new { Name = "p" })).Refused("REQUIRED_FIELD_MISSING");
        var part = await to.Admin.NewIdAsync("Part__c", new { Name = "p", Boss__c = boss });
        Assert.Null((await to.Admin.RowAsync("Part__c", part))["OwnerId"]);
        Assert.Single((await to.Admin.QueryAsync("SELECT Id, (SELECT Id FROM Parts__r) FROM Boss__c")).Is(200).Records[0]!["Parts__r"]!["records"]!.AsArray());
        (await to.Admin.DeleteAsync("Boss__c", boss)).Is(204);
        (await to.Admin.GetAsync("sobjects/Part__c/" + part)).Refused("ENTITY_IS_DELETED", 404);
    }

    [Theory]
    [InlineData("Value__c", "Text", "", "Must specify 'length' for a CustomField of type Text")]
    [InlineData("Value__c", "Number", "<precision>5</precision>", "Must specify 'scale' for a CustomField of type Number")]
    [InlineData("Value__c", "Checkbox", "", "Must specify 'defaultValue' for a CustomField of type Checkbox")]
    [InlineData("Value__c", "Lookup", "<referenceTo>Nothing__c</referenceTo>", "referenceTo value of 'Nothing__c' does not resolve to a valid sObject type")]
    [InlineData("Value__c", "Date", "<unique>true</unique>", "Can not specify 'unique' for a CustomField of type Date")]
    [InlineData("Value__c", "Text", "<length>300</length>", "Value for 'length' is out of range: 300. It lies between 1 and 255 for a CustomField of type Text")]
    [InlineData("Value__c", "Location", "<scale>5</scale>", "Must specify 'displayLocationInDecimal' for a CustomField of type Location")]
    [InlineData("Va__lue__c", "Date", "", "The Field Name field can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.")]
    public async Task A_field_that_cannot_be_is_refused(string name, string type, string more, string problem) =>
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().Object("Thing__c", Package.Field(name, type, more))))[$"Thing__c.{name}"]);

    [Fact]
    public async Task A_field_keeps_its_type_while_it_has_values()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Value__c", "Text", Text)));
        await to.Admin.NewIdAsync("Thing__c", new { Value__c = "x" });
        Assert.StartsWith("Cannot change type due to existing data", (await to.ProblemsAsync(new Package().Object("Thing__c", Package.Field("Value__c", "Date"))))["Thing__c.Value__c"]);
    }

    [Fact]
    public async Task A_describe_that_changed_is_sent_again()
    {
        var stamp = (await to.Admin.GetAsync("sobjects/Account/describe")).Is(200).ContentHeaders.LastModified!.Value.ToString("R");
        await to.DeployedAsync(SampleProject.Package());
        Assert.Contains("Preferred_Line__c", (await to.Admin.GetAsync("sobjects/Account/describe", ("If-Modified-Since", stamp))).Is(200).Text);
    }
}
