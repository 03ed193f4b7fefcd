using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Tieline.Server.Connections;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections;

/// <summary>Each way in which a sign-in does not come to its end: a sentence that says what to do, and nothing stored.</summary>
public class SignInRefusalTests
{
    [Theory]
    [InlineData("webex")]
    [InlineData("salesforce")]
    public async Task Who_denies_is_told_that_nothing_was_changed(string cloud)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var (status, page, state) = await ann.SignInAsync(cloud, allow: false);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("You chose not to let Tieline in", page, StringComparison.Ordinal);
        await AssertRefusedAsync(ann, cloud, state, "You chose not to");
    }

    [Fact]
    public async Task A_state_serves_once_for_its_own_cloud_and_only_if_it_is_ours()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var back = await Consent.GiveAsync(await BeginAsync(ann, "webex"), TestWorld.Ann);
        await AssertUnknownAsync(world, back.PathAndQuery.Replace("/webex/", "/salesforce/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await world.Http.GetAsync(back, TestWorld.Stop)).StatusCode);
        await AssertUnknownAsync(world, back.PathAndQuery);

        var state = HttpUtility.ParseQueryString(back.Query)["state"]!;
        foreach (var wrong in new[] { "", "x", state[..^1] + (state[^1] == 'A' ? 'B' : 'A'), state + "A", new string('A', state.Length), "%00", "<script>" })
        {
            await AssertUnknownAsync(world, $"/connect/webex/callback?code=c&state={wrong}");
        }

        await AssertUnknownAsync(world, "/connect/webex/callback");
        await AssertUnknownAsync(world, $"/connect/webex/callback?state={state}&state={state}&code=c");
    }

    [Fact]
    public async Task A_sign_in_that_took_longer_than_ten_minutes_is_over()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var url = await BeginAsync(ann, "webex");
        await world.AdvanceAsync(TimeSpan.FromMinutes(11));
        await AssertRefusedAsync(ann, "webex", StateOf(url), "longer than ten minutes"); // Also while nobody has come back.
        using var answer = await world.Http.GetAsync(await Consent.GiveAsync(url, TestWorld.Ann), TestWorld.Stop);
        Assert.Contains("longer than ten minutes", await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        await AssertRefusedAsync(ann, "webex", StateOf(url), "longer than ten minutes");
    }

    [Theory]
    [InlineData("webex")]
    [InlineData("salesforce")]
    public async Task A_code_that_was_made_for_another_proof_is_not_exchanged(string cloud)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var url = await BeginAsync(ann, cloud);
        var altered = new Uri(Regex.Replace(url.OriginalString, "code_challenge=[^&]+", "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        using var answer = await world.Http.GetAsync(await Consent.GiveAsync(altered, TestWorld.Ann), TestWorld.Stop);
        Assert.Contains("did not accept this sign-in", await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        await AssertRefusedAsync(ann, cloud, StateOf(url), "did not accept");
    }

    [Fact]
    public async Task An_agent_cannot_sign_in_to_Salesforce_as_somebody_else()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var (_, page, state) = await ann.SignInAsync("salesforce", person: TestWorld.Bo);
        Assert.Contains("Bo Lind", page, StringComparison.Ordinal);
        await AssertRefusedAsync(ann, "salesforce", state, "opened by another user");
        Assert.Contains("POST /services/oauth2/revoke", await world.Salesforce.RequestsAsync()); // What Salesforce gave for it is given back.
    }

    [Fact]
    public async Task Of_a_sign_in_whose_user_Salesforce_does_not_name_it_keeps_nothing()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await world.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/oauth2/userinfo" }, times = 1, fault = new { kind = "status", status = 403 } });
        var (_, _, state) = await ann.SignInAsync("salesforce");
        await AssertRefusedAsync(ann, "salesforce", state, "Salesforce");
        Assert.Contains("POST /services/oauth2/revoke", await world.Salesforce.RequestsAsync());
    }

    // This server knows a tenant for half a minute.
    [Fact]
    public async Task An_agent_who_signs_in_with_the_org_from_which_another_server_has_just_parted_is_not_signed_in()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE tenants SET salesforce_org_id = NULL WHERE tenant_id = $1", [world.TenantId])], TestWorld.Stop);
        var (_, _, state) = await ann.SignInAsync("salesforce");
        await AssertRefusedAsync(ann, "salesforce", state, "another Salesforce org");
        Assert.Contains("POST /services/oauth2/revoke", await world.Salesforce.RequestsAsync());
    }

    [Fact]
    public async Task An_org_belongs_to_one_tenant_and_a_tenant_to_one_org()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var (second, _) = await world.NewTenantAsync("The same org again");
        Assert.Equal(HttpStatusCode.BadRequest, await world.SignInIntegrationAsync(second));
        Assert.Null((await world.Get<Tenants>().FindAsync(second, TestWorld.Stop))!.SalesforceOrgId);
        Assert.Equal(HttpStatusCode.OK, await world.SignInIntegrationAsync(world.TenantId));
        Assert.Equal(world.TenantId, (await world.Get<Tenants>().FindByOrgAsync(world.OrgId, TestWorld.Stop))!.Id);
    }

    [Theory]
    [InlineData("webex", "^/v1/access_token")]
    [InlineData("salesforce", "^/services/oauth2/token")]
    public async Task A_cloud_that_does_not_answer_is_named_and_the_sign_in_can_be_done_again(string cloud, string path)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var simulator = cloud == "webex" ? world.Webex : world.Salesforce;
        await simulator.ControlAsync("faults", new { match = new { method = "POST", path }, times = 1, fault = new { kind = "status", status = 503 } });
        var (_, page, state) = await ann.SignInAsync(cloud);
        Assert.Contains("did not answer", page, StringComparison.Ordinal);
        await AssertRefusedAsync(ann, cloud, state, "did not answer");
        Assert.Equal(HttpStatusCode.OK, (await ann.SignInAsync(cloud)).Status);
    }

    [Fact]
    public async Task A_user_who_signed_in_too_often_is_told_so()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var tooOften = new { error = "rate_limit_exceeded", error_description = "login rate exceeded" };
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, times = 1, fault = new { kind = "status", status = 400, body = tooOften } });
        var (_, page, state) = await ann.SignInAsync("salesforce");
        Assert.Contains("too many sign-ins of this user within an hour", page, StringComparison.Ordinal);
        await AssertRefusedAsync(ann, "salesforce", state, "too many sign-ins of this user within an hour");
        Assert.Equal(HttpStatusCode.OK, (await ann.SignInAsync("salesforce")).Status);
    }

    [Fact]
    public async Task The_clouds_own_words_are_shown_as_text()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var url = await BeginAsync(ann, "webex");
        using var answer = await world.Http.GetAsync(
            $"/connect/webex/callback?state={StateOf(url)}&error=server_error&error_description={Uri.EscapeDataString("<script>alert(1)</script>")}", TestWorld.Stop);
        var page = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_page_speaks_the_persons_language()
    {
        await using var world = await TestWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/webex/callback?state=x");
        request.Headers.Add("Accept-Language", "da-DK,da;q=0.9,en;q=0.5");
        using var answer = await world.Http.SendAsync(request, TestWorld.Stop);
        var page = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        Assert.Contains("<html lang=\"da\">", page, StringComparison.Ordinal);
        Assert.Contains("allerede brugt", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_a_sign_in_is_told_to_the_agent_who_began_it_only()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var bo = await world.OpenPanelAsync(TestWorld.Bo);
        var state = StateOf(await BeginAsync(ann, "webex"));
        Assert.Equal("waiting", (string)(await ann.GetAsync($"/panels/api/sign-in/{state}"))["outcome"]!);
        using var answer = await bo.Http.GetAsync($"/panels/api/sign-in/{state}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<Uri> BeginAsync(PanelClient panel, string cloud) => new((string)(await panel.PostAsync($"/panels/api/{cloud}/sign-in"))["url"]!);

    private static string StateOf(Uri url) => HttpUtility.ParseQueryString(url.Query)["state"]!;

    private static async Task AssertUnknownAsync(TestWorld world, string pathAndQuery)
    {
        using var answer = await world.Http.GetAsync(pathAndQuery, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("not started here, or it was used already", await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(PanelClient panel, string cloud, string state, string words)
    {
        var outcome = await panel.GetAsync($"/panels/api/sign-in/{state}");
        Assert.Equal("refused", (string)outcome["outcome"]!);
        Assert.Contains(words, (string)outcome["message"]!, StringComparison.Ordinal);
        Assert.Equal("Unlinked", (string)(await panel.GetAsync("/panels/api/connections"))[cloud]!["state"]!);
    }
}
