using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.CallLogging;
using Tieline.Server.Deliveries;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Journeys;

/// <summary>What becomes of the calls of somebody whose role was taken: nothing is logged behind his back, and nothing is lost before an administrator has looked.</summary>
public sealed class RoleJourneys
{
    [Fact]
    public async Task A_call_that_began_before_the_role_was_taken_is_logged_to_its_end_and_a_later_one_waits_for_an_administrator()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.PlayAsync(TestWorld.Ann, talkSeconds: 900, from: "+12025550175");
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);

        await world.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        await world.AdvanceAsync(TimeSpan.FromMinutes(11)); // No panel is open: the watch looks every ten minutes.
        await world.EventuallyAsync(async () => (await AnnAsync(world)).NotUserSince is not null);
        await world.AdvanceAsync(TimeSpan.FromMinutes(5));
        await world.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(["Completed"], (await world.TasksAsync()).Select(task => (string?)task["Status"]));

        await world.PlayAsync(TestWorld.Ann, from: "+12025550176");
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        await world.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Single(await world.TasksAsync());
        var waiting = Assert.Single(await DeadAsync(world));
        Assert.Contains("Ann Berg did not have the role Webex User when this call began", Texts.For("en_US").Told(waiting.Reason!), StringComparison.Ordinal);

        // The page People tells of it as well.
        var ann = await world.SalesforceUserIdAsync(TestWorld.Ann);
        var shown = (await world.AdminAsync(HttpMethod.Get, "people")).Body["people"]!.AsArray().Single(one => (string)one!["userId"]! == ann)!;
        Assert.Equal("NotLogged", (string)shown["problems"]![0]!["kind"]!);

        await world.AdminAsync(HttpMethod.Post, "roles", new JsonObject { ["userIds"] = new JsonArray(ann), ["give"] = new JsonArray("User") });
        Assert.True(await world.Get<DeliveryList>().RetryNowAsync(world.TenantId, CallLogDelivery.KindName, waiting.Key, Actor.AdminKey, TestWorld.Stop));
        await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 2);
        Assert.Empty(await DeadAsync(world));
    }

    private static async Task<Agent> AnnAsync(TestWorld world) => (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop)).Single();

    private static Task<IReadOnlyList<DeliveryView>> DeadAsync(TestWorld world) => world.Get<DeliveryList>().ListAsync(world.TenantId, DeliveryStanding.Dead, 10, TestWorld.Stop);
}
