using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>What the client reads, where its page comes from, and what becomes of the recent records.</summary>
public sealed class HeaderTests : IAsyncLifetime
{
    private Deployer to = null!;

    public async ValueTask InitializeAsync() => to = await Deployer.StartAsync();

    public ValueTask DisposeAsync() => to.DisposeAsync();

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/*;q=0.5", 200)]
    [InlineData("application/xml, application/json;q=0.1", 200)]
    [InlineData("application/xml", 406)]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("nonsense", 406)]
    public async Task Who_does_not_read_JSON_is_refused(string accept, int status) => (await to.Admin.GetAsync("limits", ("Accept", accept))).Is(status);

    [Fact]
    public async Task Nothing_is_saved_for_who_cannot_read_the_answer()
    {
        (await to.Admin.SendAsync("POST", "sobjects/Account", new JsonObject { ["Name"] = "Unread" }, ("Accept", "application/xml"))).Refused("NOT_ACCEPTABLE", 406);
        Assert.Empty((await to.Admin.QueryAsync("SELECT Id FROM Account WHERE Name = 'Unread'")).Is(200).Records);
    }

    [Fact]
    public async Task A_page_of_another_origin_calls_once_it_is_on_the_allowlist()
    {
        (await to.Admin.GetAsync("limits", ("Origin", "https://tieline.example.com"))).Refused("FORBIDDEN", 403);
        await to.DeployedAsync(new Package().With("CorsWhitelistOrigin", "Tieline", "corsWhitelistOrigins/Tieline.corsWhitelistOrigin", "<urlPattern>https://*.example.com</urlPattern>"));
        var preflight = (await to.Admin.SendAsync("OPTIONS", "limits", null, ("Origin", "https://tieline.example.com"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"))).Is(200);
        Assert.Equal(("https://tieline.example.com", "authorization"), (preflight.Headers.GetValues("Access-Control-Allow-Origin").Single(), preflight.Headers.GetValues("Access-Control-Allow-Headers").Single()));
        Assert.Equal("https://tieline.example.com", (await to.Admin.GetAsync("limits", ("Origin", "https://tieline.example.com"))).Is(200).Headers.GetValues("Access-Control-Allow-Origin").Single());
        (await to.Admin.GetAsync("limits", ("Origin", to.Org.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)))).Is(200);
    }

    [Theory]
    [InlineData("https://a.example.com", "https://a.example.com", true)]
    [InlineData("https://*.example.com", "https://a.example.com", true)]
    [InlineData("https://*.example.com", "https://example.com", false)]
    [InlineData("https://*.example.com", "https://.example.com", false)]
    [InlineData("https://*.example.com", "https://aexample.com", false)]
    [InlineData("https://*.example.com", "http://a.example.com", false)]
    [InlineData("https://a.example.com", "https://a.example.com:8443", false)]
    public void A_pattern_stands_for_origins(string pattern, string origin, bool fits) => Assert.Equal(fits, CrossOrigin.Matches(pattern, origin));

    [Fact]
    public async Task The_recent_records_follow_what_the_client_says()
    {
        var quiet = await to.Admin.NewIdAsync("Account", new { Name = "Quiet" });
        var loud = (await to.Admin.SendAsync("POST", "sobjects/Account", new JsonObject { ["Name"] = "Loud" }, ("Sforce-Mru", "updateMru=true"))).Is(201).Id;
        async Task<string[]> RecentAsync() => [.. (await to.Admin.GetAsync("recent?limit=5")).Is(200).Body!.AsArray().Select(r => (string)r!["Id"]!)];
        Assert.Equal([loud], await RecentAsync());
        (await to.Admin.GetAsync("sobjects/Account/" + quiet)).Is(200);
        Assert.Equal([loud], await RecentAsync());
        (await to.Admin.GetAsync("sobjects/Account/" + quiet, ("Sforce-Mru", "updateMru=true"))).Is(200);
        Assert.Equal([quiet, loud], await RecentAsync());
    }

    [Theory]
    [InlineData("limits")]
    [InlineData("tabs")]
    [InlineData("sobjects/Account/describe/layouts")]
    [InlineData("sobjects/Account/listviews")]
    [InlineData("quickActions")]
    public async Task HEAD_tells_as_much_as_GET_without_the_body(string path) => Assert.Equal("", (await to.Admin.SendAsync("HEAD", path, null)).Is(200).Text);
}
