using System.Collections.Concurrent;
using System.Net.Http.Json;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;
using Tieline.Webex;

namespace Tieline.Server.Tests.Connections;

public class TokenTests
{
    private const string WebexRefresh = "POST /v1/access_token";
    private const string SalesforceRefresh = "POST /services/oauth2/token";

    [Fact]
    public async Task A_hundred_requests_with_an_ended_Salesforce_session_refresh_it_once()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await RotateAsync(world); // A second refresh would be made with a token that the first one ended.
        var ann = await world.ConnectAgentAsync(TestWorld.Ann);
        var salesforce = (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Ann });
        var before = await CountAsync(world.Salesforce, SalesforceRefresh);

        var names = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).Name));

        Assert.All(names, name => Assert.Equal("Ann Berg", name));
        Assert.Equal(before + 1, await CountAsync(world.Salesforce, SalesforceRefresh));
    }

    [Fact]
    public async Task A_hundred_requests_with_a_Webex_token_that_ran_out_refresh_it_once()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        var before = await CountAsync(world.Webex, WebexRefresh);

        // Both clocks at once, so that nobody could refresh in time on the way.
        await world.Webex.ControlAsync("clock", new { advanceSeconds = TimeSpan.FromDays(15).TotalSeconds });
        world.Clock.Advance(TimeSpan.FromDays(15));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => webex.People.MeAsync(false, TestWorld.Stop)));

        Assert.Equal(before + 1, await CountAsync(world.Webex, WebexRefresh));
    }

    [Fact]
    public async Task A_hundred_requests_whose_Webex_token_is_refused_refresh_it_once()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        var before = await CountAsync(world.Webex, WebexRefresh);
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => webex.People.MeAsync(false, TestWorld.Stop)));

        Assert.Equal(before + 1, await CountAsync(world.Webex, WebexRefresh));
    }

    [Fact]
    public async Task A_Webex_token_is_renewed_before_it_runs_out()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var key = await PersonKeyAsync(world, ann);
        var first = (await world.Get<GrantStore>().FindAsync(key, TestWorld.Stop))!;
        world.Clock.Advance(first.AccessExpiresAt!.Value - world.Clock.UtcNow - TimeSpan.FromMinutes(1));
        await (await WebexAsync(world, ann)).Calls.ListAsync(TestWorld.Stop);
        Assert.NotEqual(first.AccessToken, (await world.Get<GrantStore>().FindAsync(key, TestWorld.Stop))!.AccessToken);
        Assert.All(await AnswersToCallsAsync(world.Webex), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_rotated_refresh_token_is_on_disk_before_its_access_token_is_used()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await RotateAsync(world);
        var ann = await world.ConnectAgentAsync(TestWorld.Ann);
        for (var round = 0; round < 3; round++)
        {
            var before = (await world.Get<GrantStore>().FindAsync(GrantKey.Agent(world.TenantId, ann.AgentId), TestWorld.Stop))!.RefreshToken;
            await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Ann });
            var salesforce = (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
            await salesforce.Identity.UserInfoAsync(TestWorld.Stop);
            Assert.NotEqual(before, (await world.Get<GrantStore>().FindAsync(GrantKey.Agent(world.TenantId, ann.AgentId), TestWorld.Stop))!.RefreshToken);
            await world.RestartServerAsync();
        }
    }

    // The cloud has rotated and its answer never reached our disk: the old refresh token is all that we hold, and the cloud takes it no more.
    [Fact]
    public async Task A_rotated_refresh_token_that_was_lost_in_a_crash_is_told_as_a_connection_that_needs_attention()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await RotateAsync(world);
        Assert.Equal(System.Net.HttpStatusCode.OK, await world.SignInIntegrationAsync(world.TenantId));
        await world.ConnectAgentAsync(TestWorld.Ann);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, times = 1, fault = new { kind = "cut" } });
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await world.PlayAsync(TestWorld.Ann, ringSeconds: 1, talkSeconds: 60);
        await world.AdvanceAsync(TimeSpan.FromSeconds(2)); // Answered: the log is to be written, for which the server needs Salesforce.
        await world.EventuallyAsync(async () => await CountAsync(world.Salesforce, SalesforceRefresh) >= 4); // three sign-ins, and the refresh whose answer was cut
        await world.RestartServerAsync();

        using var admin = world.NewAdmin();
        string? state = null, reason = null;
        await UntilAsync(world, async () =>
        {
            var shown = (await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{world.TenantId}", TestWorld.Stop)))["salesforce"]!;
            (state, reason) = ((string?)shown["state"], (string?)shown["reason"]);
            return state == "NeedsAttention";
        });
        Assert.Contains("no longer accepted", reason, StringComparison.Ordinal);
        await world.EventuallyAsync(() => world.Log.Text.Contains("Somebody must sign in again", StringComparison.Ordinal));
        await UntilAsync(world, async () => (await world.Get<DeliveryList>().ListAsync(world.TenantId, DeliveryStanding.Failing, 10, TestWorld.Stop))
            .Any(one => one.FailureKind == FailureKind.NeedsAdmin));

        // The admin signs in again, and what waited arrives.
        Assert.Equal(System.Net.HttpStatusCode.OK, await world.SignInIntegrationAsync(world.TenantId));
        await UntilAsync(world, async () => await world.ToldAsync() == "ann: Call from Maria Lopez, Inbound, Completed, 60 s");
    }

    [Fact]
    public async Task A_refused_refresh_asks_for_a_new_sign_in_and_is_not_tried_again()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var news = new ConcurrentQueue<AgentNews>();
        using var page = await world.Get<AgentFeed>().SubscribeAsync(world.TenantId, ann.AgentId, one =>
        {
            news.Enqueue(one);
            return Task.CompletedTask;
        });
        var webex = await WebexAsync(world, ann);
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann });

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(WebexErrorKind.Unauthorized, (await Assert.ThrowsAsync<WebexException>(() => webex.People.MeAsync(false, TestWorld.Stop))).Kind);
        }

        Assert.Equal(2, await CountAsync(world.Webex, WebexRefresh)); // the sign-in's and one refused refresh
        var shown = await ann.GetAsync("/panels/api/connections");
        Assert.Equal("NeedsAttention", (string)shown["webex"]!["state"]!);
        Assert.NotEmpty((string)shown["webex"]!["reason"]!);
        await world.EventuallyAsync(() => news.OfType<SignInChanged>().Any(one => one is { Cloud: "webex", State: "NeedsAttention" }));

        Assert.Equal(System.Net.HttpStatusCode.OK, (await ann.SignInAsync("webex")).Status);
        await webex.People.MeAsync(false, TestWorld.Stop);
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    [Fact]
    public async Task A_sign_in_server_that_does_not_answer_ends_no_connection()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var salesforce = (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Ann });
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, fault = new { kind = "status", status = 503 } });

        var before = await CountAsync(world.Salesforce, SalesforceRefresh);
        var problems = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<SalesforceException>(() => salesforce.Identity.UserInfoAsync(TestWorld.Stop))));
        Assert.All(problems, problem => Assert.Equal(SalesforceErrorKind.Unavailable, problem.Kind));
        Assert.InRange(await CountAsync(world.Salesforce, SalesforceRefresh) - before, 1, 19); // One in two seconds: its failure serves the others.
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["salesforce"]!["state"]!);
        await world.Salesforce.DeleteControlAsync("faults");
        await world.EventuallyAsync(async () =>
        {
            try
            {
                return (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).Name == "Ann Berg";
            }
            catch (SalesforceException)
            {
                return false; // The failure serves for two seconds to those who stand in line.
            }
        });
    }

    [Fact]
    public async Task A_wrong_secret_of_the_app_costs_nobody_his_sign_in()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        await SecretAsync(world, "mistyped");
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        Assert.Equal(WebexErrorKind.Unauthorized, (await Assert.ThrowsAsync<WebexException>(() => webex.People.MeAsync(false, TestWorld.Stop))).Kind);
        var shown = (await ann.GetAsync("/panels/api/connections"))["webex"]!;
        Assert.Equal("NeedsAttention", (string)shown["state"]!);
        Assert.Contains("client_secret", (string)shown["reason"]!, StringComparison.Ordinal);

        await SecretAsync(world, TestWorld.Secrets.WebexSecret);
        await world.EventuallyAsync(() => ComesThroughAsync(() => webex.People.MeAsync(false, TestWorld.Stop)));
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        Assert.Empty(await world.Get<CloudRefusals>().ListAsync(world.TenantId, Clouds.Webex, TestWorld.Stop));
        await using var desk = await Circuit.OpenAsync(world, ann.Session, "tieline-softphone"); // He is signed in without having signed in.
        await desk.ShowsAsync(world, "data-ready");
    }

    [Theory]
    [InlineData("TryLater", 0, 2)]
    [InlineData("TryLater", 100_000, 2)]
    [InlineData("Refused", 0, 2)]
    [InlineData("Refused", 19, 2)]
    [InlineData("Refused", 100, 10)]
    [InlineData("Refused", 100_000, 60)]
    public void What_somebody_must_mend_is_asked_the_more_seldom_the_longer_it_lasts(string outcome, double lasted, double serves) =>
        Assert.Equal(TimeSpan.FromSeconds(serves), TokenGrain.Serves(Enum.Parse<TokenRefresh>(outcome), TimeSpan.FromSeconds(lasted)));

    [Fact]
    public async Task An_org_that_blocks_the_app_for_a_while_costs_nobody_his_sign_in()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var salesforce = await world.Get<CloudClients>().SalesforceAsIntegrationAsync(world.TenantId, TestWorld.Stop);
        await world.Salesforce.ControlAsync("ip", new { ranges = new[] { "203.0.113.0/24" } });
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await Assert.ThrowsAsync<SalesforceException>(() => salesforce.Identity.UserInfoAsync(TestWorld.Stop));
        Assert.Equal(ConnectionState.NeedsAttention, (await IntegrationAsync(world)).State);

        await world.Salesforce.ControlAsync("ip", new { ranges = Array.Empty<string>() });
        await world.EventuallyAsync(() => ComesThroughAsync(() => salesforce.Identity.UserInfoAsync(TestWorld.Stop)));
        Assert.Equal(ConnectionState.Linked, (await IntegrationAsync(world)).State);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refusal_by_Webex_in_words_that_are_new_is_told_and_heals(int status)
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        var body = new { message = "Invalid request.", errors = new[] { new { description = "Invalid request." } }, trackingId = "ROUTER_1" };
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/access_token" }, times = 1, fault = new { kind = "status", status, body } });
        Assert.Equal(WebexErrorKind.Unauthorized, (await Assert.ThrowsAsync<WebexException>(() => webex.People.MeAsync(false, TestWorld.Stop))).Kind);
        var shown = (await ann.GetAsync("/panels/api/connections"))["webex"]!;
        Assert.Equal(("NeedsAttention", "The cloud refuses it now: Invalid request."), ((string)shown["state"]!, (string)shown["reason"]!));
        Assert.Single(await world.Get<CloudRefusals>().ListAsync(world.TenantId, Clouds.Webex, TestWorld.Stop));

        await world.EventuallyAsync(() => ComesThroughAsync(() => webex.People.MeAsync(false, TestWorld.Stop)));
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    // A proxy that inspects what passes answers in its own name.
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(413)]
    public async Task A_refusal_that_is_not_the_clouds_changes_nothing(int status)
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/access_token" }, times = 1, fault = new { kind = "status", status, body = "<html>Blocked by policy</html>" } });
        Assert.Equal(WebexErrorKind.Unavailable, (await Assert.ThrowsAsync<WebexException>(() => webex.People.MeAsync(false, TestWorld.Stop))).Kind);
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        await world.EventuallyAsync(() => ComesThroughAsync(() => webex.People.MeAsync(false, TestWorld.Stop)));
    }

    /// <summary>The server that holds the consent's grain has died, or its cloud is silent: a token that is still good is used, and what fails is told in the cloud's own words.</summary>
    [Fact]
    public async Task A_renewal_that_no_server_answers_is_told_as_a_cloud_that_does_not_answer()
    {
        await using var world = await TestWorld.StartAsync(new() { Configure = builder => builder.Services.AddSingleton<IIncomingGrainCallFilter, DeadTokens>() });
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var webex = await WebexAsync(world, ann);
        var grant = (await world.Get<GrantStore>().FindAsync(await PersonKeyAsync(world, ann), TestWorld.Stop))!;
        world.Clock.Advance(grant.AccessExpiresAt!.Value - world.Clock.UtcNow - TimeSpan.FromMinutes(1));
        Assert.Equal("Ann Berg", (await webex.People.MeAsync(false, TestWorld.Stop)).DisplayName);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(WebexErrorKind.Unavailable, (await Assert.ThrowsAsync<WebexException>(() => webex.People.MeAsync(false, TestWorld.Stop))).Kind);
        Assert.Equal(ConnectionState.Linked, (await world.Get<Consents>().StatusAsync(grant.Key, TestWorld.Stop)).State);
    }

    [Fact]
    public async Task Who_signs_out_is_not_spoken_for_any_more()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var key = await PersonKeyAsync(world, ann);
        foreach (var cloud in new[] { "webex", "salesforce" })
        {
            using var answer = await ann.Http.PostAsync($"/panels/api/{cloud}/sign-out", null, TestWorld.Stop);
            Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal("Unlinked", (string)(await ann.GetAsync("/panels/api/connections"))[cloud]!["state"]!);
        }

        Assert.Null(await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, key.Subject, TestWorld.Stop));
        Assert.Null(await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop));
        Assert.Empty((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
    }

    private static Task UntilAsync(TestWorld world, Func<Task<bool>> condition) => Eventually.IsTrueAsync(
        async () =>
        {
            await world.AdvanceAsync(TimeSpan.FromSeconds(10));
            return await condition();
        },
        TimeSpan.FromSeconds(60), "within the worlds' time");

    /// <summary>From now on each refresh brings a new refresh token and ends the old one.</summary>
    internal static Task RotateAsync(TestWorld world) => AppAsync(world, refreshTokenRotation: true);

    /// <summary>Tieline's app in Salesforce, registered anew.</summary>
    internal static Task AppAsync(TestWorld world, bool refreshTokenRotation = false, string? jwtPublicKey = null) => world.Salesforce.ControlAsync("apps", new
    {
        consumerKey = "3MVG9test", consumerSecret = TestWorld.Secrets.ConsumerSecret, callbackUrls = new[] { $"{world.Address}/connect/salesforce/callback" },
        scopes = new[] { "api", "refresh_token", "id", "openid" }, pkceRequired = true, refreshTokenRotation, jwtPublicKey,
    });

    private static async Task SecretAsync(TestWorld world, string secret)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PatchAsJsonAsync($"/admin/api/tenants/{world.TenantId}", new { webex = new { clientSecret = secret } }, TestWorld.Stop);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task<ConnectionStatus> IntegrationAsync(TestWorld world) => world.Get<Consents>().StatusAsync(GrantKey.Integration(world.TenantId), TestWorld.Stop);

    /// <summary>A failure serves for two seconds to those who stand in line.</summary>
    private static async Task<bool> ComesThroughAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception problem) when (problem is WebexException or SalesforceException)
        {
            return false;
        }
    }

    private sealed class DeadTokens : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => context.Grain is TokenGrain
            ? throw new Orleans.Runtime.OrleansException("The server that had this grain does not answer.")
            : context.Invoke();
    }

    private static async Task<GrantKey> PersonKeyAsync(TestWorld world, PanelClient panel) =>
        GrantKey.Person(world.TenantId, (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!.PersonId!);

    private static async Task<WebexClient> WebexAsync(TestWorld world, PanelClient panel) =>
        (await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, (await PersonKeyAsync(world, panel)).Subject, TestWorld.Stop))!;

    private static async Task<int> CountAsync(Simulator cloud, string request) => (await cloud.RequestsAsync()).Count(one => one == request);

    // Of the question that is asked here; in two weeks of the clock the doctor asks others, some of them without a token, to see Webex's clock.
    private static async Task<IEnumerable<int>> AnswersToCallsAsync(Simulator cloud) =>
        (await cloud.ControlAsync("usage"))["requests"]!.AsArray().Where(request => ((string)request!["path"]!).EndsWith("/telephony/calls", StringComparison.Ordinal)).Select(request => (int)request!["status"]!);
}
