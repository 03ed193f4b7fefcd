using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>What the doctor makes of what came from outside, and of what did not.</summary>
public class WaysFromOutside
{
    private const string FiveDaysAgo = "measure = measure - 5 * 86400000000";

    [Fact]
    public async Task An_address_that_does_not_answer_from_within_is_a_warning_as_long_as_something_came_lately()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.World.PlayAsync(TestWorld.Ann);
        await world.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("well", (string)(await world.RunAsync())["WebhookReachable"]["verdict"]!);
        await Breakings.All["address does not answer"].DoAsync(world);
        Assert.Equal("broken", await AddressAsync(world)); // The proof, and the call, came to another address.
        Assert.Equal("broken", await AddressAsync(world));
        Assert.Equal("unknown", (string)(await world.RunAsync())["WebhookReachable"]["verdict"]!);
        await world.World.Get<TenantChanges>().NoteProofAsync(world.World.TenantId, "http://127.0.0.1:9", Actor.AdminKey, TestWorld.Stop);
        Assert.Equal("warning", await AddressAsync(world));

        await SqlAsync(world, $"UPDATE doctor_checks SET {FiveDaysAgo}", "UPDATE tenants SET webhooks_proved_at = webhooks_proved_at - 5 * 86400000000");
        Assert.Equal("broken", await AddressAsync(world)); // Nothing for five days: who knows.

        await world.World.PlayAsync(TestWorld.Ann);
        await world.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        await world.RunAsync(); // Sees what arrived.
        Assert.Equal("warning", await AddressAsync(world));
        await SqlAsync(world, "DELETE FROM inbox"); // As after two days.
        Assert.Equal("warning", await AddressAsync(world));
        Assert.Equal("well", (string)(await world.RunAsync())["WebhookReachable"]["verdict"]!);
        await SqlAsync(world, $"UPDATE doctor_checks SET {FiveDaysAgo}");
        Assert.Equal("broken", await AddressAsync(world));
    }

    [Theory]
    [InlineData("a webhook was deleted", "WebhookActive", "Webhooks")]
    [InlineData("a webhook signs with another secret", "WebhookSecret", "Signatures of webhooks")]
    public async Task A_call_that_Webex_could_not_announce_says_nothing_of_the_way(string way, string check, string title)
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All[way].DoAsync(world);
        await world.World.PlayAsync(TestWorld.Ann);
        await world.World.AdvanceAsync(TimeSpan.FromMinutes(2));
        var found = await world.RunAsync();
        Assert.Equal([check], found.Values.Where(one => (string)one["verdict"]! == "broken").Select(one => (string)one["name"]!));
        Assert.Equal($"Not known, because of: {title}.", (string)found["WebhookReachable"]["sentence"]!);
    }

    private static async Task<string> AddressAsync(HealthyWorld world) => (string)(await world.RunAsync())["PublicAddress"]["verdict"]!;

    private static async Task SqlAsync(HealthyWorld world, params string[] statements)
    {
        await world.World.Get<GroupCommitWriter>().CommitAsync([.. statements.Select(sql => new Statement(sql, []))], TestWorld.Stop);
        world.World.Clock.Advance(TimeSpan.FromSeconds(31)); // What is read of a tenant is kept for half a minute.
        await world.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 31 });
        await world.World.Webex.ControlAsync("clock", new { advanceSeconds = 31 });
    }
}
