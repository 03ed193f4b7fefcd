using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

/// <summary>What the org tells a user of objects and fields that are not for him.</summary>
public sealed class SchemaRowTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
        await ann.NewIdAsync("Lead", new { LastName = "Sharp", Company = "Sharp Ltd" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static async Task<int> ToolingAsync(OrgClient user, string soql) => (await user.GetAsync("tooling/query?q=" + Uri.EscapeDataString(soql))).Is(200).Records.Count;

    [Fact]
    public async Task Definitions_of_objects_and_fields_are_told_to_who_may_read_them()
    {
        const string Entity = "SELECT DurableId FROM EntityDefinition WHERE QualifiedApiName = 'Lead'";
        const string Field = "SELECT DurableId FROM FieldDefinition WHERE EntityDefinitionId = 'Lead' AND QualifiedApiName = 'Title'";
        Assert.Equal((1, 1), (await ToolingAsync(ann, Entity), await ToolingAsync(ann, Field)));
        await Permissions.OnFieldAsync(admin, "Lead.Title", read: false, edit: false);
        Assert.Equal((1, 0), (await ToolingAsync(ann, Entity), await ToolingAsync(ann, Field)));
        await Permissions.OnObjectAsync(admin, "Lead");
        Assert.Equal((0, 0), (await ToolingAsync(ann, Entity), await ToolingAsync(ann, "SELECT DurableId FROM FieldDefinition WHERE EntityDefinitionId = 'Lead'")));
        Assert.Equal((1, 1), (await ToolingAsync(admin, Entity), await ToolingAsync(admin, Field)));
    }

    [Fact]
    public async Task Records_are_counted_of_objects_that_the_user_may_read()
    {
        Assert.Equal("""[{"count":1,"name":"Lead"}]""", await CountAsync(ann));
        await Permissions.OnObjectAsync(admin, "Lead");
        Assert.Equal(("[]", """[{"count":1,"name":"Lead"}]"""), (await CountAsync(ann), await CountAsync(admin)));
    }

    [Fact]
    public async Task A_parent_is_named_by_a_key_only_by_who_reads_key_and_record()
    {
        var contact = await admin.NewIdAsync("Contact", new { LastName = "Lopez", Email = "maria@acme.example" });
        var task = JsonNode.Parse("""{"Subject":"Call","Who":{"attributes":{"type":"Contact"},"Email":"maria@acme.example"}}""")!;
        await ann.NewIdAsync("Task", task);
        await org.ControlAsync("hidden", new JsonObject { ["user"] = "ann.berg@nordlys.example", ["ids"] = new JsonArray(contact) });
        Assert.Contains("maria@acme.example not found for field Email", (await ann.CreateAsync("Task", task)).Refused("INVALID_FIELD").Message);
        await Permissions.OnFieldAsync(admin, "Contact.Email", read: false, edit: false);
        Assert.Contains("Email is not an external ID", (await ann.CreateAsync("Task", task)).Refused("INVALID_FIELD").Message);
        await admin.NewIdAsync("Task", task);
    }

    private static async Task<string> CountAsync(OrgClient user) => (await user.GetAsync("limits/recordCount?sObjects=Lead")).Is(200).Body!["sObjects"]!.ToJsonString();
}
