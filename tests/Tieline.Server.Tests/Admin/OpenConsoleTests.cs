using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>A console that stays open: whoever looks at it is asked again and again whether he still may.</summary>
public sealed class OpenConsoleTests : IAsyncLifetime
{
    private const string Page = "data-page";

    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task The_end_of_the_admin_session_shows_in_an_open_console()
    {
        await using var console = await OperatorAsync("audit");
        await console.ShowsAsync(World, Page);
        console.Forget();
        World.Clock.Advance(TimeSpan.FromHours(8));
        await console.ShowsAsync(World, "session-over");
        Assert.DoesNotContain("not-admin", console.Shown, StringComparison.Ordinal);
        await console.ShowsAsync(World, "Your session has ended");
    }

    [Fact]
    public async Task The_console_in_Salesforce_goes_on_with_the_session_that_its_page_has_renewed_and_ends_with_it()
    {
        await World.GiveInSalesforceAsync(TestWorld.Bo, "Webex_Admin");
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        await using var renewed = await Circuit.OpenAsync(World, bo.Session, "tieline-administration");
        await using var alone = await Circuit.OpenAsync(World, bo.Session, "tieline-administration");
        await renewed.ShowsAsync(World, Page);
        await alone.ShowsAsync(World, Page);
        World.Clock.Advance(PanelSessions.Lifetime - TimeSpan.FromMinutes(10));
        renewed.NewerSession = (await World.OpenPanelAsync(TestWorld.Bo)).Session;
        World.Clock.Advance(TimeSpan.FromMinutes(10));
        await IsOverAsync(alone);
        Assert.DoesNotContain("Open the console again with the admin key", alone.Shown, StringComparison.Ordinal); // He has none, and needs none.
        await World.EventuallyAsync(() => renewed.AskedForSession >= 1);
        World.Clock.Advance(TimeSpan.FromMinutes(2)); // Whoever looks is asked again.
        await renewed.GoToAsync(World, "meetings");
        await renewed.ShowsAsync(World, "no-settings");
        Assert.DoesNotContain("session-over", renewed.Shown, StringComparison.Ordinal);
        World.Clock.Advance(PanelSessions.Lifetime);
        await IsOverAsync(renewed);

        // A page that has not told of a newer session within two seconds of the machine's time is asked again ten seconds later.
        Task IsOverAsync(Circuit console) => World.EventuallyAsync(
            () =>
            {
                World.Clock.Advance(TimeSpan.FromMilliseconds(100)); // Little: an ask lasts two seconds of the machine's.
                return console.Shown.Contains("session-over", StringComparison.Ordinal);
            },
            "the session is over");
    }

    [Fact]
    public async Task Whoever_is_no_administrator_is_asked_again_each_fifteen_seconds_and_whoever_is_none_any_more_is_shut_out_within_a_minute()
    {
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        await using var console = await Circuit.OpenAsync(World, bo.Session, "tieline-administration");
        await console.ShowsAsync(World, "not-admin");
        await World.GiveInSalesforceAsync(TestWorld.Bo, "Webex_Admin");
        World.Clock.Advance(TimeSpan.FromSeconds(14));
        Assert.DoesNotContain(Page, console.Shown, StringComparison.Ordinal);
        await World.WithinLooksAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), () => console.Shown.Contains(Page, StringComparison.Ordinal));

        console.Forget();
        await World.TakeInSalesforceAsync(TestWorld.Bo, "Webex_Admin");
        await World.WithinLooksAsync(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), () => console.Shown.Contains("not-admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Five_looks_that_fail_one_after_the_other_shut_him_out_and_the_first_that_succeeds_lets_him_in_again()
    {
        await World.GiveInSalesforceAsync(TestWorld.Bo, "Webex_Admin");
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        await using var console = await Circuit.OpenAsync(World, bo.Session, "tieline-administration");
        await console.ShowsAsync(World, Page);
        await console.GoToAsync(World, "meetings"); // A page that reads nothing by itself.
        await console.ShowsAsync(World, "no-settings");
        console.Forget();
        await SqlAsync("ALTER TABLE agents RENAME TO agents_gone");
        for (var look = 1; look <= 5; look++)
        {
            Assert.DoesNotContain("not-admin", console.Shown, StringComparison.Ordinal);
            var drawn = World.Clock.WaitingDelays;
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await World.EventuallyAsync(() => World.Clock.WaitingDelays >= drawn);
        }

        await console.ShowsAsync(World, "not-admin");
        await SqlAsync("ALTER TABLE agents_gone RENAME TO agents");
        console.Forget();
        World.Clock.Advance(TimeSpan.FromSeconds(15));
        await console.ShowsAsync(World, Page);
    }

    [Fact]
    public async Task The_organisation_in_the_address_is_the_one_that_is_shown_and_that_of_nobody_is_none()
    {
        await World.ConnectSecondOrgAsync();
        var (sandbox, first) = ((await World.Get<Tenants>().AllAsync(TestWorld.Stop))[1], World.TenantId);
        await SettingAsync(sandbox.Id, "Lead");
        await SettingAsync(first, "Account");
        await using (var there = await OperatorAsync("audit", sandbox.Id))
        {
            await there.ShowsAsync(World, "Lead");
            Assert.DoesNotContain("Account", there.Shown, StringComparison.Ordinal);
        }

        await using var lost = await OperatorAsync("audit", Guid.NewGuid());
        await lost.ShowsAsync(World, "Account"); // The first one, as without an address.
    }

    private async Task SettingAsync(Guid tenantId, string value) =>
        await World.Get<SettingsStore>().WriteAsync(tenantId, [new("calling.inboundSearch", SettingScope.All, value)], Actor.AdminKey, TestWorld.Stop);

    private async Task<Circuit> OperatorAsync(string page, Guid? org = null)
    {
        using var admin = World.NewAdmin();
        var session = (string)(await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop)))["session"]!;
        return await Circuit.OpenAsync(World, session, "tieline-admin", page: page, org: org);
    }

    private Task SqlAsync(string sql) => World.Get<GroupCommitWriter>().CommitAsync([new Statement(sql, [])], TestWorld.Stop);
}
