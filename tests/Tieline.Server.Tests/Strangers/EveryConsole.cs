using System.Net.Http.Json;
using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Deliveries;
using Tieline.Server.Settings;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Strangers;

/// <summary>
/// Two administrators, each of his own org, in the console within Salesforce: Ann sees what is hers on every page, and the stranger nothing of it. Neither
/// sees what is the operator's.
/// </summary>
public class EveryConsole(TwoTenants two) : IClassFixture<TwoTenants>
{
    private const string Name = "Zebrafish Holding";

    // What each page shows once it has read what it shows, and what of it is Ann's alone.
    private static readonly (string Page, string Read, string? Anns)[] Pages =
    [
        ("connection", "state-salesforce", Name),
        ("calling", "setting-calling.inboundSearch", null),
        ("messaging", "no-settings", null),
        ("meetings", "no-settings", null),
        ("webinars", "no-settings", null),
        ("deliveries", "standing-Failing", null),
        ("health", "examine", null),
        ("audit", "audit-entry", Name),
        ("leaving", "leave-name", null),
        ("people", "people-count", null), // The first page: shown again after the others.
    ];

    [Fact]
    public void Every_page_is_tried() => Assert.Equal(ConsolePage.All.Select(page => page.Name).Order(), Pages.Select(page => page.Page).Order());

    [Fact]
    public async Task The_administrator_of_one_org_sees_every_page_of_his_own_and_nothing_of_another()
    {
        await MakeAdministratorsAsync();
        await using var strangers = await Circuit.OpenAsync(two.World, two.Stranger.Session, "tieline-administration");
        await using var anns = await Circuit.OpenAsync(two.World, two.Ann.Session, "tieline-administration");
        foreach (var (page, read, hers) in Pages)
        {
            await Task.WhenAll(strangers.GoToAsync(two.World, page), anns.GoToAsync(two.World, page));
            await anns.ShowsAsync(two.World, hers ?? read);
            await strangers.ShowsAsync(two.World, read);
            two.AssertTellsNothing(strangers.Shown);
            foreach (var theirs in new[] { Name, two.World.TenantId.ToString(), two.World.OrgId })
            {
                Assert.DoesNotContain(theirs, strangers.Shown, StringComparison.Ordinal);
            }

            foreach (var console in new[] { strangers, anns })
            {
                Assert.DoesNotContain("another-org", console.Shown, StringComparison.Ordinal);
                Assert.DoesNotContain("test-to", console.Shown, StringComparison.Ordinal);
                Assert.DoesNotContain("\"past\"", console.Shown, StringComparison.Ordinal);
            }
        }

        await anns.GoToAsync(two.World, "deliveries");
        await anns.ShowsAsync(two.World, two.Task);
    }

    [Fact]
    public async Task An_administrator_changes_nothing_of_another_org_by_its_names()
    {
        await MakeAdministratorsAsync();
        var sandbox = (await two.World.Get<Tenants>().FindAsync(two.Sandbox.Id, TestWorld.Stop))!;
        var bo = new Actor("Bo Lind", "005");
        var (undoing, trail, list) = (two.World.Get<Undoing>(), two.World.Get<AuditTrail>(), two.World.Get<DeliveryList>());
        await two.World.Get<SettingsStore>().WriteAsync(two.World.TenantId, [new("calling.inboundSearch", SettingScope.All, "Lead")], Actor.AdminKey, TestWorld.Stop);
        foreach (var entry in (await trail.ListAsync(two.World.TenantId, null, 50, TestWorld.Stop)).Where(entry => Undoing.WhyNot(entry.Event) is null))
        {
            Assert.Null(await trail.FindAsync(sandbox.Id, entry.Id, TestWorld.Stop));
            Assert.IsType<UndoOutcome.MovedOn>(await undoing.UndoAsync(sandbox.Id, entry, bo, isOperator: false, TestWorld.Stop));
        }

        Assert.Equal("Lead", (await two.World.Get<SettingsStore>().ValuesAsync(two.World.TenantId, TestWorld.Stop))[("calling.inboundSearch", SettingScope.All)]);
        var failing = (await list.ListAsync(two.World.TenantId, DeliveryStanding.Failing, 9, TestWorld.Stop)).Single();
        Assert.False(await list.GiveUpAsync(sandbox.Id, failing.Kind, failing.Key, bo, TestWorld.Stop));
    }

    [Fact]
    public async Task Pages_of_elsewhere_that_the_operator_took_out_are_not_let_in_again_by_an_administrators_undo()
    {
        var changes = two.World.Get<TenantChanges>();
        var before = (await two.World.Get<Tenants>().FindAsync(two.Sandbox.Id, TestWorld.Stop))!.HostOrigins;
        await changes.WriteAsync(two.Sandbox.Id, new TenantChange { HostOrigins = ["https://elsewhere.example"] }, Actor.AdminKey, TestWorld.Stop);
        two.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await changes.WriteAsync(two.Sandbox.Id, new TenantChange { HostOrigins = before }, Actor.AdminKey, TestWorld.Stop);
        var sandbox = (await two.World.Get<Tenants>().FindAsync(two.Sandbox.Id, TestWorld.Stop))!;
        var entry = (await two.World.Get<AuditTrail>().ListAsync(sandbox.Id, null, 1, TestWorld.Stop)).Single();
        Assert.Equal(new UndoOutcome.Never(NoUndo.OperatorOnly), await two.World.Get<Undoing>().UndoAsync(sandbox.Id, entry, new Actor("Bo Lind", "005"), isOperator: false, TestWorld.Stop));
        Assert.IsType<UndoOutcome.Done>(await two.World.Get<Undoing>().UndoAsync(sandbox.Id, entry, Actor.AdminKey, isOperator: true, TestWorld.Stop));
    }

    private async Task MakeAdministratorsAsync()
    {
        using var admin = two.World.NewAdmin();
        using var renamed = await admin.PatchAsJsonAsync($"/admin/api/tenants/{two.World.TenantId}", new { name = Name }, TestWorld.Stop);
        Assert.True(renamed.IsSuccessStatusCode);
        foreach (var (tenant, user) in new[] { (two.World.Tenant, TestWorld.Ann), (two.Sandbox, TestWorld.Bo) })
        {
            using var given = await admin.PostAsJsonAsync($"/admin/api/tenants/{tenant.Id}/roles", new { userIds = new[] { await tenant.UserIdAsync(user) }, give = new[] { "Admin" } }, TestWorld.Stop);
            Assert.True(given.IsSuccessStatusCode);
        }
    }
}
