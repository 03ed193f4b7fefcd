using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Deployed fields that no record holds, and defaults that are formulas.</summary>
public sealed class ComputedFieldTests : IAsyncLifetime
{
    private const string Number = "<precision>10</precision><scale>2</scale>";
    private static readonly string Master = Package.Field("Boss__c", "MasterDetail", "<referenceTo>Boss__c</referenceTo><relationshipName>Parts</relationshipName>");
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private static string Formula(string name, string type, string formula, string more = "") => Package.Field(name, type, $"<formula>{formula}</formula>{more}");

    private static string Summary(string name, string operation, string? field, string filters = "") =>
        Package.Field(name, "Summary", $"{(field is null ? "" : $"<summarizedField>Part__c.{field}</summarizedField>")}{filters}<summaryForeignKey>Part__c.Boss__c</summaryForeignKey><summaryOperation>{operation}</summaryOperation>");

    [Fact]
    public async Task Formulas_that_name_each_other_are_deployed_in_any_order_and_read_everywhere()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Formula("A__c", "Number", "B__c * 2", Number), Formula("B__c", "Number", "Cost__c + 1", Number), Package.Field("Cost__c", "Number", Number), Formula("Who__c", "Text", "CreatedBy.LastName &amp; ' ' &amp; Name")));
        var id = await to.Admin.NewIdAsync("Thing__c", new { Name = "one", Cost__c = 4 });
        await to.Admin.NewIdAsync("Thing__c", new { Name = "two", Cost__c = 1 });
        Assert.Equal((10m, "Admin one"), ((decimal)(await to.Admin.RowAsync("Thing__c", id))["A__c"]!, (string)(await to.Admin.RowAsync("Thing__c", id))["Who__c"]!));
        Assert.Equal(["one", "two"], (await to.Admin.QueryAsync("SELECT Name FROM Thing__c WHERE A__c > 3 ORDER BY A__c DESC")).Is(200).Records.Select(r => (string)r!["Name"]!));
        Assert.Equal(14m, (decimal)(await to.Admin.QueryAsync("SELECT SUM(A__c) total FROM Thing__c WHERE Who__c LIKE 'Admin%'")).Is(200).Records[0]!["total"]!);
        var field = (await to.Admin.GetAsync("sobjects/Thing__c/describe")).Is(200).Body!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "A__c")!;
        Assert.Equal((true, "B__c * 2", false, false, true), ((bool)field["calculated"]!, (string)field["calculatedFormula"]!, (bool)field["createable"]!, (bool)field["updateable"]!, (bool)field["formulaTreatNullNumberAsZero"]!));
        (await to.Admin.UpdateAsync("Thing__c", id, new { A__c = 1 })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    [Fact]
    public async Task A_formula_on_a_standard_object_survives_a_restart()
    {
        await to.DeployedAsync(new Package().With("CustomObject", "Contact", "objects/Contact.object", Formula("Reach__c", "Text", "IF(ISBLANK(Phone), 'mail', 'call')")));
        var id = await to.Admin.NewIdAsync("Contact", new { LastName = "Lopez", Phone = "1" });
        var state = await to.Org.GetJsonAsync("/control/state");
        await to.Org.ControlAsync("reset");
        (await to.Admin.QueryAsync("SELECT Reach__c FROM Contact")).Is(401);
        using var put = await to.Org.Http.PutAsync("/control/state", TestOrg.Json(state), TestContext.Current.CancellationToken);
        Assert.True(put.IsSuccessStatusCode);
        Assert.Equal("call", (string)(await (await to.Org.AsAsync("admin")).RowAsync("Contact", id))["Reach__c"]!);
    }

    [Theory]
    [InlineData("A__c + 1", "The formula includes a circular reference: A__c")]
    [InlineData("Nothing__c + 1", "Field Nothing__c does not exist. Check spelling.")]
    public async Task A_formula_that_cannot_be_fails_the_deployment(string formula, string problem)
    {
        var package = new Package().Object("Thing__c", Formula("A__c", "Number", "1", Number));
        await to.DeployedAsync(package);
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().Object("Thing__c", Formula("A__c", "Number", formula, Number))))["Thing__c.A__c"]);
    }

    [Theory]
    [InlineData("unique")]
    [InlineData("externalId")]
    public async Task A_formula_is_no_key(string key) =>
        Assert.Equal($"Can not specify '{key}' for a formula field", (await to.ProblemsAsync(new Package().Object("Thing__c", Formula("A__c", "Number", "1", $"<{key}>true</{key}>" + Number))))["Thing__c.A__c"]);

    [Fact]
    public async Task A_default_that_is_worked_out_keeps_to_its_field()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Long__c", "Text", "<defaultValue>'longer than that'</defaultValue><length>5</length>")).Object("Key__c", Package.Field("Code__c", "Text", "<defaultValue>'same'</defaultValue><length>5</length><unique>true</unique>")));
        (await to.Admin.CreateAsync("Thing__c", new { Name = "x" })).Refused("STRING_TOO_LONG");
        await to.Admin.NewIdAsync("Thing__c", new { Name = "x", Long__c = "short" });
        await to.Admin.NewIdAsync("Key__c", new { Name = "one" });
        (await to.Admin.CreateAsync("Key__c", new { Name = "two" })).Refused("DUPLICATE_VALUE");
    }

    [Fact]
    public async Task A_master_tells_what_its_parts_come_to()
    {
        const string big = "<summaryFilterItems><field>Part__c.Cost__c</field><operation>greaterThan</operation><value>5</value></summaryFilterItems>";
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", Master, Package.Field("Cost__c", "Number", Number)));
        await to.DeployedAsync(new Package().Object("Boss__c", Summary("Count__c", "count", null), Summary("Total__c", "sum", "Cost__c"), Summary("Least__c", "min", "Cost__c"), Summary("Most__c", "max", "Cost__c"), Summary("Big__c", "count", null, big), Formula("Mean__c", "Number", "IF(Count__c = 0, 0, Total__c / Count__c)", Number)));
        var boss = await to.Admin.NewIdAsync("Boss__c", new { Name = "b" });
        var parts = new List<string>();
        foreach (var cost in new[] { 4, 6, 9 }) parts.Add(await to.Admin.NewIdAsync("Part__c", new { Name = "p", Boss__c = boss, Cost__c = cost }));
        await to.Admin.DeleteAsync("Part__c", parts[2]);
        var row = await to.Admin.RowAsync("Boss__c", boss);
        Assert.Equal((2m, 10m, 4m, 6m, 1m, 5m), ((decimal)row["Count__c"]!, (decimal)row["Total__c"]!, (decimal)row["Least__c"]!, (decimal)row["Most__c"]!, (decimal)row["Big__c"]!, (decimal)row["Mean__c"]!));
        Assert.Single((await to.Admin.QueryAsync("SELECT Id FROM Boss__c WHERE Total__c = 10")).Is(200).Records);
        var removal = await to.ProblemsAsync(new Package().Deleting("CustomField", "Part__c.Cost__c"));
        Assert.StartsWith("This CustomField is referenced elsewhere", removal["Part__c.Cost__c"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum", "Nothing__c", "Field Part__c.Nothing__c does not exist. Check spelling.")]
    [InlineData("sum", "Name", "The field Part__c.Name cannot be summarized by sum")]
    [InlineData("sum", null, "Must specify 'summarizedField' for a CustomField of type Summary")]
    public async Task A_summary_that_cannot_be_is_refused(string operation, string? field, string problem)
    {
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", Master));
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().Object("Boss__c", Summary("S__c", operation, field))))["Boss__c.S__c"]);
    }

    [Fact]
    public async Task A_location_is_written_as_two_numbers_and_read_as_one_place()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Spot__c", "Location", "<displayLocationInDecimal>true</displayLocationInDecimal><scale>5</scale>")));
        var oslo = await to.Admin.NewIdAsync("Thing__c", new { Name = "Oslo", Spot__Latitude__s = 59.91, Spot__Longitude__s = 10.75 });
        await to.Admin.NewIdAsync("Thing__c", new { Name = "Madrid", Spot__Latitude__s = 40.42, Spot__Longitude__s = -3.7 });
        var row = await to.Admin.RowAsync("Thing__c", oslo);
        Assert.Equal((59.91m, 10.75m), ((decimal)row["Spot__c"]!["latitude"]!, (decimal)row["Spot__c"]!["longitude"]!));
        Assert.Equal(["Oslo"], (await to.Admin.QueryAsync("SELECT Name FROM Thing__c WHERE DISTANCE(Spot__c, GEOLOCATION(55.7, 12.6), 'km') < 600")).Is(200).Records.Select(r => (string)r!["Name"]!));
        var fields = (await to.Admin.GetAsync("sobjects/Thing__c/describe")).Is(200).Body!["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => f!);
        Assert.Equal(("location", "urn:location", true, "Spot__c"), ((string)fields["Spot__c"]["type"]!, (string)fields["Spot__c"]["soapType"]!, (bool)fields["Spot__c"]["queryByDistance"]!, (string)fields["Spot__Latitude__s"]["compoundFieldName"]!));
        (await to.Admin.CreateAsync("Thing__c", new { Spot__Latitude__s = 1 })).Refused("FIELD_INTEGRITY_EXCEPTION");
        (await to.Admin.CreateAsync("Thing__c", new { Spot__Latitude__s = 91, Spot__Longitude__s = 0 })).Refused("NUMBER_OUTSIDE_VALID_RANGE");
        (await to.Admin.CreateAsync("Thing__c", new { Spot__c = "1" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        await to.DeployedAsync(new Package().Deleting("CustomField", "Thing__c.Spot__c"));
        Assert.False((await to.Admin.RowAsync("Thing__c", oslo)).AsObject().ContainsKey("Spot__Latitude__s"));
    }

    [Fact]
    public async Task A_shared_set_of_values_changes_for_all_its_fields()
    {
        static Package Colours(params string[] names) => new Package().With("GlobalValueSet", "Colours", "globalValueSets/Colours.globalValueSet",
            string.Concat(names.Select(n => $"<customValue><fullName>{n}</fullName><default>{(n == "Red" ? "true" : "false")}</default><label>{n}</label></customValue>")) + "<masterLabel>Colours</masterLabel><sorted>false</sorted>");
        var field = Package.Field("Colour__c", "Picklist", "<valueSet><valueSetName>Colours</valueSetName></valueSet>");
        Assert.Equal("In field: valueSetName - no GlobalValueSet named Colours found", (await to.ProblemsAsync(new Package().Object("Thing__c", field)))["Thing__c.Colour__c"]);
        await to.DeployedAsync(Colours("Red", "Green").Object("Thing__c", field));
        Assert.Equal("Red", (string)(await to.Admin.RowAsync("Thing__c", await to.Admin.NewIdAsync("Thing__c", new { Name = "x" })))["Colour__c"]!);
        (await to.Admin.CreateAsync("Thing__c", new { Colour__c = "Blue" })).Refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        await to.DeployedAsync(Colours("Red", "Blue"));
        await to.Admin.NewIdAsync("Thing__c", new { Colour__c = "Blue" });
        Assert.Single(await to.ToolingAsync("SELECT DeveloperName, MasterLabel FROM GlobalValueSet"));
        Assert.StartsWith("This GlobalValueSet is referenced elsewhere", (await to.ProblemsAsync(new Package().Deleting("GlobalValueSet", "Colours")))["Colours"], StringComparison.Ordinal);
        Assert.StartsWith("Duplicate picklist value", (await to.ProblemsAsync(Colours("Red", "red")))["Colours"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_record_takes_defaults_that_are_worked_out()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Due__c", "Date", "<defaultValue>TODAY() + 7</defaultValue>"), Package.Field("By__c", "Text", "<defaultValue>UPPER($User.LastName)</defaultValue><length>40</length>"), Package.Field("Rank__c", "Number", "<defaultValue>2 * 3</defaultValue>" + Number)));
        var today = (DateTimeOffset)(await to.Org.GetJsonAsync("/control/clock"))["now"]!.GetValue<DateTimeOffset>();
        var row = await to.Admin.RowAsync("Thing__c", await to.Admin.NewIdAsync("Thing__c", new { Name = "x" }));
        var local = TimeZoneInfo.ConvertTime(today, TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"));
        Assert.Equal((local.AddDays(7).ToString("yyyy-MM-dd"), "ADMIN", 6m), ((string)row["Due__c"]!, (string)row["By__c"]!, (decimal)row["Rank__c"]!));
        Assert.Null((await to.Admin.RowAsync("Thing__c", await to.Admin.NewIdAsync("Thing__c", new JsonObject { ["By__c"] = null })))["By__c"]);
        Assert.Equal("TODAY() + 7", (string)(await to.Admin.GetAsync("sobjects/Thing__c/describe")).Body!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "Due__c")!["defaultValueFormula"]!);
        Assert.Equal("Field Name does not exist. Check spelling.", (await to.ProblemsAsync(new Package().Object("Thing__c", Package.Field("By__c", "Text", "<defaultValue>Name</defaultValue><length>40</length>"))))["Thing__c.By__c"]);
    }
}
