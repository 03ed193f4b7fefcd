using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Doctor;

/// <summary>Which check tells of a refusal, and of which it does not.</summary>
public class RefusalsTold
{
    [Fact]
    public async Task A_certificate_that_does_not_fit_is_told_of_at_the_sign_in()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync(app => app["jwtPublicKey"] = KeyPair.Make(wizard.World.Clock.UtcNow).Certificate);
        await wizard.KeysAsync("JwtBearer");
        await wizard.PatchAsync(new { salesforce = new { userName = TestWorld.Integration } });
        await wizard.Admin.PostAsync($"/admin/api/tenants/{wizard.TenantId}/salesforce/certificate", null, TestWorld.Stop);
        await wizard.PostAsync("salesforce/connect");
        await AssertToldAsync(wizard, "SalesforceSignIn", "certificate");
    }

    [Fact]
    public async Task An_app_without_a_user_is_told_of_at_the_sign_in()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync("ClientCredentials");
        await wizard.PostAsync("salesforce/connect");
        Assert.Equal("Salesforce administrator", (string)(await AssertToldAsync(wizard, "SalesforceSignIn", "no client credentials user"))["whoMends"]!);
    }

    [Fact]
    public async Task An_API_that_is_off_from_the_first_is_told_of_by_its_own_check()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await wizard.World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/v66.0" }, fault = new { kind = "status", status = 403, body = new[] { new { errorCode = "API_DISABLED_FOR_ORG", message = "API is not enabled for this Organization or Partner" } } } });
        await wizard.SignInAsync();
        await AssertToldAsync(wizard, "ApiAccess", "API is not enabled");
    }

    [Fact]
    public async Task Who_left_and_who_was_refused_long_ago_breaks_nothing()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All["Control Hub shuts people out"].DoAsync(world);
        Assert.Equal("broken", (string)(await world.RunAsync())["WebexAllowed"]["verdict"]!);
        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE agents SET is_active = FALSE WHERE name = 'Carla Ruiz'", [])], TestWorld.Stop);
        Assert.Equal("well", (string)(await world.RunAsync())["WebexAllowed"]["verdict"]!);

        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE agents SET is_active = TRUE", []), new Statement("UPDATE cloud_refusals SET at = at - 31 * 86400000000", [])], TestWorld.Stop);
        Assert.Equal("well", (string)(await world.RunAsync())["WebexAllowed"]["verdict"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_whom_no_active_agent_is_joined_with_no_sign_in_is_expected(bool isParted)
    {
        await using var world = await HealthyWorld.StartAsync();
        var (agent, grants) = ((await world.World.Get<Agents>().FindAsync(world.World.TenantId, world.Agents[1].AgentId, TestWorld.Stop))!, world.World.Get<GrantStore>());
        var grant = (await grants.FindAsync(GrantKey.Person(world.World.TenantId, agent.PersonId!), TestWorld.Stop))!;
        await grants.MarkAsync(grant, new ConnectionStatus(ConnectionState.NeedsAttention, "Refused.") { MayHeal = true }, TestWorld.Stop);
        Assert.Equal("broken", (string)(await world.RunAsync())["WebexSignIns"]["verdict"]!);
        await world.World.Get<CloudRefusals>().NoteAsync(grant.Key, "access_denied", "Your administrator does not allow this integration.", TestWorld.Stop);
        Assert.Equal("broken", (string)(await world.RunAsync())["WebexAllowed"]["verdict"]!);
        await (isParted
            ? world.World.Get<IAgentLinks>().PartAsync(world.World.TenantId, agent.PersonId!, TestWorld.Stop)
            : world.World.Get<GroupCommitWriter>().CommitAsync([new Statement($"UPDATE agents SET is_active = FALSE WHERE name = '{agent.Name}'", [])], TestWorld.Stop));
        var found = await world.RunAsync();
        Assert.Equal(("well", "well"), ((string)found["WebexSignIns"]["verdict"]!, (string)found["WebexAllowed"]["verdict"]!));
    }

    [Fact]
    public async Task A_consent_without_the_scope_says_nothing_of_the_licence()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE cloud_grants SET scope = 'spark:people_read' WHERE cloud = 'webex' AND subject <> 'service-app'", [])], TestWorld.Stop);
        await world.World.Webex.ControlAsync("faults", new { match = new { path = "^/v1/telephony/calls$" }, fault = new { kind = "status", status = 403, body = new { message = "missing required scopes" } } });
        var found = await world.RunAsync();
        Assert.Equal(("unknown", "broken"), ((string)found["CallingLicence"]["verdict"]!, (string)found["WebexScopes"]["verdict"]!));
        Assert.StartsWith("Not known, because of: Scopes in Webex", (string)found["CallingLicence"]["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_licence_that_is_missing_is_told_by_404_as_well_and_costs_the_others_nothing()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.Webex.ControlAsync("faults", new { match = new { path = "^/v1/telephony/calls$" }, times = 1, fault = new { kind = "status", status = 404, body = new { message = "not found" } } });
        var found = (await world.RunAsync())["CallingLicence"];
        Assert.Equal("broken", (string)found["verdict"]!);
        Assert.Contains(found["evidence"]!.AsArray(), line => ((string)line!).EndsWith("telephony/calls 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pasted_token_that_ended_is_nobody()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All["a token was pasted"].DoAsync(world);
        Assert.Equal("3 people are signed in to Webex.", (string)(await world.RunAsync())["WebexSignIns"]["sentence"]!); // Not a fourth time as "personal-token".
        await world.World.AdvanceAsync(TimeSpan.FromHours(13));
        await world.RunAsync();
        Assert.DoesNotContain("personal-token", (await world.RunAsync())["WebexSignIns"].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrators_pasted_token_is_asked_for_licences_before_the_agents_who_may_not_read_them()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.Webex.ControlAsync($"service-apps/{WebexWaysTests.AppId}/deauthorize", new { admin = HealthyWorld.WebexAdmin });
        await world.World.Webex.ControlAsync($"people/{TestWorld.Carla}", new { roles = new[] { "Full Administrator" } });
        await Breakings.All["a token was pasted"].DoAsync(world);
        await world.RunAsync(); // Notices that the Service App is not authorized any more.

        async Task<int> AskedAsync() => (await world.World.Webex.RequestsAsync()).Count(one => one == "GET /v1/licenses");
        var before = await AskedAsync();
        var found = await world.RunAsync();
        Assert.Equal(("well", "well"), ((string)found["MeetingsLicence"]["verdict"]!, (string)found["WebinarsLicence"]["verdict"]!));
        Assert.Equal(2, await AskedAsync() - before); // Once for each check: nobody was asked in vain.
    }

    [Fact]
    public async Task A_certificate_that_was_made_and_not_uploaded_is_told_of_while_the_former_one_signs()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await WaysInTests.ConnectAsync(wizard, "JwtBearer");
        Assert.Equal("well", (string)(await CheckAsync(wizard, "Certificate"))["verdict"]!);
        var made = await SalesforceRefusedPaths.CertificateAsync(wizard);
        var found = await CheckAsync(wizard, "Certificate");
        Assert.Equal(("warning", true), ((string)found["verdict"]!, ((string)found["sentence"]!).StartsWith("Salesforce does not take the newest certificate", StringComparison.Ordinal)));
        await wizard.AppAsync(app => app["jwtPublicKey"] = made);
        Assert.Equal("well", (string)(await CheckAsync(wizard, "Certificate"))["verdict"]!);
    }

    [Fact]
    public async Task A_try_that_was_broken_off_explains_nothing_of_later()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.SignInIntegrationAsync(world.World.TenantId, allow: false);
        await Breakings.All["the sign-in server does not answer"].DoAsync(world);
        var found = await world.RunAsync();
        Assert.Equal(["MyDomain"], found.Values.Where(one => (string)one["verdict"]! == "broken").Select(one => (string)one["name"]!));
        Assert.DoesNotContain("denied", found["SalesforceSignIn"].ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whom_Control_Hub_shuts_out_at_a_renewal_is_told_of_by_its_own_check()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.Webex.ControlAsync("faults", new { match = new { path = "^/v1/access_token" }, fault = new { kind = "status", status = 403, body = new { error = "access_denied", error_description = "Your administrator does not allow this integration" } } });
        await world.World.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        await world.RunAsync(); // Notices it.
        var found = await world.RunAsync();
        Assert.Equal(("broken", "unknown"), ((string)found["WebexAllowed"]["verdict"]!, (string)found["WebexSignIns"]["verdict"]!));
        Assert.StartsWith("Not known, because of: Allowed in Control Hub", (string)found["WebexSignIns"]["sentence"]!, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> CheckAsync(WizardWorld wizard, string check) =>
        (await Simulator.ReadAsync(await wizard.Admin.PostAsync($"/admin/api/tenants/{wizard.TenantId}/doctor", null, TestWorld.Stop)))["checks"]!.AsArray().Single(one => (string)one!["name"]! == check)!;

    private static async Task<JsonNode> AssertToldAsync(WizardWorld wizard, string check, string words)
    {
        // Webex is well: of the org alone something is wrong.
        await wizard.World.Webex.ControlAsync("integrations", new { name = "Tieline", clientId = "Ctest", clientSecret = TestWorld.Secrets.WebexSecret, redirectUris = new[] { $"{wizard.World.Address}/connect/webex/callback" }, scopes = Breakings.WebexScopes });
        await wizard.PatchAsync(new { webex = new { apiBase = wizard.World.Webex.Address + "/v1", clientId = "Ctest", clientSecret = TestWorld.Secrets.WebexSecret } });
        var found = (await Simulator.ReadAsync(await wizard.Admin.PostAsync($"/admin/api/tenants/{wizard.TenantId}/doctor", null, TestWorld.Stop)))["checks"]!.AsArray();
        Assert.Equal([check], found.Where(one => (string)one!["verdict"]! == "broken").Select(one => (string)one!["name"]!));
        var told = found.Single(one => (string)one!["name"]! == check)!;
        Assert.Contains(words, (string)told["sentence"]!, StringComparison.Ordinal);
        return told;
    }
}
