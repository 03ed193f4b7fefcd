using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>A project brought into the org by the <c>sf</c> command line.</summary>
public sealed class SfDeployTests(SfSession sf) : IClassFixture<SfSession>
{
    [Fact]
    public async Task Sf_deploys_a_project_and_what_it_brought_is_there()
    {
        var folder = sf.NewFolder();
        Copy(Path.GetFullPath(Path.Combine(Package.SampleFolder(), "../../..")), folder);

        var answer = await sf.AnswerAsync(folder, ["project", "deploy", "start", "-d", "force-app"]);

        Assert.True((int)answer["status"]! == 0, answer.ToJsonString());
        Assert.Equal("Succeeded", (string)answer["result"]!["status"]!);
        var made = await sf.RunAsync("data", "create", "record", "-s", "Call_Note__c", "-v", "Caller__c=+12025550143");
        Assert.Equal("+12025550143", (string)(await sf.Admin.RowAsync("Call_Note__c", (string)made["id"]!))["Caller__c"]!);
    }

    [Fact]
    public async Task Sf_deploys_the_products_own_package_and_an_upgrade_leaves_what_administrators_set()
    {
        var folder = ProductPackage();
        await DeployAsync(folder, ["force-app", "once/pages"], Address);
        await DeployAsync(folder, ["once/client-app"], Address, ("TIELINE_CONTACT", "it@nordlys.example"));
        Assert.Equal("https://tieline.example.com", (string)(await sf.Admin.QueryAsync("SELECT EndpointUrl FROM CspTrustedSite WHERE DeveloperName = 'Tieline'")).Is(200).Records.Single()!["EndpointUrl"]!);
        Assert.Equal(3, (await sf.Admin.QueryAsync("SELECT Id FROM PermissionSet WHERE Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')")).Is(200).Records.Count);
        await sf.RunAsync("org", "assign", "permset", "-n", "Webex_User", "-n", "Webex_Import_Admin");

        // What Setup does when an administrator lets the app in by key and secret alone.
        Change(Path.Combine(folder, "once/client-app/extlClntAppGlobalOauthSets/Tieline_glbloauth.ecaGlblOauth-meta.xml"), "<externalClientApplication>",
            "<consumerKey>3MVG9upgraded</consumerKey><consumerSecret>not-a-real-secret</consumerSecret><externalClientApplication>", "<isConsumerSecretOptional>", "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled><isConsumerSecretOptional>");
        Change(Path.Combine(folder, "once/client-app/extlClntAppOauthPolicies/Tieline_oauthPlcy.ecaOauthPlcy-meta.xml"), "<commaSeparatedPermissionSet>",
            "<clientCredentialsFlowUser>admin@nordlys.example</clientCredentialsFlowUser><commaSeparatedPermissionSet>", "<ipRelaxationPolicyType>", "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled><ipRelaxationPolicyType>");
        await DeployAsync(folder, ["once/client-app"], Address, ("TIELINE_CONTACT", "it@nordlys.example"));
        await SignsInAsync();

        // What the App Manager and the App Builder do.
        Change(Path.Combine(folder, "once/pages/applications/Webex.app-meta.xml"), "<label>Webex</label>", "<label>Sales</label>");
        Change(Path.Combine(folder, "once/pages/flexipages/Webex_Utility_Bar.flexipage-meta.xml"), "<masterLabel>Webex Utility Bar</masterLabel>", "<masterLabel>Sales Utility Bar</masterLabel>");
        await DeployAsync(folder, ["once/pages"], Address);

        await DeployAsync(ProductPackage(), ["force-app"], Address);
        await SignsInAsync();
        Assert.Equal("Sales", (string)Assert.Single(await ToolingAsync("SELECT Label FROM CustomApplication WHERE DeveloperName = 'Webex'"))!["Label"]!);
        Assert.Equal("Sales Utility Bar", (string)Assert.Single(await ToolingAsync("SELECT MasterLabel FROM FlexiPage WHERE DeveloperName = 'Webex_Utility_Bar'"))!["MasterLabel"]!);
    }

    [Fact]
    public async Task Sf_takes_the_products_own_package_out_again_as_the_guide_says()
    {
        var folder = ProductPackage();
        await DeployAsync(folder, ["force-app", "once/pages"], Address);
        await DeployAsync(folder, ["once/client-app"], Address, ("TIELINE_CONTACT", "it@nordlys.example"));
        Assert.All(await PartsAsync(), count => Assert.NotEqual(0, count));

        const string Start = "sf project delete source -o acme ";
        var command = File.ReadLines(Path.Combine(ClientTools.Root, "docs/admin-guide/08-leaving.md")).Single(line => line.StartsWith(Start, StringComparison.Ordinal));
        var answer = await sf.AnswerAsync(folder, ["project", "delete", "source", .. command[Start.Length..].Split(' '), "--no-prompt"]);

        Assert.True((int)answer["status"]! == 0, answer.ToJsonString());
        Assert.All(await PartsAsync(), count => Assert.Equal(0, count));
        Assert.False(File.Exists(Path.Combine(folder, "once/pages/applications/Webex.app-meta.xml")));
    }

    [Fact]
    public async Task The_call_center_is_not_deployed_without_the_org_in_its_address()
    {
        var folder = ProductPackage();
        var answer = await sf.AnswerAsync(folder, ["project", "deploy", "start", "-d", "once/call-center"], Address);
        Assert.NotEqual(0, (int)answer["status"]!);
        Assert.Contains("TIELINE_ORG", (string)answer["message"]!, StringComparison.Ordinal);
        await DeployAsync(folder, ["once/call-center"], Address, ("TIELINE_ORG", "00DTi0000000001MAA"));
        Assert.Equal("https://tieline.example.com/panels/softphone?org=00DTi0000000001MAA", (string)(await sf.Admin.QueryAsync("SELECT AdapterUrl FROM CallCenter WHERE InternalName = 'Tieline'")).Is(200).Records.Single()!["AdapterUrl"]!);
    }

    private static (string, string) Address => ("TIELINE_URL", "https://tieline.example.com");

    private string ProductPackage()
    {
        var folder = sf.NewFolder();
        var package = Path.Combine(ClientTools.Root, "salesforce");
        foreach (var part in new[] { "force-app", "once" }) Copy(Path.Combine(package, part), Path.Combine(folder, part));
        foreach (var file in new[] { "sfdx-project.json", ".forceignore" }) File.Copy(Path.Combine(package, file), Path.Combine(folder, file));
        return folder;
    }

    private async Task DeployAsync(string folder, string[] parts, params (string Name, string Value)[] environment)
    {
        var answer = await sf.AnswerAsync(folder, ["project", "deploy", "start", .. parts.SelectMany(part => new[] { "-d", part })], environment);
        Assert.True((int)answer["status"]! == 0, answer.ToJsonString());
        Assert.Equal("Succeeded", (string)answer["result"]!["status"]!);
    }

    /// <summary>How many of each are there: app, utility bar, External Client App, permission sets, classes, components, objects.</summary>
    private async Task<int[]> PartsAsync()
    {
        var parts = new[]
        {
            "CustomApplication WHERE DeveloperName = 'Webex'", "FlexiPage WHERE DeveloperName = 'Webex_Utility_Bar'", "ExternalClientApplication WHERE DeveloperName = 'Tieline'", "PermissionSet WHERE Name IN ('Webex_User', 'Tieline_Integration')",
            "ApexClass WHERE Name = 'TielineLaunch'", "LightningComponentBundle WHERE DeveloperName = 'webexSoftphone'", "CustomObject WHERE DeveloperName = 'Webex_Launch_Key'",
        };
        return await Task.WhenAll(parts.Select(async part => (await ToolingAsync($"SELECT Id FROM {part}")).Count));
    }

    private async Task<JsonArray> ToolingAsync(string soql) => (await sf.Admin.GetAsync("tooling/query?q=" + Uri.EscapeDataString(soql))).Is(200).Body!["records"]!.AsArray();

    private async Task SignsInAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "3MVG9upgraded"), new("client_secret", "not-a-real-secret")]);
        using var answer = await sf.Org.Http.PostAsync("/services/oauth2/token", form, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void Change(string file, params string[] oldAndNew)
    {
        var text = File.ReadAllText(file);
        foreach (var pair in oldAndNew.Chunk(2))
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        File.WriteAllText(file, text);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
