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
