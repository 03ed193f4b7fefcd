namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Who may use what a package brought.</summary>
public sealed class CustomPermissionTests : IAsyncLifetime
{
    private Deployer to = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        await to.DeployedAsync(SampleProject.Package());
        ann = await to.Org.AsAsync();
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task A_deployed_object_is_there_for_whom_a_permission_set_opens_it()
    {
        (await ann.QueryAsync("SELECT Id FROM Call_Note__c")).Refused("INVALID_TYPE");
        (await ann.CreateAsync("Call_Note__c", new { Caller__c = "Maria" })).Refused("NOT_FOUND", 404);
        Assert.Empty((await ann.GetAsync("tooling/query?q=SELECT+Id+FROM+EntityDefinition+WHERE+QualifiedApiName='Call_Note__c'")).Is(200).Records);
        await to.AssignAsync("Sample_Caller", ann.UserId);
        await ann.NewIdAsync("Call_Note__c", new { Caller__c = "Maria", Seconds__c = 7 });
        Assert.Single((await ann.GetAsync("tooling/query?q=SELECT+Id+FROM+EntityDefinition+WHERE+QualifiedApiName='Call_Note__c'")).Is(200).Records);
    }

    [Fact]
    public async Task Checkboxes_and_numbers_given_by_the_org_are_fields_as_others_are()
    {
        await to.DeployedAsync(new Package().Object("Thing__c", Package.Field("Flag__c", "Checkbox", "<defaultValue>false</defaultValue>"), Package.Field("Number__c", "AutoNumber", "<displayFormat>T-{0}</displayFormat>")));
        static string Read(string field, bool edit) => $"<fieldPermissions><editable>{(edit ? "true" : "false")}</editable><field>{field}</field><readable>true</readable></fieldPermissions>";
        const string Object = "<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Thing__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>";
        await to.DeployedAsync(new Package().With("PermissionSet", "Things", "permissionsets/Things.permissionset", Object + "<label>Things</label>"));
        await to.AssignAsync("Things", ann.UserId);
        (await ann.QueryAsync("SELECT Id FROM Thing__c")).Is(200);
        (await ann.QueryAsync("SELECT Flag__c FROM Thing__c")).Refused("INVALID_FIELD");
        (await ann.QueryAsync("SELECT Number__c FROM Thing__c")).Refused("INVALID_FIELD");
        await to.DeployedAsync(new Package().With("PermissionSet", "Things", "permissionsets/Things.permissionset", Read("Contact.DoNotCall", edit: true) + Read("Thing__c.Flag__c", edit: true) + Read("Thing__c.Number__c", edit: false) + Object + "<label>Things</label>"));
        (await ann.QueryAsync("SELECT Flag__c, Number__c FROM Thing__c")).Is(200);
    }

    [Fact]
    public async Task Not_even_an_administrator_sees_a_deployed_field_before_its_permission_is_given()
    {
        await to.Admin.NewIdAsync("Call_Note__c", new { Caller__c = "A required field is open to all who see the object" });
        (await to.Admin.QueryAsync("SELECT Seconds__c FROM Call_Note__c")).Refused("INVALID_FIELD");
        (await to.Admin.CreateAsync("Account", new { Name = "Acme", Preferred_Line__c = "1" })).Refused("INVALID_FIELD");
        await to.AssignAsync("Sample_Caller", to.Admin.UserId);
        (await to.Admin.QueryAsync("SELECT Seconds__c FROM Call_Note__c")).Is(200);
        await to.Admin.NewIdAsync("Account", new { Name = "Acme", Preferred_Line__c = "1" });
    }
}
