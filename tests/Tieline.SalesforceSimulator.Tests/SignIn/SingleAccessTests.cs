using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

public sealed class SingleAccessTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async ValueTask InitializeAsync() => org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task<HttpResponseMessage> BrowseAsync(string address) => org.Http.GetAsync(address, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_token_opens_the_org_in_a_browser_once()
    {
        var ann = await org.AsAsync();
        var address = (string)(await ann.GetAsync("/services/oauth2/singleaccess?redirect_uri=lightning/setup")).Is(200).Body!["frontdoor_uri"]!;
        using var entered = await BrowseAsync(address);
        Assert.Equal("/lightning/setup", entered.Headers.Location!.ToString());
        Assert.Contains("tieline_simulator_sid=", entered.Headers.GetValues("Set-Cookie").Single());
        using var again = await BrowseAsync(address);
        Assert.StartsWith("/lightning/login", again.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_address_does_not_lead_out_of_the_org_and_does_not_keep()
    {
        var ann = await org.AsAsync();
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        using var elsewhere = await BrowseAsync((string)(await ann.GetAsync("/services/oauth2/singleaccess?redirect_uri=https%3A%2F%2Fevil.example%2F")).Is(200).Body!["frontdoor_uri"]!);
        Assert.Equal("/lightning/page/home", elsewhere.Headers.Location!.ToString());
        var late = (string)(await ann.GetAsync("/services/oauth2/singleaccess")).Is(200).Body!["frontdoor_uri"]!;
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 61 });
        using var refused = await BrowseAsync(late);
        Assert.StartsWith("/lightning/login", refused.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_token_for_the_api_alone_opens_no_page()
    {
        await new AppDesk(org).PolicyAsync("""{"scopes":["api"]}""");
        var token = (string)(await new AppDesk(org).TokensAsync())["access_token"]!;
        Assert.Equal(403, (await new OrgClient(org.Http, token, "").GetAsync("/services/oauth2/singleaccess")).Status);
        Assert.Equal(401, (await new OrgClient(org.Http, "nonsense", "").GetAsync("/services/oauth2/singleaccess")).Status);
    }

    [Fact]
    public async Task New_connected_apps_are_not_made()
    {
        var ann = await org.AsAsync();
        Assert.Equal("invalid_client_metadata", (string)(await ann.SendAsync("POST", "/services/oauth2/register", new JsonObject())).Is(400).Body!["error"]!);
        Assert.Equal(401, (await new OrgClient(org.Http, "nonsense", "").SendAsync("POST", "/services/oauth2/register", new JsonObject())).Status);
        Assert.EndsWith("/services/oauth2/register", (string)(await org.GetJsonAsync("/.well-known/openid-configuration"))["register_endpoint"]!);
    }
}
