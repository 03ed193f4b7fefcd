using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Tests.Panels;

/// <summary>A panel opened by Salesforce Canvas: its signed request is believed, nothing else is, and each serves once.</summary>
public class CanvasTests(LaunchTests.ConnectedWorld connected) : IClassFixture<LaunchTests.ConnectedWorld>
{
    private const string Secret = TestWorld.Secrets.ConsumerSecret;

    private TestWorld World => connected.World;

    [Fact]
    public async Task A_signed_request_opens_the_panel_for_its_user()
    {
        using var answer = await PostAsync(await SignAsync(recordId: "003000000000001AAA"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await PageAsync(answer);
        Assert.Equal(("Ann Berg", "003000000000001AAA", "Contact"), ((string)page["canvas"]!["opened"]!["agent"]!["name"]!, (string)page["canvas"]!["recordId"]!, (string)page["canvas"]!["objectApiName"]!));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.EndsWith($"frame-ancestors {World.Salesforce.Address}", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        using var panel = World.NewClient();
        panel.DefaultRequestHeaders.Authorization = new("Bearer", (string)page["canvas"]!["opened"]!["session"]!);
        using var connections = await panel.GetAsync("/panels/api/connections", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.OK, connections.StatusCode);
    }

    [Fact]
    public async Task It_serves_once_however_many_try_at_the_same_time()
    {
        var request = await SignAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(request)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await RefusedAsync(request, "UsedBefore", "has opened a panel before");
        World.Clock.Advance(TimeSpan.FromDays(2));
        await World.RestartServerAsync();
        await RefusedAsync(request, "UsedBefore", "has opened a panel before");
        // After two days the upkeep of launch keys asks the org, once: the single fault of another test here is not for it.
        await World.EventuallyAsync(async () => (await World.Get<LaunchKeys>().StateAsync(World.TenantId, TestWorld.Stop)).CheckedAt == World.Clock.UtcNow);
    }

    [Fact]
    public async Task Another_secret_or_a_changed_context_is_refused()
    {
        await RefusedAsync(CanvasSigner.Sign("another secret", World.OrgId, await AnnAsync(), await TokenAsync()), "BadSignature", "consumer secret");
        var (ann, bo) = (await SignAsync(), CanvasSigner.Sign(Secret, World.OrgId, await World.SalesforceUserIdAsync(TestWorld.Bo), await TokenAsync(TestWorld.Bo)));
        await RefusedAsync(ann.Split('.')[0] + "." + bo.Split('.')[1], "BadSignature", "consumer secret");
        await RefusedAsync("." + ann.Split('.')[1], "Malformed", "no signed request");
    }

    [Fact]
    public async Task An_empty_secret_signs_nothing_for_a_tenant_that_has_none()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.Get<TenantChanges>().WriteAsync(world.TenantId, new TenantChange { Salesforce = new(ConsumerSecret: "") }, Actor.AdminKey, TestWorld.Stop);
        var token = (string)(await world.Salesforce.ControlAsync($"token?user={TestWorld.Ann}"))["access_token"]!;
        using var form = new FormUrlEncodedContent([new("signed_request", CanvasSigner.Sign("", world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), token))]);
        using var answer = await world.Http.PostAsync("/panels/softphone", form, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("A launch by Canvas was refused: BadSignature", world.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_algorithm_is_refused_though_the_signature_is_good() =>
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), await TokenAsync(), algorithm: "none"), "OtherAlgorithm", "newer version");

    [Fact]
    public async Task Another_org_is_refused()
    {
        await RefusedAsync(CanvasSigner.Sign(Secret, "00D000000000999AAA", await AnnAsync(), await TokenAsync()), "OtherOrg", "not the one");
        using var answer = await PostAsync(await SignAsync(), "?org=00D000000000999AAA");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_user_or_with_two_is_refused()
    {
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, null, await TokenAsync()), "NoUser", "which active user");
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), await TokenAsync(), envelopeUser: await World.SalesforceUserIdAsync(TestWorld.Bo)), "NoUser", "which active user");
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), null), "NoUser", "which active user");
        await RefusedAsync(CanvasSigner.SignEnvelope(Secret, """{"algorithm":"HMACSHA256","context":{"organization":{"organizationId":"ORG"}}}""".Replace("ORG", World.OrgId, StringComparison.Ordinal)), "NoUser", "which active user");
    }

    [Fact]
    public async Task A_token_that_has_ended_or_is_anothers_is_refused()
    {
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), await TokenAsync(TestWorld.Bo)), "Ended", "session of this request is over");
        await RefusedAsync(CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), "made up"), "Ended", "session of this request is over");
    }

    [Fact]
    public async Task The_sentence_is_in_the_users_language() =>
        await RefusedAsync(CanvasSigner.Sign("another secret", World.OrgId, await AnnAsync(), "x", language: "da"), "BadSignature", "forbrugerhemmelighed");

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("e30.e30")]
    [InlineData("e30.W10")]
    [InlineData("e30.bnVsbA")]
    [InlineData("{}.{}")]
    public async Task What_is_no_signed_request_is_refused_and_no_fault_of_ours(string text)
    {
        using var answer = await PostAsync(text);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(TestWorld.Ann, "^/services/oauth2/userinfo")]
    [InlineData(TestWorld.David, "^/services/data/.*/query")] // He comes for the first time, so that the org must say who he is.
    public async Task A_request_waits_for_Salesforce_and_is_not_used_up(string user, string path)
    {
        var request = CanvasSigner.Sign(Secret, World.OrgId, await World.SalesforceUserIdAsync(user), await TokenAsync(user));
        await World.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path }, times = 1, fault = new { kind = "serverUnavailable" } });
        using var busy = await PostAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        using var again = await PostAsync(request);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private Task<string> AnnAsync() => World.SalesforceUserIdAsync(TestWorld.Ann);

    private async Task<string> TokenAsync(string user = TestWorld.Ann) => (string)(await World.Salesforce.ControlAsync($"token?user={user}"))["access_token"]!;

    private async Task<string> SignAsync(string? recordId = null) => CanvasSigner.Sign(Secret, World.OrgId, await AnnAsync(), await TokenAsync(), recordId: recordId);

    private async Task<HttpResponseMessage> PostAsync(string request, string query = "")
    {
        using var form = new FormUrlEncodedContent([new("signed_request", request)]);
        return await World.Http.PostAsync("/panels/softphone" + query, form, TestWorld.Stop);
    }

    private async Task RefusedAsync(string request, string reason, string words)
    {
        using var answer = await PostAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestWorld.Stop));
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("tieline-page", page, StringComparison.Ordinal);
        Assert.Contains("A launch by Canvas was refused: " + reason, World.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> PageAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        return JsonNode.Parse(html.Split("id=\"tieline-page\">")[1].Split("</script>")[0])!;
    }
}
