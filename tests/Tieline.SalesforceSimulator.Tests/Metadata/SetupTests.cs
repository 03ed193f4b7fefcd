using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>What a deployment shows in set-up: rows by the Tooling and REST APIs, permissions, OAuth clients; and how long it lasts.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Theory]
    [InlineData("SELECT QualifiedApiName, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName = 'Call_Note__c'", "QualifiedApiName", "Call_Note__c")]
    [InlineData("SELECT DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Call_Note__c' AND QualifiedApiName = 'Caller__c'", "DataType", "Text(80)")]
    [InlineData("SELECT DataType FROM FieldDefinition WHERE EntityDefinitionId = 'Account' AND QualifiedApiName = 'Preferred_Line__c'", "DataType", "Phone")]
    [InlineData("SELECT DeveloperName FROM CustomObject", "DeveloperName", "Call_Note")]
    [InlineData("SELECT DeveloperName FROM CustomField WHERE EntityDefinition.QualifiedApiName = 'Account'", "DeveloperName", "Preferred_Line")]
    [InlineData("SELECT Name FROM ApexClass WHERE IsValid = true", "Name", "SampleCalls")]
    [InlineData("SELECT MasterLabel FROM LightningComponentBundle WHERE DeveloperName = 'sampleSoftphone'", "MasterLabel", "Sample Softphone")]
    [InlineData("SELECT SobjectType, DeveloperName FROM QuickActionDefinition", "DeveloperName", "Sample_Call")]
    [InlineData("SELECT Type FROM FlexiPage", "Type", "UtilityBar")]
    [InlineData("SELECT DeveloperName FROM NamedCredential", "DeveloperName", "Sample_Tieline")]
    [InlineData("SELECT EndpointUrl FROM CspTrustedSite WHERE IsActive = true AND IsApplicableToFrameSrc = true", "EndpointUrl", "https://tieline.example.com")]
    [InlineData("SELECT EventChannel, SelectedEntity FROM PlatformEventChannelMember", "SelectedEntity", "ContactChangeEvent")]
    [InlineData("SELECT Field FROM FieldPermissions WHERE Parent.Name = 'Sample_Caller' AND SobjectType = 'Account'", "Field", "Account.Preferred_Line__c")]
    [InlineData("SELECT SobjectType FROM ObjectPermissions WHERE Parent.Name = 'Sample_Caller' AND PermissionsRead = true AND PermissionsDelete = false", "SobjectType", "Call_Note__c")]
    [InlineData("SELECT Label FROM PermissionSet WHERE Name = 'Sample_Caller' AND PermissionsApiEnabled = true", "Label", "Sample Caller")]
    [InlineData("SELECT MasterLabel FROM ExternalClientApplication", "MasterLabel", "Sample Tieline")]
    public async Task Set_up_can_be_asked_for_what_was_deployed(string soql, string field, string value)
    {
        await to.DeploySampleAsync();
        Assert.Equal(value, (string)Assert.Single(await to.ToolingAsync(soql))![field]!);
    }

    [Theory]
    [InlineData("AuthProvider")]
    [InlineData("ConnectedApplication")]
    [InlineData("FlowDefinitionView")]
    [InlineData("NamedCredential")]
    [InlineData("PermissionSetAssignment")]
    public async Task An_empty_org_answers_a_doctors_questions(string objectName) => await to.ToolingAsync($"SELECT Id FROM {objectName} LIMIT 1");

    [Fact]
    public async Task Each_api_knows_its_own_objects()
    {
        (await to.Admin.GetAsync("tooling/query?q=SELECT+Id+FROM+SandboxProcess")).Refused("INVALID_TYPE");
        (await to.Admin.GetAsync("tooling/query?q=SELECT+Id+FROM+Task")).Refused("INVALID_TYPE");
        (await to.Admin.GetAsync("tooling/query?q=SELECT+Id+FROM+MetadataComponent")).Refused("INVALID_TYPE");
        (await to.Admin.GetAsync("tooling/query?q=SELECT+QualifiedApiName+FROM+FieldDefinition")).Refused("MALFORMED_QUERY");
        (await to.Admin.QueryAsync("SELECT Id FROM FlexiPage")).Refused("INVALID_TYPE");
        (await to.Admin.QueryAsync("SELECT Id FROM DeployContent")).Refused("INVALID_TYPE");
        (await to.Admin.GetAsync("sobjects/MetadataComponent/describe")).Refused("NOT_FOUND", 404);
        (await to.Admin.QueryAsync("SELECT Id FROM Site")).Is(200);
    }

    [Fact]
    public async Task Rows_that_no_package_brings_come_by_a_door()
    {
        var package = (await to.Org.ControlAsync("setup", new JsonObject { ["object"] = "SubscriberPackage", ["fields"] = new JsonObject { ["Name"] = "Webex", ["NamespacePrefix"] = "webex" } }))!["id"]!;
        await to.Org.ControlAsync("setup", new JsonObject { ["object"] = "InstalledSubscriberPackage", ["fields"] = new JsonObject { ["SubscriberPackageId"] = package.DeepClone() } });
        Assert.Equal("webex", (string)Assert.Single(await to.ToolingAsync("SELECT Id, SubscriberPackage.NamespacePrefix FROM InstalledSubscriberPackage"))!["SubscriberPackage"]!["NamespacePrefix"]!);
    }

    [Theory]
    [InlineData("<fieldPermissions><editable>true</editable><field>Account.Nothing__c</field><readable>true</readable></fieldPermissions>", "In field: field - no CustomField named Account.Nothing__c found")]
    [InlineData("<fieldPermissions><editable>true</editable><field>Contact.LastName</field><readable>true</readable></fieldPermissions>", "You cannot deploy to a required field: Contact.LastName")]
    [InlineData("<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>", "In field: apexClass - no ApexClass named Gone found")]
    [InlineData("<userPermissions><enabled>true</enabled><name>FlyToTheMoon</name></userPermissions>", "Unknown user permission: FlyToTheMoon")]
    [InlineData("<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>false</allowRead><modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>false</viewAllRecords></objectPermissions>", "Permission Create Account depends on permission(s): Read Account")]
    public async Task A_permission_set_gives_only_what_there_is(string elements, string problem)
    {
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().With("PermissionSet", "P", "permissionsets/P.permissionset", "<label>P</label>" + elements)))["P"]);
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM PermissionSet WHERE Name = 'P'"));
    }

    [Fact]
    public async Task A_permission_set_deployed_again_gives_what_it_says_now()
    {
        var access = "<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>false</viewAllRecords></objectPermissions>";
        await to.DeployedAsync(new Package().With("PermissionSet", "Webex_User", "permissionsets/Webex_User.permissionset", "<label>Agents</label>" + access));
        Assert.Single(await to.ToolingAsync("SELECT Id FROM ObjectPermissions WHERE Parent.Name = 'Webex_User'"));
        await to.DeployedAsync(new Package().With("PermissionSet", "Webex_User", "permissionsets/Webex_User.permissionset", "<label>Agents</label>"));
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM ObjectPermissions WHERE Parent.Name = 'Webex_User'"));
        Assert.Single(await to.ToolingAsync("SELECT Id FROM PermissionSet WHERE Name = 'Webex_User' AND Label = 'Agents'"));
        Assert.Equal(5, (await to.ToolingAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Webex_User'")).Count);
    }

    [Fact]
    public async Task A_deployed_external_client_app_lets_users_sign_in()
    {
        await to.DeployedAsync(SampleProject.Package());
        var keys = await to.Org.GetJsonAsync("/control/credentials?app=Sample_Tieline");
        var address = $"/services/oauth2/authorize?response_type=code&client_id={keys["consumerKey"]}&redirect_uri=https://tieline.example.com/connect/salesforce/callback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        Assert.Equal(200, (int)(await to.Org.Http.GetAsync(address)).StatusCode);
        Assert.NotEqual(200, (int)(await to.Org.Http.GetAsync(address.Replace("callback&", "elsewhere&"))).StatusCode);
        Assert.Contains("code+challenge", Uri.UnescapeDataString((await to.Org.Http.GetAsync(address.Split("&code_challenge")[0])).Headers.Location!.ToString()).Replace(' ', '+'));
        await to.DeployedAsync(SampleProject.Package());
        Assert.Equal(keys.ToJsonString(), (await to.Org.GetJsonAsync("/control/credentials?app=Sample_Tieline")).ToJsonString());
        await to.DeployedAsync(new Package().Deleting("ExternalClientApplication", "Sample_Tieline"));
        Assert.NotEqual(200, (int)(await to.Org.Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_was_deployed_outlives_a_restart_and_not_a_reset()
    {
        var file = Path.Combine(Path.GetTempPath(), $"salesforce-simulator-{Guid.NewGuid():N}", "state.json");
        var options = new SalesforceSimulatorOptions { StateFile = file, SeedStory = false };
        string row, keys, unfinished;
        await using (var first = await Deployer.StartAsync(options))
        {
            await first.DeploySampleAsync();
            var id = await first.Admin.NewIdAsync("Call_Note__c", new { Caller__c = "Maria", Seconds__c = 7 });
            row = (await first.Admin.GetAsync("sobjects/Call_Note__c/" + id)).Is(200).Text;
            keys = (await first.Org.GetJsonAsync("/control/credentials?app=Sample_Tieline")).ToJsonString();
            unfinished = (await first.SubmitAsync(new Package().Object("Later__c").Zip())).Is(201).Id;
            await first.Org.StopAsync();
        }

        await using var org = await TestOrg.StartAsync(options);
        var again = new Deployer(org, await org.AsAsync("admin"));
        Assert.Equal(row, (await again.Admin.GetAsync((string)JsonNode.Parse(row)!["attributes"]!["url"]!)).Is(200).Text);
        Assert.Equal(keys, (await org.GetJsonAsync("/control/credentials?app=Sample_Tieline")).ToJsonString());
        Assert.Equal("Pending", (string)(await again.ResultAsync(unfinished))["status"]!);
        await again.StepAsync(3);
        Assert.Equal("Succeeded", (string)(await again.ResultAsync(unfinished))["status"]!);
        await org.ControlAsync("reset");
        var admin = await org.AsAsync("admin");
        (await admin.QueryAsync("SELECT Id FROM Call_Note__c")).Refused("INVALID_TYPE");
        Assert.DoesNotContain("Preferred_Line__c", (await admin.GetAsync("sobjects/Account/describe")).Is(200).Text);
        Assert.Empty((await admin.GetAsync("tooling/query?q=SELECT+Id+FROM+DeployRequest")).Is(200).Records);
        Assert.DoesNotContain((string)JsonNode.Parse(keys)!["consumerKey"]!, (await org.GetJsonAsync("/control/apps")).ToJsonString());
        await org.StopAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
