using Tieline.Server.CallLogging;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Strangers;

/// <summary>What the pages' circuits send: to Ann what is hers, to a stranger who asks for the very same nothing of it.</summary>
public class EveryPanel(TwoTenants two) : IClassFixture<TwoTenants>
{
    /// <summary>What each root component shows Ann, and what it shows a stranger who asks for the same.</summary>
    private static readonly (string Panel, string Ann, string Stranger)[] Panels =
    [
        ("tieline-softphone", "Zelda Zephyr", "tab-Keypad"),
        ("tieline-make-a-call", "555-0133", "no-numbers"),
        ("tieline-call-log", TwoTenants.Note, "no-call"),
        ("tieline-home", "Ann Berg", "Bo Lind"),
        ("tieline-administration", "not-admin", "not-admin"),
    ];

    public static TheoryData<string, string, string> Tried => [.. Panels];

    [Fact]
    public void Every_root_component_is_tried_by_a_stranger() =>
        Assert.Equal(Panels.Select(one => one.Panel).Append("tieline-admin").Order(), RootComponents.NamesOf(two.World));

    [Theory, MemberData(nameof(Tried))]
    public async Task A_panel_shows_a_stranger_nothing_of_Anns(string panel, string toAnn, string toStranger)
    {
        await using var strangers = await Circuit.OpenAsync(two.World, two.Stranger.Session, panel, two.ZeldaId, two.CallSessionId);
        await using var anns = await Circuit.OpenAsync(two.World, two.Ann.Session, panel, two.ZeldaId, two.CallSessionId);
        await anns.ShowsAsync(two.World, toAnn);
        await strangers.ShowsAsync(two.World, toStranger);

        // News of Ann's call reach her page alone; news of his own, published after them, have been heard by then.
        await PublishAsync(two.World.TenantId, two.Ann.AgentId, TwoTenants.Note);
        await PublishAsync(two.Sandbox.Id, two.Stranger.AgentId, "");
        await two.World.AdvanceAsync(TimeSpan.FromSeconds(2));
        two.AssertTellsNothing(strangers.Shown);
        Assert.DoesNotContain(strangers.Asked, asked => two.Private.Append(two.ZeldaId).Any(asked.Body.GetRawText().Contains));
    }

    [Fact]
    public async Task The_admins_page_opens_for_no_panels_session()
    {
        using var admin = two.World.NewAdmin();
        var session = (string)(await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop)))["session"]!;
        await using var admins = await Circuit.OpenAsync(two.World, session, "tieline-admin", page: "deliveries");
        await admins.ShowsAsync(two.World, two.Task);

        foreach (var panel in new[] { two.Stranger, two.Ann })
        {
            await using var curious = await Circuit.OpenAsync(two.World, panel.Session, "tieline-admin", page: "deliveries");
            await curious.ShowsAsync(two.World, "not-admin");
            two.AssertTellsNothing(curious.Shown);
            Assert.DoesNotContain("data-page", curious.Shown, StringComparison.Ordinal);
        }
    }

    private Task PublishAsync(Guid tenantId, Guid agentId, string detail) =>
        two.World.Get<AgentFeed>().PublishAsync(tenantId, agentId, new CallLogChanged(two.CallSessionId, null, "LogRefused", detail));
}
