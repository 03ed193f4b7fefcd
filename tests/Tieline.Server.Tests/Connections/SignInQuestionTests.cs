using System.Net;
using System.Text.RegularExpressions;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Connections;

/// <summary>Ann begins a sign-in and sends its address to Bo: if he consents she would hold his line, so the window asks first.</summary>
public partial class SignInQuestionTests
{
    [Fact]
    public async Task Another_persons_consent_changes_nothing_until_the_window_was_answered()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync();
        var (ann, bo) = (panels[0], panels[1]);
        var (status, page, state) = await ann.SignInAsync("webex", person: TestWorld.Bo);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Are both of these you?", page, StringComparison.Ordinal);
        Assert.Contains($"{TestWorld.Bo}). The softphone that asked for this sign-in belongs to {TestWorld.Ann}.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal("waiting", (string?)(await ann.GetAsync($"/panels/api/sign-in/{state}"))["outcome"]);

        using var stopped = await AnswerAsync(world, page, "stop");
        Assert.Equal(HttpStatusCode.BadRequest, stopped.StatusCode);
        Assert.Equal("refused", (string?)(await ann.GetAsync($"/panels/api/sign-in/{state}"))["outcome"]);
        Assert.Equal("Linked", await WebexAsync(bo));
        using var late = await AnswerAsync(world, page, "go-on");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal("Linked", await WebexAsync(bo));
    }

    [Fact]
    public async Task Who_goes_on_has_the_line_and_the_colleague_who_had_it_is_signed_out()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync();
        var (ann, bo) = (panels[0], panels[1]);
        var (_, page, state) = await ann.SignInAsync("webex", person: TestWorld.Bo);

        using var gone = await AnswerAsync(world, page, "go-on");
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Contains("it is signed out", await gone.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        Assert.Equal("done", (string?)(await ann.GetAsync($"/panels/api/sign-in/{state}"))["outcome"]);
        Assert.Equal(("Linked", "Unlinked"), (await WebexAsync(ann), await WebexAsync(bo)));
        using var again = await AnswerAsync(world, page, "go-on");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task A_person_of_another_org_is_asked_also_when_an_administrator_here_expects_him()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var sandbox = await world.ConnectSecondOrgAsync();
        using var bo = await world.OpenPanelAsync(TestWorld.Bo, sandbox);
        Assert.Equal(HttpStatusCode.OK, (await bo.SignInAsync("webex")).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.AdminAsync(HttpMethod.Post, $"people/{await world.SalesforceUserIdAsync(TestWorld.Carla)}/person", new { email = TestWorld.Bo })).Status);

        using var carla = await world.OpenPanelAsync(TestWorld.Carla);
        var (_, page, _) = await carla.SignInAsync("webex", person: TestWorld.Bo);
        Assert.Contains("belongs to Carla Ruiz.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("in another Salesforce org now", page, StringComparison.Ordinal);
        Assert.Equal(("Unlinked", "Linked"), (await WebexAsync(carla), await WebexAsync(bo)));
    }

    [Fact]
    public async Task A_colleagues_line_is_asked_for_also_when_an_administrator_gives_it()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        Assert.Equal(HttpStatusCode.OK, (await world.AdminAsync(HttpMethod.Post, $"people/{await world.SalesforceUserIdAsync(TestWorld.Ann)}/person", new { email = TestWorld.Bo })).Status);
        var (_, page, _) = await panels[0].SignInAsync("webex", person: TestWorld.Bo);
        Assert.Contains("Another softphone is signed in as you now", page, StringComparison.Ordinal);
        Assert.Equal("Linked", await WebexAsync(panels[1]));
    }

    [Fact]
    public async Task A_tenant_that_is_leaving_takes_in_no_consent_any_more()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var (_, page, _) = await ann.SignInAsync("webex", person: TestWorld.Bo);
        await world.AdminAsync(HttpMethod.Post, "webex/personal-token", new { token = (string)(await world.Webex.ControlAsync("tokens", new { user = TestWorld.Ann }))["access_token"]! });
        Assert.True(await world.Get<Tenants>().ChangeAsync(world.TenantId, Actor.AdminKey, row => { (row.LeavingAt, row.ServiceAppClientId) = (1, "Sapp"); return []; }, TestWorld.Stop));

        using var answer = await AnswerAsync(world, page, "go-on");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("leaving Tieline", await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        foreach (var door in new[] { "salesforce/connect", "webex/service-app", "webex/personal-token", "webex/personal-token/register" })
        {
            Assert.Contains("leaving Tieline", (await world.AdminAsync(HttpMethod.Post, door, new { token = "x" })).Body.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_was_sealed_for_another_sign_in_or_came_after_ten_minutes_counts_for_nothing()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var (_, first, _) = await ann.SignInAsync("webex", person: TestWorld.Bo);
        var (_, second, _) = await ann.SignInAsync("webex", person: TestWorld.Carla);
        using var crossed = await AnswerAsync(world, first, "go-on", kept: Field(second, "kept"));
        using var forged = await AnswerAsync(world, first, "go-on", kept: "CfDJ8");
        using var empty = await world.Http.PostAsync("/connect/webex/answer", new FormUrlEncodedContent([]), TestWorld.Stop);
        using var json = await world.Http.PostAsync("/connect/webex/answer", new StringContent("{}"), TestWorld.Stop);
        await world.AdvanceAsync(TimeSpan.FromMinutes(11));
        using var late = await AnswerAsync(world, first, "go-on");
        Assert.All([crossed, forged, empty, json, late], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Equal("Unlinked", await WebexAsync(ann));
    }

    private static async Task<string?> WebexAsync(PanelClient panel) => (string?)(await panel.GetAsync("/panels/api/connections"))["webex"]!["state"];

    private static Task<HttpResponseMessage> AnswerAsync(TestWorld world, string page, string answer, string? kept = null) =>
        world.Http.PostAsync(
            "/connect/webex/answer",
            new FormUrlEncodedContent([new("state", Field(page, "state")), new("kept", kept ?? Field(page, "kept")), new("answer", answer)]),
            TestWorld.Stop);

    private static string Field(string page, string name) =>
        WebUtility.HtmlDecode(HiddenField().Matches(page).Single(field => field.Groups["name"].Value == name).Groups["value"].Value);

    [GeneratedRegex("""<input type="hidden" name="(?<name>\w+)" value="(?<value>[^"]*)">""")]
    private static partial Regex HiddenField();
}
