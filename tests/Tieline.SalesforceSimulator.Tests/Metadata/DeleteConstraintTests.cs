using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>What a deployed lookup says of the deletion of the record it leads to.</summary>
public sealed class DeleteConstraintTests : IAsyncLifetime
{
    private Deployer to = null!;
    private OrgClient admin = null!;
    private string boss = "";

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        admin = to.Admin;
        await to.Org.ControlAsync("switches", new JsonObject { ["customNeedsPermission"] = false });
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    private async Task<string> PartAsync(string constraint)
    {
        var lookup = Package.Field("Boss__c", "Lookup", $"<deleteConstraint>{constraint}</deleteConstraint><referenceTo>Boss__c</referenceTo><relationshipName>Parts</relationshipName>");
        await to.DeployedAsync(new Package().Object("Boss__c").Object("Part__c", lookup));
        boss = await admin.NewIdAsync("Boss__c", new { Name = "The boss" });
        return await admin.NewIdAsync("Part__c", new { Name = "The part", Boss__c = boss });
    }

    private async Task<JsonNode> FieldAsync() => (await admin.GetAsync("sobjects/Part__c/describe")).Is(200).Body!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "Boss__c")!;

    [Fact]
    public async Task With_Cascade_the_record_goes_along_and_is_no_detail_for_that()
    {
        var part = await PartAsync("Cascade");
        Assert.Equal(admin.UserId, (string)(await admin.RowAsync("Part__c", part))["OwnerId"]!);
        Assert.Equal("True False", $"{(bool)(await FieldAsync())["cascadeDelete"]!} {(bool)(await FieldAsync())["restrictedDelete"]!}");
        Assert.Equal("Lookup(Boss__c)", (string)(await to.ToolingAsync("SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Part__c' AND QualifiedApiName = 'Boss__c'"))[0]!["DataType"]!);
        Assert.Contains("is no master-detail relationship", (await to.ProblemsAsync(new Package().Object("Boss__c", Package.Field("Parts__c", "Summary", "<summaryForeignKey>Part__c.Boss__c</summaryForeignKey><summaryOperation>count</summaryOperation>"))))["Boss__c.Parts__c"]);
        (await admin.DeleteAsync("Boss__c", boss)).Is(204);
        (await admin.GetAsync("sobjects/Part__c/" + part)).Refused("ENTITY_IS_DELETED", 404);
    }

    [Fact]
    public async Task With_Restrict_the_record_stays_and_keeps_the_other()
    {
        var part = await PartAsync("Restrict");
        Assert.True((bool)(await FieldAsync())["restrictedDelete"]!);
        Assert.Contains("The part", (await admin.DeleteAsync("Boss__c", boss)).Refused("DELETE_FAILED").Message);
        (await admin.GetAsync("sobjects/Boss__c/" + boss)).Is(200);
        (await admin.DeleteAsync("Part__c", part)).Is(204);
        (await admin.DeleteAsync("Boss__c", boss)).Is(204);
    }

    [Fact]
    public async Task With_SetNull_the_record_only_loses_the_link()
    {
        var part = await PartAsync("SetNull");
        (await admin.DeleteAsync("Boss__c", boss)).Is(204);
        Assert.Null((await admin.RowAsync("Part__c", part))["Boss__c"]);
    }

    [Fact]
    public async Task Children_of_two_objects_have_two_names()
    {
        var lookup = Package.Field("Boss__c", "Lookup", "<referenceTo>Account</referenceTo><relationshipName>Parts</relationshipName>");
        var problems = await to.ProblemsAsync(new Package().Object("One__c", lookup).Object("Two__c", lookup));
        Assert.Equal("There is already a Child Relationship named Parts on Account.", problems["Two__c.Boss__c"]);
        var both = Package.Field("Site__c", "Lookup", "<referenceTo>Account</referenceTo><relationshipName>Visits</relationshipName>");
        await to.DeployedAsync(new Package().With("CustomObject", "Activity", "objects/Activity.object", both));
        await to.DeployedAsync(new Package().With("CustomObject", "Activity", "objects/Activity.object", both));
    }

    [Fact]
    public async Task With_Restrict_a_row_that_goes_along_keeps_nothing()
    {
        static string Lookup(string name, string to, string constraint, string children) => Package.Field(name, "Lookup", $"<deleteConstraint>{constraint}</deleteConstraint><referenceTo>{to}</referenceTo><relationshipName>{children}</relationshipName>");
        await to.DeployedAsync(new Package().Object("Boss__c")
            .Object("Part__c", Lookup("Boss__c", "Boss__c", "Cascade", "Parts"))
            .Object("Bolt__c", Lookup("Boss__c", "Boss__c", "Cascade", "Bolts"), Lookup("Part__c", "Part__c", "Restrict", "Bolts"), Lookup("Holds__c", "Boss__c", "Restrict", "Holders")));
        boss = await admin.NewIdAsync("Boss__c", new { Name = "The boss" });
        var part = await admin.NewIdAsync("Part__c", new { Name = "The part", Boss__c = boss });
        var bolt = await admin.NewIdAsync("Bolt__c", new { Name = "The bolt", Boss__c = boss, Part__c = part, Holds__c = boss });
        var loose = await admin.NewIdAsync("Bolt__c", new { Name = "Loose", Part__c = part });
        Assert.Contains("Loose", (await admin.DeleteAsync("Boss__c", boss)).Refused("DELETE_FAILED").Message);
        (await admin.DeleteAsync("Bolt__c", loose)).Is(204);
        (await admin.DeleteAsync("Boss__c", boss)).Is(204);
        (await admin.GetAsync("sobjects/Bolt__c/" + bolt)).Refused("ENTITY_IS_DELETED", 404);
    }
}
