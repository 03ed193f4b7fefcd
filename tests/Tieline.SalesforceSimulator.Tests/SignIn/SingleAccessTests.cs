using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Bulk;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>The link from an access token into the browser.</summary>
public sealed class SingleAccessTests(SteppedOrg stepped) : IClassFixture<SteppedOrg>
{
    private async Task<string> LinkAsync(string page) => new Uri((string)(await stepped.Ann.GetAsync("/services/oauth2/singleaccess?redirect_uri=" + Uri.EscapeDataString(page))).Is(200).Body!["frontdoor_uri"]!).PathAndQuery;

    private async Task<string> FollowAsync(string link)
    {
        using var answer = await stepped.Org.Http.GetAsync(link, TestContext.Current.CancellationToken);
        return answer.Headers.Location!.ToString();
    }

    [Theory]
    [InlineData("lightning/page/chatter", "/lightning/page/chatter")]
    [InlineData("", "/lightning/page/home")]
    [InlineData("//elsewhere.example/", "/lightning/page/home")]
    public async Task A_link_leads_to_the_orgs_own_pages_only(string page, string arrived) => Assert.Equal(arrived, await FollowAsync(await LinkAsync(page)));

    [Fact]
    public async Task A_link_is_good_for_a_minute()
    {
        var link = await LinkAsync("lightning/page/home");
        await stepped.PassAsync(60);
        Assert.Equal("/lightning/login", await FollowAsync(link));
    }

    [Fact]
    public async Task A_link_needs_a_token_for_the_browser_and_gives_none_for_the_API()
    {
        using var stranger = await stepped.Org.Http.GetAsync("/services/oauth2/singleaccess", TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)stranger.StatusCode);
        await stepped.Org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "narrow", ["consumerSecret"] = "s", ["scopes"] = new JsonArray("api"), ["clientCredentialsUser"] = "ann.berg@nordlys.example" });
        var narrow = await TokenAsync("grant_type=client_credentials");
        (await new OrgClient(stepped.Org.Http, (string)narrow["access_token"]!, "").GetAsync("/services/oauth2/singleaccess")).Is(403);
        var otp = (await LinkAsync("")).Split("otp=")[1];
        Assert.Equal("invalid_grant", (string)(await TokenAsync("grant_type=authorization_code&redirect_uri=%2F&code=" + otp))["error"]!);
    }

    private async Task<JsonNode> TokenAsync(string form)
    {
        using var content = new StringContent(form + "&client_id=narrow&client_secret=s", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await stepped.Org.Http.PostAsync("/services/oauth2/token", content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
