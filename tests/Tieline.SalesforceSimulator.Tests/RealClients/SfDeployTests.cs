using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>A project brought into the org by the <c>sf</c> command line.</summary>
public sealed class SfDeployTests(SfSession sf) : IClassFixture<SfSession>
{
    [Fact]
    public async Task Sf_deploys_a_project_and_what_it_brought_is_there()
    {
        var project = Path.GetFullPath(Path.Combine(Package.SampleFolder(), "../../.."));
        var folder = sf.NewFolder();
        foreach (var file in Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(project, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var answer = await sf.AnswerAsync(folder, ["project", "deploy", "start", "-d", "force-app"]);

        Assert.True((int)answer["status"]! == 0, answer.ToJsonString());
        Assert.Equal("Succeeded", (string)answer["result"]!["status"]!);
        var made = await sf.RunAsync("data", "create", "record", "-s", "Call_Note__c", "-v", "Caller__c=+12025550143");
        Assert.Equal("+12025550143", (string)(await sf.Admin.RowAsync("Call_Note__c", (string)made["id"]!))["Caller__c"]!);
    }
}
