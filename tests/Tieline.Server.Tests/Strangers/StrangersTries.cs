using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Strangers;

/// <summary>What the stranger tries at each route, and what must come of it.</summary>
internal static class StrangersTries
{
    public static IReadOnlyDictionary<string, Func<TwoTenants, Task>> ByRoute { get; } = new Dictionary<string, Func<TwoTenants, Task>>
    {
        ["GET /health/live"] = TellsNothingAsync("/health/live"),
        ["* /health/ready"] = TellsNothingAsync("/health/ready"),
        ["GET /{**path:file}"] = TellsNothingAsync("/tieline.db"),
        ["HEAD /{**path:file}"] = TellsNothingAsync("/tieline/tieline.db"),
        ["GET /panels/api/clock"] = TellsNothingAsync("/panels/api/clock"),
        ["GET /admin"] = TellsNothingAsync("/admin"),
        ["GET /admin/{page:regex(^[a-z]+$)}"] = TellsNothingAsync("/admin/deliveries"),
        ["POST /admin/api/session"] = RefusedAsync(HttpMethod.Post, _ => "/admin/api/session"),
        ["GET /admin/api/tenants"] = RefusedAsync(HttpMethod.Get, _ => "/admin/api/tenants"),
        ["POST /admin/api/tenants"] = RefusedAsync(HttpMethod.Post, _ => "/admin/api/tenants"),
        ["GET /admin/api/tenants/{tenantId:guid}"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}"),
        ["POST /admin/api/tenants/{tenantId:guid}/salesforce/leave"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/salesforce/leave"),
        ["POST /admin/api/tenants/{tenantId:guid}/salesforce/sign-in"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/salesforce/sign-in"),
        ["POST /admin/api/checks/public-address"] = RefusedAsync(HttpMethod.Post, _ => "/admin/api/checks/public-address"),
        ["POST /admin/api/checks/my-domain"] = RefusedAsync(HttpMethod.Post, _ => "/admin/api/checks/my-domain"),
        ["PATCH /admin/api/tenants/{tenantId:guid}"] = RefusedAsync(HttpMethod.Patch, two => $"/admin/api/tenants/{two.World.TenantId}"),
        ["GET /admin/api/tenants/{tenantId:guid}/salesforce/sign-in/{state}"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/salesforce/sign-in/x"),
        ["DELETE /admin/api/tenants/{tenantId:guid}/webex/personal-token"] = RefusedAsync(HttpMethod.Delete, two => $"/admin/api/tenants/{two.World.TenantId}/webex/personal-token"),
        ["POST /admin/api/tenants/{tenantId:guid}/webhooks/{personId}/repair"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webhooks/{two.AnnPerson}/repair"),
        ["POST /admin/api/tenants/{tenantId:guid}/salesforce/certificate"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/salesforce/certificate"),
        ["POST /admin/api/tenants/{tenantId:guid}/salesforce/connect"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/salesforce/connect"),
        ["POST /admin/api/tenants/{tenantId:guid}/webex/check"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webex/check"),
        ["POST /admin/api/tenants/{tenantId:guid}/webex/service-app"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webex/service-app"),
        ["POST /admin/api/tenants/{tenantId:guid}/webex/personal-token"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webex/personal-token"),
        ["POST /admin/api/tenants/{tenantId:guid}/webex/personal-token/register"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webex/personal-token/register"),
        ["POST /admin/api/tenants/{tenantId:guid}/webhooks/prove"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/webhooks/prove"),
        ["POST /admin/api/tenants/{tenantId:guid}/test-call"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/test-call"),
        ["GET /admin/api/tenants/{tenantId:guid}/settings"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/settings"),
        ["POST /admin/api/tenants/{tenantId:guid}/settings"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/settings"),
        ["GET /admin/api/tenants/{tenantId:guid}/audit"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/audit"),
        ["POST /admin/api/tenants/{tenantId:guid}/audit/{entryId:guid}/undo"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/audit/{Guid.Empty}/undo"),
        ["GET /admin/api/tenants/{tenantId:guid}/people"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/people"),
        ["POST /admin/api/tenants/{tenantId:guid}/people/{userId}/person"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/people/005000000000001AAA/person"),
        ["POST /admin/api/tenants/{tenantId:guid}/people/{userId}/serve"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/people/005000000000001AAA/serve"),
        ["POST /admin/api/tenants/{tenantId:guid}/people/{userId}/sign-out"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/people/005000000000001AAA/sign-out"),
        ["GET /admin/api/tenants/{tenantId:guid}/roles"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/roles"),
        ["POST /admin/api/tenants/{tenantId:guid}/roles"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/roles"),
        ["GET /admin/api/tenants/{tenantId:guid}/doctor"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/doctor"),
        ["POST /admin/api/tenants/{tenantId:guid}/doctor"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/doctor"),
        ["POST /admin/api/tenants/{tenantId:guid}/doctor/{name}/fix"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/doctor/HostOrigins/fix"),
        ["GET /admin/api/tenants/{tenantId:guid}/config"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/config"),
        ["POST /admin/api/tenants/{tenantId:guid}/config/plan"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/config/plan"),
        ["POST /admin/api/tenants/{tenantId:guid}/config/apply"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/config/apply"),
        ["GET /admin/api/tenants/{tenantId:guid}/leaving"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/leaving"),
        ["POST /admin/api/tenants/{tenantId:guid}/leaving"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/leaving"),
        ["POST /admin/api/tenants/{tenantId:guid}/leaving/drop"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/leaving/drop"),
        ["POST /admin/api/tenants/{tenantId:guid}/leaving/skip"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/leaving/skip"),
        ["POST /admin/api/tenants/{tenantId:guid}/leaving/call-off"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/leaving/call-off"),
        ["GET /admin/api/tenants/{tenantId:guid}/leaving/export"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/leaving/export"),
        ["POST /admin/api/tenants/{tenantId:guid}/person/find"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/person/find"),
        ["POST /admin/api/tenants/{tenantId:guid}/person/export"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/person/export"),
        ["POST /admin/api/tenants/{tenantId:guid}/person/erase"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/person/erase"),
        ["GET /admin/api/leavings"] = RefusedAsync(HttpMethod.Get, _ => "/admin/api/leavings"),
        ["POST /admin/api/leavings/{tenantId:guid}/mail"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/leavings/{two.World.TenantId}/mail"),
        ["POST /admin/api/mail/test"] = RefusedAsync(HttpMethod.Post, _ => "/admin/api/mail/test"),
        ["GET /admin/api/tenants/{tenantId:guid}/launch-key"] = RefusedAsync(HttpMethod.Get, two => $"/admin/api/tenants/{two.World.TenantId}/launch-key"),
        ["POST /admin/api/tenants/{tenantId:guid}/launch-key/rotate"] = RefusedAsync(HttpMethod.Post, two => $"/admin/api/tenants/{two.World.TenantId}/launch-key/rotate"),
        ["GET /panels/sign-in"] = TellsNothingAsync("/panels/sign-in"),
        ["POST /panels/api/pop-up"] = LaunchTries.BeginAsync,
        ["POST /panels/api/pop-up/session"] = LaunchTries.OpenAsync,
        ["POST /connect/salesforce/answer"] = LaunchTries.AnswerAsync,
        ["GET /panels/home"] = SamePageForAllAsync("home"),
        ["GET /panels/meetings-calendar"] = SamePageForAllAsync("meetings-calendar"),
        ["GET /panels/meetings"] = SamePageForAllAsync("meetings"),
        ["GET /panels/schedule-a-meeting"] = SamePageForAllAsync("schedule-a-meeting"),
        ["GET /panels/spaces"] = SamePageForAllAsync("spaces"),
        ["GET /panels/create-a-space"] = SamePageForAllAsync("create-a-space"),
        ["GET /panels/webinars"] = SamePageForAllAsync("webinars"),
        ["POST /panels/softphone"] = LaunchTries.CanvasAsync("softphone"),
        ["POST /panels/make-a-call"] = LaunchTries.CanvasAsync("make-a-call"),
        ["POST /panels/call-log"] = LaunchTries.CanvasAsync("call-log"),
        ["POST /panels/home"] = LaunchTries.CanvasAsync("home"),
        ["POST /panels/administration"] = LaunchTries.CanvasAsync("administration"),
        ["POST /panels/meetings-calendar"] = LaunchTries.CanvasAsync("meetings-calendar"),
        ["POST /panels/meetings"] = LaunchTries.CanvasAsync("meetings"),
        ["POST /panels/schedule-a-meeting"] = LaunchTries.CanvasAsync("schedule-a-meeting"),
        ["POST /panels/spaces"] = LaunchTries.CanvasAsync("spaces"),
        ["POST /panels/create-a-space"] = LaunchTries.CanvasAsync("create-a-space"),
        ["POST /panels/webinars"] = LaunchTries.CanvasAsync("webinars"),
        ["GET /panels/softphone"] = SamePageForAllAsync("softphone"),
        ["GET /panels/make-a-call"] = SamePageForAllAsync("make-a-call"),
        ["GET /panels/call-log"] = SamePageForAllAsync("call-log"),
        ["GET /panels/administration"] = SamePageForAllAsync("administration"),
        ["POST /panels/api/session"] = LaunchAsync,
        ["GET /panels/api/connections"] = OwnConnectionsAsync,
        ["GET /panels/api/sign-in/{state}"] = OutcomeAsync,
        ["POST /panels/api/salesforce/sign-in"] = SignInAsync("salesforce"),
        ["POST /panels/api/webex/sign-in"] = SignInAsync("webex"),
        ["POST /panels/api/salesforce/sign-out"] = SignOutAsync("salesforce"),
        ["POST /panels/api/webex/sign-out"] = SignOutAsync("webex"),
        ["GET /connect/salesforce/callback"] = CallbackAsync("salesforce"),
        ["GET /connect/webex/callback"] = CallbackAsync("webex"),
        ["POST /connect/webex/answer"] = AnswerAsync,
        ["GET /connect/proof/{nonce}"] = TellsNothingAsync($"/connect/proof/{new string('A', 32)}"),
        ["POST /hooks/proof/{key}"] = ProofAsync,
        ["PUT /panels/api/calls/{callSessionId}/notes"] = NotesAsync,
        ["* /_blazor"] = CircuitAsync,
        ["* /_blazor/negotiate"] = CircuitNeedsASessionAsync,
        ["* /_blazor/disconnect"] = GoodbyeAsync,
        ["* /_blazor/initializers"] = TellsNothingAsync("/_blazor/initializers"),
    };

    /// <summary>Doors that are answered before the routes are looked at.</summary>
    public static IReadOnlyDictionary<string, Func<TwoTenants, Task>> BeforeRoutes { get; } = new Dictionary<string, Func<TwoTenants, Task>>
    {
        ["POST /hooks/webex/{webhookKey}"] = WebhookAsync,
    };

    private static Func<TwoTenants, Task> TellsNothingAsync(string path) => async two =>
    {
        using var answer = await two.Stranger.Http.GetAsync(path, TestWorld.Stop);
        var text = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        two.AssertTellsNothing(text);
        Assert.DoesNotContain(two.World.TenantId.ToString(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(two.World.OrgId, text, StringComparison.OrdinalIgnoreCase);
    };

    private static Func<TwoTenants, Task> RefusedAsync(HttpMethod method, Func<TwoTenants, string> path) => async two =>
    {
        using var request = new HttpRequestMessage(method, path(two)) { Content = method == HttpMethod.Post ? JsonContent.Create(new { }) : null };
        using var answer = await two.Stranger.Http.SendAsync(request, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    };

    private static Func<TwoTenants, Task> SamePageForAllAsync(string panel) => async two =>
    {
        var path = $"/panels/{panel}?org={two.World.OrgId}&call={two.CallSessionId}";
        using var page = await two.Stranger.Http.GetAsync(path, TestWorld.Stop);
        var text = await page.Content.ReadAsStringAsync(TestWorld.Stop);
        Assert.DoesNotContain(two.Private.Except([two.Task]), word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(await two.World.Http.GetStringAsync(path, TestWorld.Stop), text);
        Assert.DoesNotContain(two.Sandbox.Salesforce.Address, page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    };

    private static async Task LaunchAsync(TwoTenants two)
    {
        var user = await two.World.SalesforceUserIdAsync(TestWorld.Ann);
        var token = OrgSigner.Sign(two.Sandbox.LaunchSecret, two.World.OrgId, user, two.World.Clock.UtcNow);
        using var answer = await two.Stranger.Http.PostAsJsonAsync("/panels/api/session", new { token, org = two.World.OrgId }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task OwnConnectionsAsync(TwoTenants two)
    {
        using var visitor = await two.World.OpenPanelAsync(TestWorld.Eva, two.Sandbox); // Signed in nowhere, though Ann is.
        var shown = await visitor.GetAsync($"/panels/api/connections?tenant={two.World.TenantId}&agent={two.Ann.AgentId}");
        Assert.Equal(("Unlinked", "Unlinked"), ((string)shown["webex"]!["state"]!, (string)shown["salesforce"]!["state"]!));
    }

    private static async Task OutcomeAsync(TwoTenants two)
    {
        var state = (string)(await two.Ann.PostAsync("/panels/api/webex/sign-in"))["state"]!;
        using var answer = await two.Stranger.Http.GetAsync($"/panels/api/sign-in/{state}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    // The stranger's sign-in leads to his own org and is his own, whatever he adds.
    private static Func<TwoTenants, Task> SignInAsync(string cloud) => async two =>
    {
        var begun = await two.Stranger.PostAsync($"/panels/api/{cloud}/sign-in", new { tenant = two.World.TenantId, agent = two.Ann.AgentId });
        Assert.StartsWith(cloud == "salesforce" ? two.Sandbox.Salesforce.Address : two.World.Webex.Address, (string)begun["url"]!, StringComparison.Ordinal);
        using var answer = await two.Ann.Http.GetAsync($"/panels/api/sign-in/{begun["state"]}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    };

    private static Func<TwoTenants, Task> SignOutAsync(string cloud) => async two =>
    {
        using var visitor = await two.World.OpenPanelAsync(TestWorld.Bo, two.Sandbox);
        using var answer = await visitor.Http.PostAsJsonAsync($"/panels/api/{cloud}/sign-out", new { tenant = two.World.TenantId, agent = two.Ann.AgentId }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("Linked", (string)(await two.Ann.GetAsync("/panels/api/connections"))[cloud]!["state"]!);
        await two.Stranger.SignInAsync(cloud);
    };

    // The stranger ends Ann's sign-in with a code that was made for his own.
    private static Func<TwoTenants, Task> CallbackAsync(string cloud) => async two =>
    {
        var anns = (string)(await two.Ann.PostAsync($"/panels/api/{cloud}/sign-in"))["state"]!;
        var own = await two.Stranger.PostAsync($"/panels/api/{cloud}/sign-in");
        var code = HttpUtility.ParseQueryString((await Consent.GiveAsync(new Uri((string)own["url"]!), two.Stranger.User)).Query)["code"];
        using var page = await two.Stranger.Http.GetAsync($"/connect/{cloud}/callback?state={anns}&code={Uri.EscapeDataString(code!)}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("refused", (string)(await two.Ann.GetAsync($"/panels/api/sign-in/{anns}"))["outcome"]!);
        Assert.Equal(two.AnnPerson, (await two.World.Get<Agents>().FindAsync(two.World.TenantId, two.Ann.AgentId, TestWorld.Stop))!.PersonId);
    };

    // The stranger answers the question that Ann's window asks, with what was sealed for his own window.
    private static async Task AnswerAsync(TwoTenants two)
    {
        var (_, anns, state) = await two.Ann.SignInAsync("webex", TestWorld.Carla);
        var (_, own, _) = await two.Stranger.SignInAsync("webex", TestWorld.Carla);
        Assert.NotEqual(Kept(anns), Kept(own));
        using var form = new FormUrlEncodedContent([new("state", state), new("kept", Kept(own)), new("answer", "go-on")]);
        using var answer = await two.Stranger.Http.PostAsync("/connect/webex/answer", form, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(two.AnnPerson, (await two.World.Get<Agents>().FindAsync(two.World.TenantId, two.Ann.AgentId, TestWorld.Stop))!.PersonId);
    }

    private static string Kept(string page) => WebUtility.HtmlDecode(page.Split("name=\"kept\" value=\"")[1].Split('"')[0]);

    private static async Task NotesAsync(TwoTenants two)
    {
        foreach (var call in new[] { two.CallSessionId, Uri.EscapeDataString(two.Task), "..%2f" + two.CallSessionId })
        {
            using var answer = await two.Stranger.Http.PutAsJsonAsync($"/panels/api/calls/{call}/notes", new { notes = "by a stranger" }, TestWorld.Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            two.AssertTellsNothing(await answer.Content.ReadAsStringAsync(TestWorld.Stop));
        }

        Assert.Equal(TwoTenants.Note, (await two.World.Get<CallLogs>().DraftAsync(two.World.TenantId, two.CallSessionId, two.AnnPerson, TestWorld.Stop)).Notes);
    }

    private static async Task WebhookAsync(TwoTenants two)
    {
        var subscriptions = two.World.Get<WebhookSubscriptions>();
        var anns = (await subscriptions.OfPersonAsync(two.World.TenantId, two.AnnPerson, TestWorld.Stop))!;
        var own = (await subscriptions.OfPersonAsync(two.Sandbox.Id, two.StrangerPerson, TestWorld.Stop))!;
        var now = two.World.Clock.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"id":"w","resource":"telephony_calls","event":"deleted","data":{"eventType":"disconnected","eventTimestamp":"{{{now}}}","callId":"x","callSessionId":"{{{two.CallSessionId}}}","personality":"terminator","state":"disconnected","disconnected":"{{{now}}}"}}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(two, $"/hooks/webex/{anns.WebhookKey}", body, own.Secret));

        // Rightly signed for his own tenant it may say what it likes: Ann's call is not meant.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(two, $"/hooks/webex/{own.WebhookKey}", body, own.Secret));
        await two.World.EventuallyAsync(async () => await two.World.CountAsync("SELECT COUNT(*) FROM inbox WHERE state = 0") == 0);
        Assert.False((await two.World.Get<CallBoard>().FindAsync(two.World.TenantId, two.CallSessionId, two.AnnPerson, TestWorld.Stop))!.IsOver);
    }

    private static async Task<HttpStatusCode> PostAsync(TwoTenants two, string path, byte[] body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Spark-Signature", Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body)));
        using var answer = await two.World.Http.SendAsync(request, TestWorld.Stop);
        return answer.StatusCode;
    }

    // A delivery that he signs with his own webhook's secret proves nothing for Ann's tenant.
    private static async Task ProofAsync(TwoTenants two)
    {
        var proofs = two.World.Get<Proofs>();
        var (key, _) = await proofs.BeginAsync(two.World.TenantId, TestWorld.Stop);
        var own = (await two.World.Get<WebhookSubscriptions>().OfPersonAsync(two.Sandbox.Id, two.StrangerPerson, TestWorld.Stop))!;
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(two, $"/hooks/proof/{key}", "{}"u8.ToArray(), own.Secret));
        Assert.NotEqual(Proofs.Arrived, await proofs.OutcomeAsync(key, TestWorld.Stop));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(two, "/hooks/proof/unknown", "{}"u8.ToArray(), own.Secret));
    }

    // What a stranger's circuit shows is EveryPanel's matter; here: whose it is comes from the session, and there is none without.
    private static async Task CircuitAsync(TwoTenants two)
    {
        foreach (var query in new[] { "", "?access_token=forged", $"?access_token={two.World.AdminKey}", $"?tenant={two.World.TenantId}&agent={two.Ann.AgentId}" })
        {
            using var answer = await two.World.Http.GetAsync("/_blazor" + query, TestWorld.Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static async Task CircuitNeedsASessionAsync(TwoTenants two)
    {
        using var answer = await two.World.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    // A circuit is named by a secret that only its page has; who guesses ends none.
    private static async Task GoodbyeAsync(TwoTenants two)
    {
        using var form = new FormUrlEncodedContent([new("circuitId", two.Ann.AgentId.ToString())]);
        using var answer = await two.Stranger.Http.PostAsync("/_blazor/disconnect", form, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
