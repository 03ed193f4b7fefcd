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
    public async Task Sf_deploys_the_products_own_package_with_the_servers_address_in_it()
    {
        var folder = sf.NewFolder();
        var package = Path.Combine(ClientTools.Root, "salesforce");
        Copy(Path.Combine(package, "force-app"), Path.Combine(folder, "force-app"));
        foreach (var file in new[] { "sfdx-project.json", ".forceignore" }) File.Copy(Path.Combine(package, file), Path.Combine(folder, file));

        var answer = await sf.AnswerAsync(folder, ["project", "deploy", "start", "-d", "force-app"],
            ("TIELINE_URL", "https://tieline.example.com"), ("TIELINE_CONTACT", "it@nordlys.example"), ("TIELINE_ORG", "00DTi0000000001MAA"));

        Assert.True((int)answer["status"]! == 0, answer.ToJsonString());
        Assert.Equal("Succeeded", (string)answer["result"]!["status"]!);
        Assert.Equal("https://tieline.example.com", (string)(await sf.Admin.QueryAsync("SELECT EndpointUrl FROM CspTrustedSite WHERE DeveloperName = 'Tieline'")).Is(200).Records.Single()!["EndpointUrl"]!);
        Assert.Equal(3, (await sf.Admin.QueryAsync("SELECT Id FROM PermissionSet WHERE Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')")).Is(200).Records.Count);
        await sf.RunAsync("org", "assign", "permset", "-n", "Webex_User", "-n", "Webex_Import_Admin");
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
