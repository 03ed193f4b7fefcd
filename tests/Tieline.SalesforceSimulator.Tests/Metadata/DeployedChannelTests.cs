using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Channels for change events that come with a package.</summary>
public sealed class DeployedChannelTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task A_deployed_member_selects_its_object_until_it_is_deleted()
    {
        await to.DeployedAsync(Selecting(new Package(), "Contact"));
        Assert.Equal(["Contact"], await SelectedAsync());
        await to.DeployedAsync(new Package().Deleting("PlatformEventChannelMember", "Selects_Contact"));
        Assert.Empty(await SelectedAsync());
    }

    [Fact]
    public async Task A_sixth_object_is_refused_and_the_undone_deployment_selects_none()
    {
        var package = new[] { "Account", "Contact", "Lead", "Case", "Opportunity", "Task" }.Aggregate(new Package(), Selecting);
        var problem = (await to.ProblemsAsync(package)).Single(p => p.Key.StartsWith("Selects_", StringComparison.Ordinal)).Value;
        Assert.Equal("You can select up to 5 entities for Change Data Capture.", problem);
        Assert.Empty(await SelectedAsync());
    }

    [Theory]
    [InlineData("Profile")]
    [InlineData("Nothing")]
    public async Task An_object_that_tells_of_no_changes_is_refused_where_the_member_names_it(string name)
    {
        var failure = Assert.Single((await to.DeployAsync(Selecting(new Package(), name)))["details"]!["componentFailures"]!.AsArray())!;
        Assert.Equal(("Selects_" + name, $"In field: selectedEntity - no CustomObject named {name}ChangeEvent found", true), ((string)failure["fullName"]!, (string)failure["problem"]!, (int)failure["lineNumber"]! > 0));
    }

    private static Package Selecting(Package package, string objectName) => package.With("PlatformEventChannelMember", "Selects_" + objectName,
        $"platformEventChannelMembers/Selects_{objectName}.platformEventChannelMember", $"<eventChannel>ChangeEvents</eventChannel><selectedEntity>{objectName}ChangeEvent</selectedEntity>");

    private async Task<string[]> SelectedAsync() => [.. (await to.Org.GetJsonAsync("/control/pubsub"))["selected"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)];
}
