namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>Which pages show which component, as the Tooling API tells.</summary>
public sealed class DependencyTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task A_page_that_shows_a_component_is_told_of_until_it_shows_it_no_more()
    {
        await to.DeployedAsync(Page(Bundle(new Package(), "callPanel"), "callPanel", "c:callPanel"));
        Assert.Equal(["FlexiPage Front callPanel"], await ToldAsync());
        await to.DeployedAsync(Page(Bundle(new Package(), "notePanel"), "notePanel"));
        Assert.Equal(["FlexiPage Front notePanel"], await ToldAsync());
        await to.DeployedAsync(new Package().Deleting("FlexiPage", "Front"));
        Assert.Empty(await ToldAsync());
    }

    [Theory]
    [InlineData("WHERE RefMetadataComponentName = 'callPanel'")]
    [InlineData("WHERE RefMetadataComponentType = 'LightningComponentBundle' AND MetadataComponentName != 'Front'")]
    [InlineData("WHERE RefMetadataComponentType IN ('LightningComponentBundle')")]
    [InlineData("WHERE RefMetadataComponentType LIKE 'Lightning%'")]
    [InlineData("WHERE NOT RefMetadataComponentType = 'LightningComponentBundle'")]
    [InlineData("ORDER BY MetadataComponentName")]
    [InlineData("LIMIT 5 OFFSET 1")]
    public async Task Names_order_and_most_operators_are_refused(string rest) =>
        (await to.Admin.GetAsync("tooling/query?q=" + Uri.EscapeDataString($"SELECT MetadataComponentId FROM MetadataComponentDependency {rest}"))).Refused("MALFORMED_QUERY");

    [Theory]
    [InlineData("WHERE RefMetadataComponentType = 'LightningComponentBundle' AND (MetadataComponentType = 'FlexiPage' OR MetadataComponentType != 'CustomTab')")]
    [InlineData("WHERE RefMetadataComponentId = '0Rb000000000001AAA' LIMIT 3")]
    public async Task Types_and_ids_are_taken(string rest) => Assert.Empty(await to.ToolingAsync($"SELECT MetadataComponentId FROM MetadataComponentDependency {rest}"));

    [Fact]
    public async Task They_are_not_counted() =>
        (await to.Admin.GetAsync("tooling/query?q=" + Uri.EscapeDataString("SELECT COUNT() FROM MetadataComponentDependency"))).Refused("MALFORMED_QUERY");

    private static Package Bundle(Package package, string name) => package.Naming("LightningComponentBundle", name)
        .File($"lwc/{name}/{name}.js", "import { LightningElement } from 'lwc';\nexport default class extends LightningElement {}\n")
        .File($"lwc/{name}/{name}.html", "<template></template>\n")
        .File($"lwc/{name}/{name}.js-meta.xml", Package.Xml("LightningComponentBundle", "<apiVersion>66.0</apiVersion><isExposed>true</isExposed><targets><target>lightning__HomePage</target></targets>"));

    private static Package Page(Package package, params string[] components) => package.With("FlexiPage", "Front", "flexipages/Front.flexipage",
        $"<flexiPageRegions>{string.Concat(components.Select((name, at) => $"<itemInstances><componentInstance><componentName>{name}</componentName><identifier>part{at}</identifier></componentInstance></itemInstances>"))}<name>main</name><type>Region</type></flexiPageRegions><masterLabel>Front</masterLabel><template><name>home:desktopTemplate</name></template><type>HomePage</type>");

    private async Task<IEnumerable<string>> ToldAsync() =>
        (await to.ToolingAsync("SELECT MetadataComponentName, MetadataComponentType, RefMetadataComponentName FROM MetadataComponentDependency WHERE RefMetadataComponentType = 'LightningComponentBundle'"))
            .Select(row => $"{row!["MetadataComponentType"]} {row["MetadataComponentName"]} {row["RefMetadataComponentName"]}");
}
