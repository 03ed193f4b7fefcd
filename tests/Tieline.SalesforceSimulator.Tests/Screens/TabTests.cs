using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Screens;

/// <summary>Tabs, themes and the app menu.</summary>
public sealed class TabTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task Deployed_tabs_and_apps_stand_beside_the_standard_ones()
    {
        await to.DeployedAsync(SampleProject.Package());
        var tabs = (await to.Admin.GetAsync("tabs")).Is(200).Body!.AsArray();
        Assert.Contains(tabs, t => (string)t!["name"]! == "standard-Contact" && !(bool)t["custom"]! && (string)t["sobjectName"]! == "Contact");
        Assert.Contains(tabs, t => (bool)t!["custom"]!);
        var theme = (await to.Admin.GetAsync("theme")).Is(200).Body!["themeItems"]!.AsArray();
        Assert.Equal("7F8DE1", (string)theme.Single(i => (string)i!["name"]! == "Account")!["colors"]![0]!["color"]!);
        var menu = (await to.Admin.GetAsync("appMenu")).Is(200).Body!;
        var apps = (await to.Admin.GetAsync((string)menu["AppSwitcher"]!)).Is(200).Body!["appMenuItems"]!.AsArray().Select(i => (string)i!["label"]!).ToList();
        Assert.Contains("Sales", apps);
        Assert.Contains("Sample Calling", apps);
        Assert.NotEmpty((await to.Admin.GetAsync((string)menu["Salesforce1"]!)).Is(200).Body!["appMenuItems"]!.AsArray());
        (await to.Admin.GetAsync("appMenu/Nothing")).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Every_address_of_the_versions_map_answers_or_says_what_it_wants()
    {
        foreach (var (name, url) in (await to.Admin.GetAsync("/services/data/v66.0")).Is(200).Body!.AsObject())
            if (name is not ("identity" or "jobs" or "metadata" or "tooling"))
                Assert.NotEqual(404, (await to.Admin.GetAsync((string)url!)).Status);
    }
}
