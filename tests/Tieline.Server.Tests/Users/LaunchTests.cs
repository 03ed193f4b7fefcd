using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>Who may open a panel is told by the org's signature alone. Each refusal has its reason in the log and one sentence for the caller.</summary>
public class LaunchTests(LaunchTests.ConnectedWorld connected) : IClassFixture<LaunchTests.ConnectedWorld>
{
    private TestWorld World => connected.World;

    [Fact]
    public async Task A_token_of_the_org_opens_a_session_for_its_user()
    {
        using var answer = await LaunchAsync(await World.LaunchTokenAsync(TestWorld.Ann));
        var session = await Simulator.ReadAsync(answer);
        Assert.Equal("Ann Berg", (string)session["agent"]!["name"]!);
        Assert.Equal(World.Clock.UtcNow + PanelSessions.Lifetime, (DateTimeOffset)session["expiresAt"]!);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_user_is_one_agent_however_often_he_launches()
    {
        var first = (string)(await Simulator.ReadAsync(await LaunchAsync(await World.LaunchTokenAsync(TestWorld.Bo))))["agent"]!["id"]!;
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => World.LaunchTokenAsync(TestWorld.Bo)));
        var ids = await Task.WhenAll(tokens.Select(async token => (string)(await Simulator.ReadAsync(await LaunchAsync(token)))["agent"]!["id"]!));
        Assert.All(ids, id => Assert.Equal(first, id));
    }

    [Fact]
    public async Task A_token_serves_once_however_many_try_at_the_same_time()
    {
        var token = await World.LaunchTokenAsync(TestWorld.Ann);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LaunchAsync(token)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await RefusedAsync(token, "UsedBefore");
    }

    [Fact]
    public async Task A_token_signed_with_another_secret_is_refused() =>
        await RefusedAsync(OrgSigner.Sign("another secret", World.OrgId, await AnnAsync(), World.Clock.UtcNow), "BadSignature");

    [Fact]
    public async Task A_token_whose_payload_was_changed_is_refused()
    {
        var (ann, bo) = (await World.LaunchTokenAsync(TestWorld.Ann), await World.LaunchTokenAsync(TestWorld.Bo));
        await RefusedAsync(ann.Split('.')[0] + "." + bo.Split('.')[1], "BadSignature");
        await RefusedAsync(ann.Split('.')[0] + ".", "BadSignature");
    }

    [Theory]
    [InlineData(-75, "Expired")]
    [InlineData(15, "FromTheFuture")]
    public async Task A_token_of_another_time_is_refused(int seconds, string reason) =>
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, await AnnAsync(), World.Clock.UtcNow.AddSeconds(seconds)), reason);

    [Theory]
    [InlineData(-65)]
    [InlineData(8)]
    public async Task A_clock_that_is_a_little_off_is_borne(int seconds)
    {
        using var answer = await LaunchAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, await AnnAsync(), World.Clock.UtcNow.AddSeconds(seconds)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_would_live_longer_than_a_minute_is_refused() =>
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, await AnnAsync(), World.Clock.UtcNow, lifeSeconds: 3600), "LivesTooLong");

    [Fact]
    public async Task A_token_for_somebody_else_or_of_another_version_is_refused()
    {
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, await AnnAsync(), World.Clock.UtcNow, audience: "another-app"), "OtherAudience");
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, await AnnAsync(), World.Clock.UtcNow, version: 2), "OtherAudience");
    }

    [Fact]
    public async Task A_token_of_an_org_that_is_not_connected_is_refused() =>
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, "00D000000000999AAA", await AnnAsync(), World.Clock.UtcNow), "UnknownOrg");

    [Fact]
    public async Task A_token_of_one_org_is_not_taken_in_the_panel_of_another()
    {
        using var answer = await World.Http.PostAsJsonAsync("/panels/api/session", new { token = await World.LaunchTokenAsync(TestWorld.Ann), org = "00D000000000999AAA" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("A launch was refused: OtherOrg", World.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_whom_the_org_does_not_have_is_refused() =>
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, "005000000000999AAA", World.Clock.UtcNow), "UnknownUser");

    [Theory]
    [InlineData("' OR Name != '")]
    [InlineData("not an id")]
    public async Task A_user_who_is_no_id_is_refused(string user) =>
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, user, World.Clock.UtcNow), "UnknownUser");

    [Fact]
    public async Task An_inactive_user_is_refused()
    {
        using var reader = new HttpRequestMessage(HttpMethod.Get, "/services/data/v66.0/query?q=" + Uri.EscapeDataString("SELECT Id FROM User WHERE IsActive = FALSE LIMIT 1"));
        reader.Headers.Authorization = new("Bearer", (string)(await World.Salesforce.ControlAsync($"token?user={TestWorld.Integration}"))["access_token"]!);
        var rows = await Simulator.ReadAsync(await World.Salesforce.Http.SendAsync(reader, TestWorld.Stop));
        var inactive = (string)rows["records"]!.AsArray().Single()!["Id"]!;
        await RefusedAsync(OrgSigner.Sign(World.LaunchSecret, World.OrgId, inactive, World.Clock.UtcNow), "InactiveUser");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("e30")]
    [InlineData("e30.e30")]
    [InlineData("bm90IGpzb24.e30")]
    [InlineData("W10.e30")]
    [InlineData("bnVsbA.e30")]
    [InlineData("{}.{}")]
    [InlineData("\u0000.\u0000")]
    [InlineData("eyJ2IjoiMSJ9.e30")]
    public async Task What_is_no_token_is_refused_and_no_fault_of_ours(string token) => await RefusedAsync(token, "Malformed");

    [Fact]
    public async Task A_token_of_boundless_length_is_refused() => await RefusedAsync(new string('a', 100_000) + ".a", "Malformed");

    [Fact]
    public async Task Each_text_where_a_token_has_a_number_is_refused() =>
        await RefusedAsync(OrgSigner.SignPayload(World.LaunchSecret, $$"""{"v":1,"aud":"tieline","org":"{{World.OrgId}}","user":"{{await AnnAsync()}}","jti":"0123456789abcdef","iat":"now","exp":"later"}"""), "Malformed");

    [Fact]
    public async Task Numbers_beyond_all_time_are_refused() =>
        await RefusedAsync(OrgSigner.SignPayload(World.LaunchSecret, $$"""{"v":1,"aud":"tieline","org":"{{World.OrgId}}","user":"{{await AnnAsync()}}","jti":"0123456789abcdef","iat":-9223372036854775808,"exp":9223372036854775807}"""), "LivesTooLong");

    private Task<string> AnnAsync() => World.SalesforceUserIdAsync(TestWorld.Ann);

    private Task<HttpResponseMessage> LaunchAsync(string token) => World.Http.PostAsJsonAsync("/panels/api/session", new { token }, TestWorld.Stop);

    [Fact]
    public async Task He_is_refused_in_the_language_of_his_token_and_else_of_his_browser()
    {
        await RefusedAsync("x", "Malformed", "Tieline kunne ikke åbnes for dig.", "da");
        await RefusedAsync(OrgSigner.SignPayload("another secret", $$"""{"v":1,"aud":"tieline","org":"{{World.OrgId}}","user":"x","jti":"0123456789abcdef","iat":1,"exp":2,"lang":"da"}"""), "BadSignature", "Tieline kunne ikke åbnes for dig.", "en");
    }

    private async Task RefusedAsync(string token, string reason, string title = "Tieline could not be opened for you.", string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/panels/api/session") { Content = JsonContent.Create(new { token }) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop))!;
        Assert.Equal(title, (string)problem["title"]!);
        Assert.DoesNotContain(reason, problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("A launch was refused: " + reason, World.Log.Text, StringComparison.Ordinal);
    }

    public sealed class ConnectedWorld : IAsyncLifetime
    {
        public TestWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            World = await TestWorld.StartAsync();
            await World.ConnectOrgAsync();
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
