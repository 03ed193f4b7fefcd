using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Access;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

/// <summary>What the shell shows of a deployment.</summary>
public sealed class DeployedShellTests : IAsyncLifetime
{
    private Deployer to = null!;
    private string cookie = "";

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        using var signIn = await to.Org.Http.GetAsync("/lightning/login?user=ann.berg@nordlys.example");
        cookie = signIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await to.Org.ControlAsync("signer", new JsonObject { ["secret"] = "s", ["tieline"] = "http://127.0.0.1:5080" });
    }

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Fact]
    public async Task Without_a_deployment_it_is_the_shells_own_app()
    {
        var app = await AppAsync();
        Assert.Equal(("Nordlys Sales", "softphone", 0, 0), ((string)app["name"]!, (string)app["utilityBar"]![0]!["panel"]!, app["quickActions"]!.AsArray().Count, app["objects"]!.AsArray().Count));
        Assert.Contains("frame-src http://127.0.0.1:5080;", await PolicyAsync());
    }

    [Fact]
    public async Task A_deployed_app_brings_its_tabs_utility_bar_actions_and_objects()
    {
        await to.DeployedAsync(SampleProject.Package());
        await to.AssignAsync("Sample_Caller", (await to.Org.AsAsync()).UserId);
        var app = await AppAsync();
        Assert.Equal("Sample Calling", (string)app["name"]!);
        Assert.Equal(["Home", "Account", "Contact", "Call_Note__c", "Sample_Site"], app["navigation"]!.AsArray().Select(t => (string)t!));
        Assert.Equal("https://tieline.example.com/status", (string)app["tabs"]!["Sample_Site"]!["url"]!);
        var phone = Assert.Single(app["utilityBar"]!.AsArray())!;
        Assert.Equal(("Sample Phone", "call", 420, 460, true, "softphone", "/panels/softphone"),
            ((string)phone["label"]!, (string)phone["icon"]!, (int)phone["width"]!, (int)phone["height"]!, (bool)phone["startAutomatically"]!, (string)phone["panel"]!, (string)phone["path"]!));
        var action = Assert.Single(app["quickActions"]!.AsArray())!;
        Assert.Equal(("Contact", "Sample Call", "/panels/make-a-call"), ((string)action["object"]!, (string)action["label"]!, (string)action["path"]!));
        var note = Assert.Single(app["objects"]!.AsArray())!;
        Assert.Equal(("Call Notes", "a00", "Note Number"), ((string)note["plural"]!, (string)note["prefix"]!, (string)note["nameLabel"]!));
        Assert.Contains(note["fields"]!.AsArray(), f => (string?)f!["path"] == "Contact__r.Name" && (string)f["to"]! == "Contact");
    }

    [Fact]
    public async Task What_is_about_an_object_that_the_user_may_not_read_is_left_out()
    {
        await to.DeployedAsync(SampleProject.Package());
        await Permissions.OnObjectAsync(to.Admin, "Contact");
        var app = await AppAsync();
        Assert.Equal(["Home", "Account", "Sample_Site"], app["navigation"]!.AsArray().Select(t => (string)t!));
        Assert.Empty(app["quickActions"]!.AsArray());
        Assert.Empty(app["objects"]!.AsArray());
    }

    [Fact]
    public async Task Deployed_trusted_urls_decide_what_may_be_framed()
    {
        await to.DeployedAsync(SampleProject.Package());
        var policy = await PolicyAsync();
        Assert.Contains("frame-src https://tieline.example.com;", policy);
        Assert.DoesNotContain("5080", policy);
        await to.DeployedAsync(new Package().With("CspTrustedSite", "Sample_Tieline", "cspTrustedSites/Sample_Tieline.cspTrustedSite", "<endpointUrl>https://tieline.example.com</endpointUrl><isActive>false</isActive><isApplicableToFrameSrc>true</isApplicableToFrameSrc>"));
        Assert.Contains("frame-src 'none';", await PolicyAsync());
    }

    [Fact]
    public async Task A_component_without_a_panel_says_that_it_is_not_run()
    {
        await to.DeployedAsync(SampleProject.Package());
        await to.DeployedAsync(new Package().With("FlexiPage", "Sample_Utility_Bar", "flexipages/Sample_Utility_Bar.flexipage",
            "<flexiPageRegions><itemInstances><componentInstance><componentName>lightning:notes</componentName></componentInstance></itemInstances><name>utilityItems</name><type>Region</type></flexiPageRegions><masterLabel>M</masterLabel><template><name>one:utilityBarTemplateDesktop</name></template><type>UtilityBar</type>"));
        var item = Assert.Single((await AppAsync())["utilityBar"]!.AsArray())!;
        Assert.Equal(("lightning:notes", null), ((string?)item["notRun"], (string?)item["panel"]));
    }

    [Fact]
    public async Task An_object_can_be_removed_while_a_page_of_its_record_is_open()
    {
        await to.Org.ControlAsync("switches", new JsonObject { ["customNeedsPermission"] = false });
        await to.DeployedAsync(new Package().Object("Thing__c"));
        var id = await to.Admin.NewIdAsync("Thing__c", new { Name = "watched" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/lightning/events?about=" + id) { Headers = { { "Cookie", cookie } } };
        using var page = await to.Org.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", page.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await page.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Thing__c"));
        await to.DeployedAsync(new Package().Object("Thing__c"));
    }

    private async Task<JsonNode> AppAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/lightning/app") { Headers = { { "Cookie", cookie } } };
        using var answer = await to.Org.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<string> PolicyAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/lightning/page/home") { Headers = { { "Cookie", cookie } } };
        using var answer = await to.Org.Http.SendAsync(request);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }
}
