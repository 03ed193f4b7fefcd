using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Doctor;
using Tieline.Server.Settings;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Tests.Doctor;

/// <summary>Examinations by themselves.</summary>
public class ScheduleTests
{
    [Fact]
    public async Task A_tenant_is_examined_every_six_hours_or_as_often_as_an_administrator_says()
    {
        await using var world = await TestWorld.StartAsync();
        var (tenantId, _) = await world.NewTenantAsync("New");
        await AdvanceAsync(world, TimeSpan.FromHours(6) - TimeSpan.FromMinutes(10));
        Assert.Null(await RanAtAsync(world, tenantId));
        await AdvanceAsync(world, TimeSpan.FromMinutes(10));
        await world.EventuallyAsync(async () => await RanAtAsync(world, tenantId) is not null);
        var first = await RanAtAsync(world, tenantId);

        await world.Get<SettingsStore>().WriteAsync(tenantId, [new SettingChange("health.everyHours", SettingScope.All, "1")], Actor.AdminKey, TestWorld.Stop);
        await AdvanceAsync(world, TimeSpan.FromMinutes(30));
        Assert.Equal(first, await RanAtAsync(world, tenantId));
        await AdvanceAsync(world, TimeSpan.FromMinutes(40));
        await world.EventuallyAsync(async () => await RanAtAsync(world, tenantId) > first);
    }

    [Fact]
    public async Task One_server_of_the_cluster_takes_a_turn_and_another_when_it_died()
    {
        await using var world = await TestWorld.StartAsync();
        var (tenantId, _) = await world.NewTenantAsync("New");
        var store = world.Get<CheckStore>();
        var tenant = (await world.Get<Tenants>().FindAsync(tenantId, TestWorld.Stop))!;
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Task<bool> TakeAsync() => store.TakeTurnAsync(tenantId, world.Clock.UtcNow - TimeSpan.FromMinutes(2), tenant.CreatedAt, TestWorld.Stop);

        var turns = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TakeAsync()));
        Assert.Single(turns, taken => taken);
        world.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(await TakeAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await TakeAsync());
        await store.EndTurnAsync(tenantId, TestWorld.Stop);
        Assert.False(await TakeAsync());
    }

    [Fact]
    public async Task Of_a_tenant_that_leaves_nothing_is_looked_at_and_of_one_that_has_left_nothing_is_kept()
    {
        await using var world = await TestWorld.StartAsync();
        var (tenantId, _) = await world.NewTenantAsync("New");
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE tenants SET leaving_at = 1 WHERE tenant_id = $1", [tenantId])], TestWorld.Stop);
        world.Get<Tenants>().Forget(tenantId);
        var tenant = (await world.Get<Tenants>().FindAsync(tenantId, TestWorld.Stop))!;
        await AdvanceAsync(world, TimeSpan.FromHours(7));
        Assert.Null(await RanAtAsync(world, tenantId));

        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("DELETE FROM tenants WHERE tenant_id = $1", [tenantId])], TestWorld.Stop);
        var found = new CheckResult("Database", Finding.Well("SQLite"), world.Clock.UtcNow, world.Clock.UtcNow);
        Assert.Single(await world.Get<CheckStore>().KeepAsync(tenantId, [found], TestWorld.Stop));
        Assert.False(await world.Get<CheckStore>().TakeTurnAsync(tenantId, world.Clock.UtcNow, tenant.CreatedAt, TestWorld.Stop)); // A round that had read the list before.
        await world.Get<CheckStore>().EndTurnAsync(tenantId, TestWorld.Stop);
        await world.Get<LaunchKeyStore>().NoteAsync(tenant, LaunchKeyStanding.NoAnswer, "", TestWorld.Stop);
        foreach (var table in new[] { "doctor_checks", "doctor_turns", "launch_keys" })
        {
            Assert.Equal(0, await world.CountAsync($"SELECT COUNT(*) FROM {table} WHERE tenant_id NOT IN (SELECT tenant_id FROM tenants)"));
        }
    }

    // The worker looks every five minutes; each of its looks must have begun its next wait before the clock moves on.
    private static async Task AdvanceAsync(TestWorld world, TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= ScheduledExaminations.Interval)
        {
            var waiting = world.Clock.WaitingDelays;
            world.Clock.Advance(ScheduledExaminations.Interval);
            await world.EventuallyAsync(() => world.Clock.WaitingDelays >= waiting);
        }
    }

    private static async Task<DateTimeOffset?> RanAtAsync(TestWorld world, Guid tenantId) =>
        (await world.Get<Examiner>().LastAsync(tenantId, TestWorld.Stop)).Select(result => (DateTimeOffset?)result.RanAt).Max();
}
