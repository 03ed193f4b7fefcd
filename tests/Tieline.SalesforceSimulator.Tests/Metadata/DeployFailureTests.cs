using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>What a package may not hold, and what becomes of the rest of it.</summary>
public sealed class DeployFailureTests : IAsyncLifetime
{
    private const string Site = "<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://elsewhere.example</url>";
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Theory]
    [InlineData("<colour>red</colour>", "Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type RemoteSiteSetting")]
    [InlineData("<isActive>false</isActive>", "Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}isActive is duplicated at this location in type RemoteSiteSetting")]
    public async Task An_unknown_or_repeated_element_is_named_with_its_place(string more, string problem)
    {
        var failure = (await to.DeployAsync(new Package().With("RemoteSiteSetting", "A", "remoteSiteSettings/A.remoteSite", Site + "\n" + more)))["details"]!["componentFailures"]!.AsArray().Single()!;
        Assert.Equal((problem, 4, "Error"), ((string)failure["problem"]!, (int)failure["lineNumber"]!, (string)failure["problemType"]!));
    }

    [Theory]
    [InlineData("<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive>", "Required field is missing: url")]
    [InlineData("<disableProtocolSecurity>false</disableProtocolSecurity><isActive>maybe</isActive><url>https://e.example</url>", "Error parsing file: 'maybe' is not a valid value for the type xsd:boolean")]
    [InlineData("<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>elsewhere</url>", "Enter a valid URL: elsewhere")]
    public async Task A_value_that_does_not_fit_is_refused(string elements, string problem) =>
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().With("RemoteSiteSetting", "A", "remoteSiteSettings/A.remoteSite", elements)))["A"]);

    [Fact]
    public async Task The_manifest_and_the_files_must_agree()
    {
        var problems = await to.ProblemsAsync(new Package().Naming("ApexClass", "Gone").File("remoteSiteSettings/Extra.remoteSite", Package.Xml("RemoteSiteSetting", Site)));
        Assert.Equal("An object 'Gone' of type ApexClass was named in package.xml, but was not found in zipped directory", problems["Gone"]);
        Assert.Contains("not named in package.xml", problems["Extra"]);
        Assert.Equal("Unknown type name 'Spaceship' specified in package.xml", (await to.ProblemsAsync(new Package().Naming("Spaceship", "*")))["package.xml"]);
    }

    [Fact]
    public async Task A_star_takes_all_of_a_type()
    {
        await to.DeployedAsync(new Package().Naming("RemoteSiteSetting", "*").File("remoteSiteSettings/A.remoteSite", Package.Xml("RemoteSiteSetting", Site)).File("remoteSiteSettings/B.remoteSite", Package.Xml("RemoteSiteSetting", Site)));
        Assert.Equal(2, (await to.ToolingAsync("SELECT Id FROM RemoteProxy")).Count);
    }

    [Theory]
    [InlineData(true, "Failed", 0)]
    [InlineData(false, "SucceededPartial", 1)]
    public async Task One_failure_undoes_all_or_itself_alone(bool rollback, string status, int left)
    {
        var package = new Package().With("RemoteSiteSetting", "A", "remoteSiteSettings/A.remoteSite", Site).Object("Good__c").With("RemoteSiteSetting", "B", "remoteSiteSettings/B.remoteSite", "");
        var result = await to.DeployAsync(package, new JsonObject { ["singlePackage"] = true, ["rollbackOnError"] = rollback });
        Assert.Equal((status, 1, 3), ((string)result["status"]!, (int)result["numberComponentErrors"]!, (int)result["numberComponentsTotal"]!));
        Assert.Equal(left, (await to.ToolingAsync("SELECT Id FROM RemoteProxy")).Count);
        (await to.Admin.GetAsync("sobjects/Good__c/describe")).Is(rollback ? 404 : 200);
    }

    [Fact]
    public async Task A_check_leaves_nothing_behind()
    {
        var result = await to.DeployAsync(new Package().Object("Tried__c", Package.Field("A__c", "Checkbox", "<defaultValue>false</defaultValue>")), new JsonObject { ["singlePackage"] = true, ["checkOnly"] = true });
        Assert.Equal(("Succeeded", true, 2), ((string)result["status"]!, (bool)result["checkOnly"]!, (int)result["numberComponentsDeployed"]!));
        (await to.Admin.GetAsync("sobjects/Tried__c/describe")).Refused("NOT_FOUND", 404);
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM CustomObject"));
    }

    [Fact]
    public async Task Deletions_take_their_rows_along_and_warn_of_what_is_not_there()
    {
        await to.DeployedAsync(new Package().Object("Old__c", Package.Field("A__c", "Checkbox", "<defaultValue>false</defaultValue>")));
        await to.Admin.NewIdAsync("Old__c", new { Name = "one" });
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Old__c"));
        (await to.Admin.QueryAsync("SELECT Id FROM Old__c")).Refused("INVALID_TYPE");
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM CustomField"));
        var again = await to.DeployAsync(new Package().Deleting("CustomObject", "Old__c"));
        var warning = again["details"]!["componentSuccesses"]!.AsArray().Single(s => (string)s!["fullName"]! == "Old__c")!;
        Assert.Equal(("Failed", "No CustomObject named: Old__c found", "Warning"), ((string)again["status"]!, (string)warning["problem"]!, (string)warning["problemType"]!));
        await to.Org.ControlAsync("switches", new JsonObject { ["warningsFailDeployments"] = false });
        Assert.Equal("Succeeded", (string)(await to.DeployAsync(new Package().Deleting("CustomObject", "Old__c")))["status"]!);
    }

    [Fact]
    public async Task A_standard_object_is_never_deleted()
    {
        await to.DeployedAsync(new Package().With("CustomObject", "Account", "objects/Account.object", ""));
        Assert.Equal("Cannot delete standard object: Account", (await to.ProblemsAsync(new Package().Deleting("CustomObject", "Account")))["Account"]);
        (await to.Admin.GetAsync("sobjects/Account/describe")).Is(200);
    }

    [Fact]
    public async Task What_others_need_is_not_deleted()
    {
        await to.DeployedAsync(SampleProject.Package());
        Assert.Equal("This LightningComponentBundle is referenced elsewhere: FlexiPage Sample_Utility_Bar", (await to.ProblemsAsync(new Package().Deleting("LightningComponentBundle", "sampleSoftphone")))["sampleSoftphone"]);
    }

    [Fact]
    public async Task Apex_tests_that_would_have_to_run_fail_the_deployment()
    {
        var package = new Package().Naming("ApexClass", "ATest").File("classes/ATest.cls", "@isTest private class ATest { }").File("classes/ATest.cls-meta.xml", Package.Xml("ApexClass", "<apiVersion>66.0</apiVersion>"));
        var result = await to.DeployAsync(package, new JsonObject { ["singlePackage"] = true, ["testLevel"] = "RunLocalTests" });
        Assert.Equal(("Failed", 1, "ATest"), ((string)result["status"]!, (int)result["numberTestErrors"]!, (string)result["details"]!["runTestResult"]!["failures"]![0]!["name"]!));
        Assert.Equal("Succeeded", (string)(await to.DeployAsync(package, new JsonObject { ["singlePackage"] = true, ["testLevel"] = "NoTestRun" }))["status"]!);
    }

    [Fact]
    public async Task A_package_in_a_folder_of_its_own_is_taken_too()
    {
        var zip = Package.ZipOf(new Dictionary<string, byte[]>
        {
            ["unpackaged/package.xml"] = System.Text.Encoding.UTF8.GetBytes(Package.Xml("Package", "<types><members>*</members><name>RemoteSiteSetting</name></types><version>66.0</version>")),
            ["unpackaged/remoteSiteSettings/A.remoteSite"] = System.Text.Encoding.UTF8.GetBytes(Package.Xml("RemoteSiteSetting", Site)),
        });
        (await to.SubmitAsync(zip, [])).Is(201);
        await to.StepAsync(3);
        Assert.Single(await to.ToolingAsync("SELECT Id FROM RemoteProxy"));
    }
}
