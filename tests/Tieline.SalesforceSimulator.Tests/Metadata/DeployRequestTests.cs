using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>A deployment as a conversation: asked for, waited for, cancelled, refused.</summary>
public sealed class DeployRequestTests : IAsyncLifetime
{
    private static readonly Package Small = new Package().With("RemoteSiteSetting", "Elsewhere", "remoteSiteSettings/Elsewhere.remoteSite", "<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://elsewhere.example</url>");
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task A_deployment_waits_then_runs_then_ends_on_the_orgs_clock()
    {
        var asked = (await to.SubmitAsync(Small.Zip())).Is(201);
        Assert.StartsWith("0Af", asked.Id);
        Assert.Equal(("Pending", false), Seen(asked.Body!["deployResult"]!));
        Assert.True((bool)asked.Body["deployOptions"]!["singlePackage"]!);
        await to.StepAsync(1);
        Assert.Equal(("InProgress", false), Seen(await to.ResultAsync(asked.Id)));
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM RemoteProxy"));
        await to.StepAsync(1);
        var result = await to.ResultAsync(asked.Id);
        Assert.Equal(("Succeeded", true), Seen(result));
        Assert.Equal((1, 1, 0, true, "Olivia Admin"), ((int)result["numberComponentsTotal"]!, (int)result["numberComponentsDeployed"]!, (int)result["numberComponentErrors"]!, (bool)result["success"]!, (string)result["createdByName"]!));
        var site = Assert.Single(result["details"]!["componentSuccesses"]!.AsArray(), s => (string)s!["componentType"]! == "RemoteSiteSetting")!;
        Assert.Equal(("Elsewhere", "remoteSiteSettings/Elsewhere.remoteSite", true, true), ((string)site["fullName"]!, (string)site["fileName"]!, (bool)site["created"]!, (bool)site["changed"]!));
        Assert.Equal((string)site["id"]!, (string)Assert.Single(await to.ToolingAsync("SELECT Id, SiteName FROM RemoteProxy WHERE EndpointUrl = 'https://elsewhere.example'"))!["Id"]!);
        Assert.Null((await to.Admin.GetAsync($"metadata/deployRequest/{asked.Id}")).Is(200).Body!["deployResult"]!["details"]);
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        await to.DeployedAsync(Small);
        var site = (await to.DeployedAsync(Small))["details"]!["componentSuccesses"]!.AsArray().Single(s => (string)s!["componentType"]! == "RemoteSiteSetting")!;
        Assert.Equal((false, false), ((bool)site["created"]!, (bool)site["changed"]!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_deployment_not_done_can_be_cancelled(int secondsBefore)
    {
        var id = (await to.SubmitAsync(Small.Zip())).Is(201).Id;
        await to.StepAsync(secondsBefore);
        var answer = (await CancelAsync(id)).Is(202);
        Assert.Equal("Canceling", (string)answer.Body!["deployResult"]!["status"]!);
        await to.StepAsync(5);
        var result = await to.ResultAsync(id);
        Assert.Equal(("Canceled", true), Seen(result));
        Assert.Equal(to.Admin.UserId, (string)result["canceledBy"]!);
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM RemoteProxy"));
        (await CancelAsync(id)).Is(400);
    }

    [Fact]
    public async Task One_deployment_runs_at_a_time()
    {
        var first = (await to.SubmitAsync(Small.Zip())).Is(201).Id;
        var second = (await to.SubmitAsync(Small.Zip())).Is(201).Id;
        await to.StepAsync(1);
        Assert.Equal(("InProgress", "Pending"), ((string)(await to.ResultAsync(first))["status"]!, (string)(await to.ResultAsync(second))["status"]!));
        await to.StepAsync(10);
        Assert.Equal(("Succeeded", "Succeeded"), ((string)(await to.ResultAsync(first))["status"]!, (string)(await to.ResultAsync(second))["status"]!));
    }

    [Fact]
    public async Task Only_who_may_change_metadata_deploys()
    {
        var ann = await to.Org.AsAsync();
        var refused = (await to.SubmitAsync(Small.Zip(), client: ann)).Refused("INSUFFICIENT_ACCESS", 403);
        Assert.Equal("use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions", refused.Message);
    }

    [Theory]
    [InlineData("""{"deployOptions":{"checkOnly":"yes"}}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"deployOptions":{"colour":"red"}}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"options":{}}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"deployOptions":{"testLevel":"SomeTests"}}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"deployOptions":{"testLevel":"RunSpecifiedTests"}}""", "INVALID_OPERATION")]
    [InlineData("nonsense", "JSON_PARSER_ERROR")]
    public async Task Options_that_are_none_are_refused(string json, string code) => (await to.PostAsync(json, Small.Zip())).Refused(code);

    [Fact]
    public async Task What_is_no_package_is_refused_at_the_door()
    {
        (await to.SubmitAsync("no zip at all"u8.ToArray())).Refused("BAD_REQUEST");
        (await to.SendAsync(new MultipartFormDataContent { { new StringContent("{}"), "json" } })).Refused("INVALID_MULTIPART_REQUEST");
        (await to.SendAsync(TestOrg.Json(new JsonObject()))).Refused("UNSUPPORTED_MEDIA_TYPE", 415);
        (await to.Admin.GetAsync("metadata/deployRequest")).Refused("METHOD_NOT_ALLOWED", 405);
        (await to.Admin.GetAsync("metadata/deployRequest/0AfTi0000000009KAA")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Without_package_xml_a_deployment_fails_and_says_so()
    {
        var result = await to.DeployAsync(new Package().File("package.xml", "").File("classes/A.cls", "x"));
        Assert.Equal("Failed", (string)result["status"]!);
        var id = (await to.SubmitAsync(Package.ZipOf(new Dictionary<string, byte[]> { ["classes/A.cls"] = [] }))).Is(201).Id;
        await to.StepAsync(3);
        var failure = Assert.Single((await to.ResultAsync(id))["details"]!["componentFailures"]!.AsArray())!;
        Assert.Equal(("package.xml", "No package.xml found"), ((string)failure["fileName"]!, (string)failure["problem"]!));
    }

    private static (string, bool) Seen(JsonNode result) => ((string)result["status"]!, (bool)result["done"]!);

    private Task<OrgAnswer> CancelAsync(string id) => to.Admin.SendAsync("PATCH", "metadata/deployRequest/" + id, new JsonObject { ["deployResult"] = new JsonObject { ["status"] = "Canceling" } });
}
