using Bunit;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Connections.Connecting;

public class WizardPageTests
{
    [Fact]
    public async Task One_save_writes_all_that_was_typed_in_the_step_and_a_check_writes_nothing()
    {
        await using var wizard = await WizardWorld.StartAsync();
        var org = wizard.World.Salesforce.Address;
        var before = new Uri(org).Port; // Under another name of this machine: an address that the tenant does not have yet.
        await using var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce);
        page.Fill("consumer-key", "3MVG9typed");
        page.Fill("consumer-secret", "typed-secret");
        page.Fill("my-domain", $"http://127.0.0.1:{before}/lightning");
        page.Press("check-domain");
        page.See("[data-testid=domain-state]");
        Assert.Equal((org, ""), await WrittenAsync(wizard));
        Assert.True(page.Unsaved.Any);

        page.Fill("my-domain", "login.salesforce.com");
        page.Press("save-salesforce");
        page.SeeWords("domain-state", "This is no org’s My Domain");
        Assert.Equal((org, ""), await WrittenAsync(wizard)); // Nothing by halves.
        Assert.True(page.Unsaved.Any);

        page.Fill("my-domain", org + "/lightning/page/home");
        page.Press("save-salesforce");
        page.SeeWords("salesforce-outcome", "Saved");
        Assert.Equal((org, "3MVG9typed"), await WrittenAsync(wizard));
        Assert.Equal("typed-secret", (await wizard.World.Get<Tenants>().SecretsAsync(wizard.TenantId, TestWorld.Stop)).SalesforceConsumerSecret);
        Assert.False(page.Unsaved.Any);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_takes_nothing_that_was_typed()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await using var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce);
        page.Fill("way-JwtBearer", "JwtBearer");
        page.Fill("consumer-key", "3MVG9typed");
        page.Fill("consumer-secret", "typed-secret");
        await SqlAsync("ALTER TABLE tenants RENAME TO tenants_gone");
        wizard.World.Clock.Advance(TimeSpan.FromSeconds(31)); // What was kept of it is no longer trusted.
        page.SeeWords("connection-problem", "no such table");
        foreach (var button in new[] { "save-salesforce", "new-key" })
        {
            page.Press(button);
            page.SeeWords("salesforce-outcome", "Nothing was changed, the database refused");
            page.Fill("consumer-key", "3MVG9typed");
            page.SeeNothingOf("[data-testid=salesforce-outcome]");
        }

        await SqlAsync("ALTER TABLE tenants_gone RENAME TO tenants");
        page.LookAgain();
        page.SeeNothingOf("[data-testid=connection-problem]");
        Assert.Equal(("3MVG9typed", "typed-secret"), (page.Value("consumer-key"), page.Value("consumer-secret")));
        page.Press("save-salesforce");
        page.SeeWords("salesforce-outcome", "Saved");

        Task SqlAsync(string sql) => wizard.World.Get<GroupCommitWriter>().CommitAsync([new Statement(sql, [])], TestWorld.Stop);
    }

    [Fact]
    public async Task An_org_that_the_database_does_not_take_keeps_what_was_typed_of_it()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await using var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce);
        page.Press("another-org");
        page.SeeNothingOf("[data-testid=consumer-key]");
        page.Fill("my-domain", wizard.World.Salesforce.Address);
        page.Fill("org-name", "Sandbox");
        page.Fill("default-country", "nowhere");
        page.Press("save-domain");
        page.See("[data-testid=domain-outcome]");
        page.Fill("default-country", "DK");
        await wizard.World.Get<GroupCommitWriter>().CommitAsync([new Statement("ALTER TABLE tenants RENAME TO tenants_gone", [])], TestWorld.Stop);
        page.Press("save-domain");
        page.SeeWords("domain-outcome", "Nothing was changed, the database refused");
        Assert.Equal("Sandbox", page.Value("org-name"));
    }

    [Fact]
    public async Task A_secret_that_was_sealed_with_a_lost_key_is_asked_for_anew()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.KeysAsync();
        await using (var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce))
        {
            Assert.False(string.IsNullOrEmpty(page.See("[data-testid=consumer-secret]").GetAttribute("placeholder")));
        }

        await wizard.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE tenants SET salesforce_consumer_secret_sealed = 'sealed elsewhere'", [])], TestWorld.Stop);
        await using var later = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce);
        Assert.True(string.IsNullOrEmpty(later.See("[data-testid=consumer-secret]").GetAttribute("placeholder")));
    }

    [Fact]
    public async Task The_address_of_a_joined_org_is_changed_by_the_operator_alone_and_only_when_he_says_so_twice()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.Get<TenantChanges>().WriteAsync(
            world.TenantId, new TenantChange { Salesforce = new(LoginUrl: "https://nordlys.my.salesforce.com") }, Tieline.Server.Audit.Actor.AdminKey, TestWorld.Stop);
        foreach (var isOperator in new[] { false, true })
        {
            await using var page = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.Salesforce, isOperator);
            page.Fill("my-domain", world.Salesforce.Address);
            page.Press("save-salesforce");
            page.SeeWords("salesforce-outcome", isOperator ? "Tieline is connected with the org" : "is changed by whoever runs this server");
            page.Press("save-salesforce");
            page.SeeWords("salesforce-outcome", isOperator ? "Saved" : "is changed by whoever runs this server");
            Assert.Equal(isOperator ? world.Salesforce.Address : "https://nordlys.my.salesforce.com", (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!.SalesforceLogin);
        }
    }

    [Fact]
    public async Task Another_domain_keeps_the_origins_that_were_named_besides_the_former_ones_own()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))! with
        {
            SalesforceLogin = "https://acme.my.salesforce.com",
            HostOrigins = [.. MyDomain.Read("acme")!.Origins, "https://portal.acme.example"],
        };
        Assert.Equal([.. MyDomain.Read("acme2")!.Origins, "https://portal.acme.example"], HostOrigins.After(tenant, MyDomain.Read("acme2")!));
    }

    [Fact]
    public async Task Origins_that_were_added_elsewhere_are_shown_and_outlive_a_save_of_the_name()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await using var page = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.Salesforce, isOperator: false);
        await AddAsync("https://one.example");
        page.LookAgain();
        page.Page.WaitForAssertion(() => Assert.Contains("https://one.example", page.Value("details-origins"), StringComparison.Ordinal));

        page.Fill("details-name", "Nordlys A/S");
        await AddAsync("https://two.example");
        page.LookAgain();
        page.Press("details-save");
        page.SeeWords("details-outcome", "Saved");
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.Equal("Nordlys A/S", tenant.Name);
        Assert.Equal(["https://one.example", "https://two.example"], tenant.HostOrigins.Skip(1));

        Task AddAsync(string origin) => world.Get<Tenants>().AddHostOriginAsync(world.TenantId, origin, Tieline.Server.Audit.Actor.AdminKey, TestWorld.Stop);
    }

    [Fact]
    public async Task A_test_call_of_which_nothing_is_heard_can_be_ended_and_tried_again()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Webex.ControlAsync("outside", new { deviceAnswersAfterSeconds = (double?)null });
        await world.Webex.ControlAsync("webhook-delivery", new { mode = "lost", lose = Enumerable.Range(0, 50).ToArray() });
        await using var page = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.Done);
        page.Fill("test-number", "+1 202 555 0143");
        page.Press("test-call");
        page.See("[data-testid=test-events]");
        Assert.Equal("true", page.See("[data-testid=test-call]").GetAttribute("aria-disabled"));
        await Eventually.IsTrueAsync(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(page.Page.FindAll("[data-testid=test-problem]").Count > 0);
            },
            TimeSpan.FromSeconds(30), "the page tells that nothing was heard");
        page.SeeWords("test-problem", "Nothing was heard of the call");
        Assert.Null(page.See("[data-testid=test-call]").GetAttribute("aria-disabled"));
        Assert.Contains(await CallsAsync(world), live => live);

        page.Press("test-end");
        page.SeeNothingOf("[data-testid=test-end]");
        Assert.DoesNotContain(await CallsAsync(world), live => live); // The phone is quiet.
        page.Press("test-call");
        page.See("[data-testid=test-events]");
    }

    [Fact]
    public async Task Somebody_whose_address_another_user_has_too_is_relinked_as_the_agent_he_is()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE agents SET email = $1", [TestWorld.Ann + ".invalid"])], TestWorld.Stop); // Two users of one address.
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE cloud_grants SET state = 'NeedsAttention' WHERE cloud = 'webex'", [])], TestWorld.Stop);
        await using var page = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.People);
        Assert.Equal("NeedsAttention", page.See("[data-testid=state-webex]").GetAttribute("data-state"));
        page.Press("relink-person");
        page.See("[data-testid=relink-person-waiting]");
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM sign_ins WHERE outcome = 'waiting' AND agent_id IS NOT NULL"));
    }

    [Fact]
    public async Task A_sign_in_that_does_not_come_back_ends_the_waiting()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await using var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Salesforce);
        page.Press("sign-in-salesforce");
        page.See("[data-testid=sign-in-salesforce-waiting]");
        wizard.World.Clock.Advance(TimeSpan.FromMinutes(11));
        page.SeeWords("sign-in-salesforce-outcome", "longer than ten minutes");
    }

    [Fact]
    public async Task An_integration_that_Webex_refuses_is_not_done_and_says_why_to_whoever_comes_later()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await WaysInTests.ConnectAsync(wizard, "ClientCredentials");
        await WebexWaysTests.IntegrationAsync(wizard, $"{wizard.World.Address}/connect/webex/callback", WebexWaysTests.WebexScopes);
        await wizard.PatchAsync(new { webex = new { apiBase = wizard.World.Webex.Address + "/v1" } });
        await using (var page = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Webex))
        {
            page.Fill("webex-client-id", "Cwizard");
            page.Fill("webex-client-secret", "mistyped");
            page.Press("save-webex");
            page.SeeWords("integration-outcome", "The client secret does not fit the client id");
            Assert.Equal("false", page.See("[data-testid=step-Webex]").GetAttribute("data-done"));
        }

        await using var later = await OpenWizard.AtAsync(wizard.World, wizard.TenantId, WizardStep.Webex);
        later.SeeWords("integration-outcome", "The client secret does not fit the client id");
        later.Fill("webex-client-secret", TestWorld.Secrets.WebexSecret);
        later.Press("save-webex");
        later.SeeWords("integration-outcome", "Webex knows the integration");
        later.See("[data-testid=step-Webex][data-done=true]");
    }

    [Fact]
    public async Task A_refreshed_sandbox_is_connected_after_its_former_org_was_left_by_name()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await using var page = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.Salesforce);
        page.Fill("part-org-id", "00Dxx0000000000EAA");
        Assert.Equal("true", page.See("[data-testid=part-org-do]").GetAttribute("aria-disabled"));
        page.Fill("part-org-id", world.OrgId);
        page.Press("part-org-do");
        page.SeeNothingOf("[data-testid=part-org]");
        page.See("[data-testid=state-salesforce][data-state=Unlinked]");
        await using var tenant = await OpenWizard.AtAsync(world, world.TenantId, WizardStep.Salesforce, isOperator: false);
        tenant.SeeNothingOf("[data-testid=part-org]");
    }

    /// <summary>A router that leads nobody back in from within: the server cannot call itself, and Webex reaches it.</summary>
    [Theory]
    [InlineData("NoAnswer", true, true)]
    [InlineData("AnotherServer", true, true)]
    [InlineData("NotSecure", true, false)]
    [InlineData("NoAnswer", false, false)]
    public void A_delivery_that_came_proves_the_address(string state, bool isProved, bool isDone)
    {
        var tenant = new Tenant(Guid.NewGuid(), "Nordlys", "US", [], null, null, "https://nordlys.my.salesforce.com", "", "", "", DateTimeOffset.UnixEpoch)
        {
            WebhookProof = isProved ? new WebhookProof(DateTimeOffset.UnixEpoch, "https://tieline.example") : null,
        };
        var overview = new ConnectionOverview { Tenant = tenant, Address = new AddressReport(Enum.Parse<AddressState>(state), "https://tieline.example", "") };
        Assert.Equal(isDone, overview.IsDone(WizardStep.Address));
    }

    private static async Task<(string Login, string Key)> WrittenAsync(WizardWorld wizard)
    {
        var tenant = (await wizard.World.Get<Tenants>().FindAsync(wizard.TenantId, TestWorld.Stop))!;
        return (tenant.SalesforceLogin, tenant.SalesforceConsumerKey);
    }

    private static async Task<IEnumerable<bool>> CallsAsync(TestWorld world) => (await world.Webex.ControlAsync("calls"))["calls"]!.AsArray().Select(call => (bool)call!["live"]!).ToList();
}
