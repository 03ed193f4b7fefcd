using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Screens;

/// <summary>Page layouts and compact layouts, and the values a page begins with.</summary>
public sealed class LayoutTests : IAsyncLifetime
{
    private const string Page = """
        <layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>The call</label>
          <layoutColumns><layoutItems><behavior>Required</behavior><field>Seconds__c</field></layoutItems><layoutItems><behavior>Edit</behavior><field>Name</field></layoutItems></layoutColumns>
          <layoutColumns><layoutItems><behavior>Readonly</behavior><field>OwnerId</field></layoutItems></layoutColumns><style>TwoColumnsTopToBottom</style></layoutSections>
        """;

    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartOpenAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private static JsonNode[] Items(JsonNode layout, string sections = "detailLayoutSections") =>
        [.. layout[sections]!.AsArray().SelectMany(s => s!["layoutRows"]!.AsArray()).SelectMany(r => r!["layoutItems"]!.AsArray()).Select(i => i!)];

    private static string[] Fields(JsonNode layout) => [.. Items(layout).Select(i => (string)i["layoutComponents"]![0]!["value"]!)];

    [Fact]
    public async Task An_object_has_one_layout_for_all_its_record_types()
    {
        var all = (await to.Admin.GetAsync("sobjects/Account/describe/layouts")).Is(200).Body!;
        var layout = Assert.Single(all["layouts"]!.AsArray())!;
        var mappings = all["recordTypeMappings"]!.AsArray();
        Assert.Equal(["Business_Account", "Partner_Account", "Master"], mappings.Select(m => (string)m!["developerName"]!));
        Assert.All(mappings, m => Assert.Equal((string)layout["id"]!, (string)m!["layoutId"]!));
        var byType = (await to.Admin.GetAsync((string)mappings[0]!["urls"]!["layout"]!)).Is(200).Body!;
        Assert.Equal((string)layout["id"]!, (string)byType["id"]!);
        Assert.StartsWith("00h", (string)layout["id"]!, StringComparison.Ordinal);
        Assert.Contains("BillingAddress", Fields(layout));
        Assert.DoesNotContain("BillingCity", Fields(layout));
        var address = Items(layout).Single(i => (string)i["layoutComponents"]![0]!["value"]! == "BillingAddress");
        Assert.Contains(address["layoutComponents"]![0]!["components"]!.AsArray(), c => (string)c!["value"]! == "BillingCity");
        Assert.Contains(layout["relatedLists"]!.AsArray(), l => (string)l!["name"]! == "Contacts" && (string)l["field"]! == "AccountId");
    }

    [Fact]
    public async Task A_deployed_layout_says_where_the_fields_stand()
    {
        await to.DeployedAsync(new Package().Object("Visit__c", Package.Field("Seconds__c", "Number", "<precision>6</precision><scale>0</scale>")).With("Layout", "Visit__c-Visit Layout", "layouts/Visit__c-Visit Layout.layout", Page));
        var layout = (await to.Admin.GetAsync("sobjects/Visit__c/describe/layouts/012000000000000AAA")).Is(200).Body!;
        Assert.Equal("The call", (string)Assert.Single(layout["detailLayoutSections"]!.AsArray())!["heading"]!);
        Assert.Equal(["Seconds__c", "OwnerId", "Name"], Fields(layout));
        var items = Items(layout, "editLayoutSections");
        Assert.Equal((true, true), ((bool)items[0]["required"]!, (bool)items[0]["editableForNew"]!));
        Assert.False((bool)items[1]["editableForUpdate"]!);
        Assert.Equal("double", (string)items[0]["layoutComponents"]![0]!["details"]!["type"]!);
        Assert.Single(await to.ToolingAsync("SELECT Id FROM Layout WHERE TableEnumOrId = 'Visit__c'"));
    }

    [Fact]
    public async Task Compact_layouts_come_for_one_object_and_for_several()
    {
        var own = (await to.Admin.GetAsync("sobjects/Contact/describe/compactLayouts")).Is(200).Body!;
        Assert.Equal("SYSTEM", (string)own["compactLayouts"]![0]!["name"]!);
        var several = (await to.Admin.GetAsync("compactLayouts?q=Account,Contact")).Is(200).Body!;
        Assert.Equal(["Account", "Contact"], several.AsObject().Select(p => p.Key));
        Assert.Equal(["Name", "Phone", "Email", "Title"], several["Contact"]!["fieldItems"]!.AsArray().Select(i => (string)i!["layoutComponents"]![0]!["value"]!));
        await to.DeployedAsync(new Package().With("CustomObject", "Visit__c", "objects/Visit__c.object", "<compactLayoutAssignment>Short</compactLayoutAssignment><compactLayouts><fullName>Short</fullName><fields>OwnerId</fields><label>Short one</label></compactLayouts>"
            + "<deploymentStatus>Deployed</deploymentStatus><label>Visit</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Visits</pluralLabel><sharingModel>ReadWrite</sharingModel>"));
        var deployed = (await to.Admin.GetAsync("sobjects/Visit__c/describe/compactLayouts/primary")).Is(200).Body!;
        Assert.Equal(("Short", "Short one", "OwnerId"), ((string)deployed["name"]!, (string)deployed["label"]!, (string)deployed["fieldItems"]![0]!["layoutComponents"]![0]!["value"]!));
    }

    [Fact]
    public async Task A_new_record_begins_with_the_defaults()
    {
        var values = (await to.Admin.GetAsync("sobjects/Task/defaultValues?recordTypeId&fields")).Is(200).Body!;
        Assert.Equal(("Task", "Not Started", "Normal", to.Admin.UserId), ((string)values["attributes"]!["type"]!, (string)values["Status"]!, (string)values["Priority"]!, (string)values["OwnerId"]!));
        Assert.Equal(["attributes", "Status"], (await to.Admin.GetAsync("sobjects/Task/defaultValues?fields=Status,Subject")).Is(200).Body!.AsObject().Select(p => p.Key));
    }

    [Theory]
    [InlineData("sobjects/Profile/describe/layouts", "NOT_FOUND", 404)]
    [InlineData("sobjects/Account/describe/layouts/012Ti0000000099AAA", "NOT_FOUND", 404)]
    [InlineData("sobjects/Account/describe/layouts/nonsense", "NOT_FOUND", 404)]
    [InlineData("compactLayouts", "MISSING_ARGUMENT", 400)]
    [InlineData("compactLayouts?q=Nothing", "INVALID_TYPE", 400)]
    [InlineData("sobjects/Account/defaultValues?fields=Nothing", "INVALID_FIELD", 400)]
    public async Task What_has_no_layout_is_refused(string path, string code, int status) => (await to.Admin.GetAsync(path)).Refused(code, status);

    [Theory]
    [InlineData("Account")]
    [InlineData("Task")]
    [InlineData("User")]
    public async Task Every_address_that_describe_gives_answers(string name)
    {
        var describe = (await to.Admin.GetAsync($"sobjects/{name}/describe")).Is(200).Body!;
        foreach (var (key, url) in describe["urls"]!.AsObject())
            if (key is not ("rowTemplate" or "uiNewRecord"))
                (await to.Admin.GetAsync((string)url!)).Is(200);
        foreach (var type in describe["recordTypeInfos"]!.AsArray()) (await to.Admin.GetAsync((string)type!["urls"]!["layout"]!)).Is(200);
    }
}
