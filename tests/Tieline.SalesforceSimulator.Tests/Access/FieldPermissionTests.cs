using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

public sealed class FieldPermissionTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient admin = null!;
    private string contact = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
        contact = await ann.NewIdAsync("Contact", new { LastName = "Secret", Title = "Spymaster", MailingCity = "London" });
        await org.ControlAsync("search", new JsonObject { ["indexDelaySeconds"] = 0 });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static async Task<JsonNode?> FieldAsync(OrgClient user, string name) =>
        (await user.GetAsync("sobjects/Contact/describe")).Is(200).Body!["fields"]!.AsArray().SingleOrDefault(f => (string)f!["name"]! == name);

    [Fact]
    public async Task A_field_that_may_not_be_read_is_nowhere()
    {
        await Permissions.OnFieldAsync(admin, "Contact.Title", read: false, edit: false);
        Assert.Null(await FieldAsync(ann, "Title"));
        Assert.NotNull(await FieldAsync(admin, "Title"));
        Assert.False((await ann.RowAsync("Contact", contact)).AsObject().ContainsKey("Title"));
        Assert.Equal("Spymaster", (string)(await admin.RowAsync("Contact", contact))["Title"]!);
        (await ann.GetAsync($"sobjects/Contact/{contact}?fields=Title")).Refused("INVALID_FIELD");
        foreach (var soql in new[] { "SELECT Title FROM Contact", "SELECT Id FROM Contact WHERE Title = 'x'", "SELECT Id FROM Contact ORDER BY Title", "SELECT (SELECT Title FROM Contacts) FROM Account", "SELECT Who.Id, TYPEOF Who WHEN Contact THEN Title END FROM Task" })
            Assert.Contains("No such column 'Title' on entity 'Contact'", (await ann.QueryAsync(soql)).Refused("INVALID_FIELD").Message);
        (await admin.QueryAsync("SELECT Title FROM Contact")).Is(200);
        (await ann.UpdateAsync("Contact", contact, new { Title = "x" })).Refused("INVALID_FIELD");
        (await ann.CreateAsync("Contact", new { LastName = "x", Title = "x" })).Refused("INVALID_FIELD");
    }

    [Fact]
    public async Task What_may_not_be_read_does_not_find_the_record()
    {
        await Permissions.OnFieldAsync(admin, "Contact.Title", read: false, edit: false);
        Assert.Empty((await ann.SearchAsync("FIND {Spymaster} RETURNING Contact(Id)")).Is(200).Body!["searchRecords"]!.AsArray());
        Assert.Single((await admin.SearchAsync("FIND {Spymaster} RETURNING Contact(Id)")).Is(200).Body!["searchRecords"]!.AsArray());
        Assert.Single((await ann.SearchAsync("FIND {Secret} RETURNING Contact(Id)")).Is(200).Body!["searchRecords"]!.AsArray());
    }

    [Fact]
    public async Task A_field_that_may_only_be_read_is_not_written()
    {
        await Permissions.OnFieldAsync(admin, "Contact.Title", read: true, edit: false);
        var field = (await FieldAsync(ann, "Title"))!;
        Assert.Equal((false, false), ((bool)field["createable"]!, (bool)field["updateable"]!));
        var refused = (await ann.UpdateAsync("Contact", contact, new { Title = "x" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        Assert.Equal("Unable to create/update fields: Title. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", refused.Message);
        Assert.Equal(["Title"], refused.ErrorFields);
        (await ann.CreateAsync("Contact", new { LastName = "x", Title = "x" })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
        Assert.Equal("Spymaster", (string)(await ann.QueryAsync("SELECT Title FROM Contact")).Records[0]!["Title"]!);
    }

    [Fact]
    public async Task A_reference_that_is_not_written_is_not_written_by_the_parents_key_either()
    {
        var boss = await ann.NewIdAsync("Contact", new { LastName = "Boss", Email = "boss@fjord.example" });
        await Permissions.OnFieldAsync(admin, "Contact.ReportsToId", read: true, edit: false);
        var byKey = JsonNode.Parse("""{"ReportsTo":{"Email":"boss@fjord.example"}}""")!;
        Assert.Equal(["ReportsToId"], (await ann.UpdateAsync("Contact", contact, byKey)).Refused("INVALID_FIELD_FOR_INSERT_UPDATE").ErrorFields);
        (await admin.UpdateAsync("Contact", contact, byKey)).Is(204);
        var campaigns = new[] { await ann.NewIdAsync("Campaign", new { Name = "One" }), await ann.NewIdAsync("Campaign", new { Name = "Two" }) };
        var member = await ann.NewIdAsync("CampaignMember", new { CampaignId = campaigns[0], ContactId = boss });
        (await ann.UpdateAsync("CampaignMember", member, new { Campaign = new { Id = campaigns[1] } })).Refused("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    [Fact]
    public async Task A_checkbox_has_permissions_too()
    {
        await Permissions.OnFieldAsync(admin, "Contact.DoNotCall", read: false, edit: false);
        Assert.Null(await FieldAsync(ann, "DoNotCall"));
        (await ann.UpdateAsync("Contact", contact, new { DoNotCall = true })).Refused("INVALID_FIELD");
        Assert.True((bool)(await FieldAsync(admin, "DoNotCall"))!["permissionable"]!);
    }

    [Fact]
    public async Task What_may_not_be_read_is_not_read_by_way_of_a_task_either()
    {
        await ann.NewIdAsync("Task", new { Subject = "x", WhoId = contact });
        await Permissions.OnFieldAsync(admin, "Contact.Title", read: false, edit: false);
        Assert.Null((await ann.QueryAsync("SELECT Who.Title FROM Task")).Is(200).Records[0]!["Who"]!["Title"]);
        Assert.Equal("Spymaster", (string)(await admin.QueryAsync("SELECT Who.Title FROM Task")).Records[0]!["Who"]!["Title"]!);
        Assert.Equal(0, (int)(await ann.QueryAsync("SELECT Id FROM Task WHERE Who.Title = 'Spymaster'")).Is(200).Body!["totalSize"]!);
    }

    [Fact]
    public async Task A_client_that_kept_a_describe_learns_that_it_changed()
    {
        var kept = (await ann.GetAsync("sobjects/Contact/describe")).Is(200).ContentHeaders.LastModified!.Value.ToString("R");
        (await ann.GetAsync("sobjects/Contact/describe", ("If-Modified-Since", kept))).Is(304);
        await Permissions.OnFieldAsync(admin, "Contact.Title", read: false, edit: false);
        (await ann.GetAsync("sobjects/Contact/describe", ("If-Modified-Since", kept))).Is(200);
    }

    [Fact]
    public async Task A_list_of_objects_that_was_kept_is_stale_once_rights_change_or_run_out()
    {
        async Task<int> AgainAsync(string kept) => (await ann.GetAsync("sobjects", ("If-Modified-Since", kept))).Status;
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "For_An_Hour", Label = "For an hour" });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2199-01-01T00:00:00Z" });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
        var kept = (await ann.GetAsync("sobjects")).Is(200).ContentHeaders.LastModified!.Value.ToString("R");
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set, ExpirationDate = "2199-01-01T01:00:00Z" });
        Assert.Equal(200, await AgainAsync(kept));
        kept = (await ann.GetAsync("sobjects")).Is(200).ContentHeaders.LastModified!.Value.ToString("R");
        Assert.Equal(304, await AgainAsync(kept));
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 3600 });
        Assert.Equal(200, await AgainAsync(kept));
    }

    [Fact]
    public async Task An_address_is_one_field_to_permissions()
    {
        await Permissions.OnFieldAsync(admin, "Contact.MailingAddress", read: false, edit: false);
        foreach (var name in new[] { "MailingAddress", "MailingCity", "MailingPostalCode" }) Assert.Null(await FieldAsync(ann, name));
        Assert.NotNull(await FieldAsync(ann, "OtherCity"));
    }

    [Theory]
    [InlineData("Contact", "Contact.LastName")]
    [InlineData("Contact", "Account.Phone")]
    [InlineData("Contact", "Contact.Nonsense")]
    [InlineData("Task", "Task.CallObject")]
    public async Task Fields_that_are_always_open_take_no_permission(string objectName, string field)
    {
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Odd", Label = "Odd" });
        (await admin.CreateAsync("FieldPermissions", new { ParentId = set, SobjectType = objectName, Field = field, PermissionsRead = true })).Refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    }

    [Fact]
    public async Task Describe_tells_which_fields_have_permissions()
    {
        Assert.Equal("true false false", string.Join(' ', (await FieldAsync(ann, "Title"))!["permissionable"], (await FieldAsync(ann, "LastName"))!["permissionable"], (await FieldAsync(ann, "MailingCity"))!["permissionable"]));
    }
}
