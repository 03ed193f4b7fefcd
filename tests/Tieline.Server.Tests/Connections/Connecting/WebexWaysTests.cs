using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Connections.Connecting;

public class WebexWaysTests
{
    internal const string AppId = "Sapp";
    internal const string AppSecret = "app-secret-4713-do-not-leak";

    [Theory]
    [InlineData("none", "Webex knows the integration")]
    [InlineData("id", "knows no integration with this client id")]
    [InlineData("secret", "The client secret does not fit the client id")]
    [InlineData("redirect", "does not know Tieline’s redirect URI")]
    [InlineData("scope", "The integration lacks a scope")]
    public async Task An_integration_is_checked_before_anybody_signs_in(string wrong, string sentence)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await IntegrationAsync(
            wizard,
            wrong == "redirect" ? "https://elsewhere.example/callback" : $"{wizard.World.Address}/connect/webex/callback",
            wrong == "scope" ? ["spark:people_read"] : WebexScopes);
        await wizard.PatchAsync(new
        {
            webex = new { apiBase = wizard.World.Webex.Address + "/v1", clientId = wrong == "id" ? "Cmistyped" : "Cwizard", clientSecret = wrong == "secret" ? "mistyped" : TestWorld.Secrets.WebexSecret },
        });
        var (status, message) = await wizard.PostAsync("webex/check");
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Equal(wrong == "none" ? HttpStatusCode.OK : HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task A_Service_App_is_linked_renewed_once_for_all_and_needs_attention_when_its_authorization_ends()
    {
        await using var wizard = await WizardWorld.StartAsync();
        var world = wizard.World;
        var refreshToken = await ServiceAppAsync(world.Webex);
        await wizard.PatchAsync(new { webex = new { apiBase = world.Webex.Address + "/v1" }, serviceApp = new { clientId = "Sapp", clientSecret = "mistyped" } });
        Assert.Contains("The client secret does not fit", (await wizard.PostAsync("webex/service-app", new { token = refreshToken })).Message, StringComparison.Ordinal);
        await wizard.PatchAsync(new { serviceApp = new { clientSecret = AppSecret } });
        Assert.Contains("no longer works", (await wizard.PostAsync("webex/service-app", new { token = "not the token" })).Message, StringComparison.Ordinal);

        var (status, message) = await wizard.PostAsync("webex/service-app", new { token = refreshToken });
        Assert.True(status == HttpStatusCode.OK, message);
        var webex = (await world.Get<CloudClients>().WebexAsServiceAppAsync(wizard.TenantId, TestWorld.Stop))!;
        Assert.Equal(TestWorld.Ann, (await webex.People.FindByEmailAsync(TestWorld.Ann, false, TestWorld.Stop))!.Emails[0]);

        var before = (await world.Webex.RequestsAsync()).Count(one => one == "POST /v1/access_token");
        await world.Webex.ControlAsync("clock", new { advanceSeconds = TimeSpan.FromDays(15).TotalSeconds });
        world.Clock.Advance(TimeSpan.FromDays(15));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => webex.People.FindByEmailAsync(TestWorld.Ann, false, TestWorld.Stop)));
        Assert.Equal(before + 1, (await world.Webex.RequestsAsync()).Count(one => one == "POST /v1/access_token"));

        await world.Webex.ControlAsync("service-apps/Sapp/deauthorize", new { admin = "admin@nordlys.example" });
        await Assert.ThrowsAsync<Tieline.Webex.WebexException>(() => webex.People.FindByEmailAsync(TestWorld.Ann, false, TestWorld.Stop));
        Assert.Equal(ConnectionState.NeedsAttention, (await world.Get<Consents>().StatusAsync(GrantKey.ServiceApp(wizard.TenantId), TestWorld.Stop)).State);
        Assert.Null(await world.Get<CloudClients>().WebexAsServiceAppAsync(wizard.TenantId, TestWorld.Stop));
    }

    [Fact]
    public async Task A_personal_token_is_saved_registered_speaks_for_its_owner_for_twelve_hours_and_is_unregistered()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var admin = new AdminOf(world);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync("webex/personal-token/register")).Status);
        Assert.Contains("Webex does not accept this token", (await admin.PostAsync("webex/personal-token", new { token = "nonsense" })).Message, StringComparison.Ordinal);

        var token = await PersonalTokenAsync(world, TestWorld.Ann);
        Assert.Contains("Ann Berg", (await admin.PostAsync("webex/personal-token", new { token = "Bearer " + token })).Message, StringComparison.Ordinal);
        Assert.Null(await AnnAsync(world)); // Saved is not used.
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Equal("Ann Berg", (await (await AnnAsync(world))!.People.MeAsync(false, TestWorld.Stop)).DisplayName);
        Assert.Contains("POST /v1/webhooks", await world.Webex.RequestsAsync());

        // Her calls are logged like anybody's.
        await world.PlayAsync(TestWorld.Ann, ringSeconds: 1, talkSeconds: 60);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await world.AdvanceAsync(TimeSpan.FromSeconds(10));
                return await world.ToldAsync() == "ann: Call from Maria Lopez, Inbound, Completed, 60 s";
            },
            TimeSpan.FromSeconds(60), "the call is logged");

        var state = (await world.Get<PersonalTokens>().StateAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, TestWorld.Stop))!;
        Assert.True(state.IsRegistered);
        Assert.InRange(state.ExpiresAt - world.Clock.UtcNow, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
        await world.AdvanceAsync(TimeSpan.FromHours(12.1));
        await world.EventuallyAsync(() => IsSilentAsync(world));
        var key = GrantKey.Person(world.TenantId, state.Owner.PersonId);
        Assert.Equal(ConnectionState.NeedsAttention, (await world.Get<Consents>().StatusAsync(key, TestWorld.Stop)).State);

        using var gone = await admin.Http.DeleteAsync($"/admin/api/tenants/{world.TenantId}/webex/personal-token", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(ConnectionState.Unlinked, (await world.Get<Consents>().StatusAsync(key, TestWorld.Stop)).State);
        Assert.Null((await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Single().PersonId);
    }

    // Another server replaced the token within the half minute for which this one knows the former owner.
    [Fact]
    public async Task A_token_is_registered_for_whoever_Webex_says_it_speaks_for()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var bos = new CloudTokens(await PersonalTokenAsync(world, TestWorld.Bo), null, TimeSpan.FromHours(12), null);
        await world.Get<GrantStore>().SignInAsync(GrantKey.PersonalToken(world.TenantId), bos, "", TestWorld.Stop);

        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Contains("Bo Lind", message, StringComparison.Ordinal);
        Assert.Equal(["Bo Lind"], (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Where(agent => agent.PersonId is not null).Select(agent => agent.Name));
        Assert.Equal("Bo Lind", (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!.PersonalToken!.Name);
    }

    [Fact]
    public async Task A_token_of_another_person_silences_the_former_one()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        await admin.PostAsync("webex/personal-token/register");
        Assert.NotNull(await AnnAsync(world));

        Assert.Contains("Bo Lind", (await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Bo) })).Message, StringComparison.Ordinal);
        Assert.Null(await AnnAsync(world));
        Assert.Empty((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
        Assert.Equal([GrantKey.PersonalToken(world.TenantId)], await world.Get<GrantStore>().AllAsync(world.TenantId, Clouds.Webex, TestWorld.Stop));
    }

    [Fact]
    public async Task Nobody_is_taken_from_another_org_by_a_pasted_token_without_a_word()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var sandbox = await world.ConnectSecondOrgAsync();
        using var ann = await world.OpenPanelAsync(TestWorld.Ann, sandbox);
        Assert.Equal(HttpStatusCode.OK, (await ann.SignInAsync("webex")).Status);
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });

        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("in another Salesforce org now", message, StringComparison.Ordinal);
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);

        (status, message) = await admin.PostAsync("webex/personal-token/register", new { isSure = true });
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Equal("Unlinked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    [Fact]
    public async Task A_token_that_Webex_does_not_take_any_more_is_not_called_registered()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        await admin.PostAsync("webex/personal-token/register");
        Assert.True(await IsRegisteredAsync(world));
        world.Clock.Advance(TimeSpan.FromHours(12.1));
        Assert.False(await IsRegisteredAsync(world));
    }

    [Fact]
    public async Task An_agent_who_is_made_by_his_address_keeps_his_federation_id()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.ChangeAsync("User", await world.SalesforceUserIdAsync(TestWorld.Bo), new JsonObject { ["FederationIdentifier"] = "bo@home.example" });
        Assert.NotNull(await world.Get<IAgentLinks>().OfEmailAsync(world.TenantId, TestWorld.Bo, TestWorld.Stop));
        Assert.Equal("bo@home.example", (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Single().FederationId);
    }

    [Fact]
    public async Task A_personal_token_takes_the_place_of_no_sign_in_that_renews_itself()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await using var admin = new AdminOf(world);
        await admin.PostAsync("webex/personal-token", new { token = await PersonalTokenAsync(world, TestWorld.Ann) });
        var (status, message) = await admin.PostAsync("webex/personal-token/register");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("has signed in already", message, StringComparison.Ordinal);
        using var gone = await admin.Http.DeleteAsync($"/admin/api/tenants/{world.TenantId}/webex/personal-token", TestWorld.Stop);
        Assert.NotNull(await AnnAsync(world));
    }

    [Fact]
    public async Task A_Service_App_finds_the_lost_end_of_a_call_whose_agents_sign_in_has_lapsed()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await using var admin = new AdminOf(world);
        var refreshToken = await ServiceAppAsync(world.Webex);
        await admin.PatchAsync(new { serviceApp = new { clientId = "Sapp", clientSecret = AppSecret } });
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync("webex/service-app", new { token = refreshToken })).Status);
        await world.Webex.ControlAsync("webhook-delivery", new { mode = "lost", lose = Enumerable.Range(1, 20).ToArray() }); // That it rings is heard, and nothing more.
        var session = (string)(await world.PlayAsync(TestWorld.Ann, "manual", "+12125550175"))["callSessionId"]!;
        var person = (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Single().PersonId!;
        var board = world.Get<Tieline.Server.Calls.CallBoard>();
        await world.EventuallyAsync(async () => await board.FindAsync(world.TenantId, session, person, TestWorld.Stop) is { IsOver: false });
        await world.Get<Consents>().WithdrawAsync(GrantKey.Person(world.TenantId, person), TestWorld.Stop);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await world.AdvanceAsync(TimeSpan.FromSeconds(10));
                return (await world.Webex.RequestsAsync()).Any(one => one.StartsWith($"GET /v1/telephony/calls/members/{person}/calls/", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(60), "the Service App is asked");
        Assert.False((await board.FindAsync(world.TenantId, session, person, TestWorld.Stop))!.IsOver); // It still rings.

        await world.Webex.ControlAsync($"calls/{session}/far-end", new { action = "hangup" });
        await Eventually.IsTrueAsync(
            async () =>
            {
                await world.AdvanceAsync(TimeSpan.FromSeconds(10));
                return (await board.FindAsync(world.TenantId, session, person, TestWorld.Stop))!.IsOver;
            },
            TimeSpan.FromSeconds(60), "the end is found");
    }

    internal static readonly string[] WebexScopes = ["spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"];

    internal static Task IntegrationAsync(WizardWorld wizard, string redirect, string[] scopes) => wizard.World.Webex.ControlAsync(
        "integrations", new { name = "Tieline", clientId = "Cwizard", clientSecret = TestWorld.Secrets.WebexSecret, redirectUris = new[] { redirect }, scopes });

    private static async Task<bool> IsRegisteredAsync(TestWorld world) =>
        (await world.Get<PersonalTokens>().StateAsync((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!, TestWorld.Stop))!.IsRegistered;

    // Nobody speaks for Ann, or whoever does is refused. Asked for once: the token may run out between two questions.
    private static async Task<bool> IsSilentAsync(TestWorld world)
    {
        if (await AnnAsync(world) is not { } ann)
        {
            return true;
        }

        try
        {
            await ann.People.MeAsync(false, TestWorld.Stop);
            return false;
        }
        catch (Tieline.Webex.WebexException)
        {
            return true;
        }
    }

    internal static async Task<Tieline.Webex.WebexClient?> AnnAsync(TestWorld world) =>
        (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).SingleOrDefault(agent => agent.Name == "Ann Berg") is { PersonId: { } person }
            ? await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, person, TestWorld.Stop)
            : null;

    internal static async Task<string> PersonalTokenAsync(TestWorld world, string user)
    {
        var made = await world.Webex.ControlAsync("tokens", new { user });
        return (string?)made["access_token"] ?? (string?)made["accessToken"] ?? (string)made["token"]!;
    }

    /// <summary>The refresh token that the developer portal shows once an administrator has authorized the app.</summary>
    internal static async Task<string> ServiceAppAsync(Simulator webex, params string[] scopes)
    {
        await webex.ControlAsync("service-apps", new { clientId = AppId, clientSecret = AppSecret, scopes = scopes.Length > 0 ? scopes : ["spark-admin:people_read", "spark-admin:calls_read", "spark-admin:calls_write"], name = "Tieline service", owner = TestWorld.Ann });
        await webex.ControlAsync("service-apps/Sapp/authorize", new { admin = "admin@nordlys.example" });
        return await PortalRefreshTokenAsync(webex);
    }

    private static async Task<string> PortalRefreshTokenAsync(Simulator webex)
    {
        // The portal itself is an integration of the developer's.
        await webex.ControlAsync("integrations", new { name = "Portal", clientId = "Cportal", clientSecret = "portal", redirectUris = new[] { "https://portal.example/" }, scopes = new[] { "spark:applications_token", "spark:people_read" } });
        var back = await Consent.GiveAsync(
            new Uri($"{webex.Address}/v1/authorize?client_id=Cportal&response_type=code&redirect_uri={Uri.EscapeDataString("https://portal.example/")}&scope={Uri.EscapeDataString("spark:applications_token spark:people_read")}"), TestWorld.Ann);
        var code = System.Web.HttpUtility.ParseQueryString(back.Query)["code"]!;
        using var form = new FormUrlEncodedContent([new("grant_type", "authorization_code"), new("client_id", "Cportal"), new("client_secret", "portal"), new("code", code), new("redirect_uri", "https://portal.example/")]);
        var tokens = await Simulator.ReadAsync(await webex.Http.PostAsync("/v1/access_token", form, TestWorld.Stop));
        async Task<JsonNode> AskAsync(HttpMethod method, string path, object? body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", (string)tokens["access_token"]!);
            using var answer = await webex.Http.SendAsync(request, TestWorld.Stop);
            return await Simulator.ReadAsync(answer);
        }

        var org = (string)(await AskAsync(HttpMethod.Get, "/v1/people/me", null))["orgId"]!;
        return (string)(await AskAsync(HttpMethod.Post, "/v1/applications/Sapp/token", new { clientId = "Sapp", clientSecret = AppSecret, targetOrgId = org }))["refresh_token"]!;
    }

    internal sealed class AdminOf(TestWorld world) : IAsyncDisposable
    {
        public HttpClient Http { get; } = world.NewAdmin();

        public async Task<(HttpStatusCode Status, string Message)> PostAsync(string door, object? body = null)
        {
            using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(Http, $"/admin/api/tenants/{world.TenantId}/{door}", body ?? new { }, TestWorld.Stop);
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop))!;
            return (answer.StatusCode, (string?)json["message"] ?? (string?)json["detail"] ?? "");
        }

        public async Task PatchAsync(object change)
        {
            using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PatchAsJsonAsync(Http, $"/admin/api/tenants/{world.TenantId}", change, TestWorld.Stop);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        public ValueTask DisposeAsync()
        {
            Http.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
