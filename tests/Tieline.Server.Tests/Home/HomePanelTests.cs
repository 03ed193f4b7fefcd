using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Home;

/// <summary>What the Home panel says of one's sign-ins, and that it learns of changes made elsewhere.</summary>
public class HomePanelTests
{
    [Fact]
    public async Task It_says_as_whom_one_is_signed_in_and_follows_a_sign_out_in_the_softphone()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await using var home = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await home.ShowsAsync(world, "Signed in as Ann Berg, ann.berg@nordlys.example");
        Assert.DoesNotContain("Not signed in", home.Shown, StringComparison.Ordinal);

        using var answer = await ann.Http.PostAsync("/panels/api/webex/sign-out", null, TestWorld.Stop);
        await home.ShowsAsync(world, "Not signed in");
        await home.ShowsAsync(world, "Without it there are no calls in Salesforce");
    }

    [Fact]
    public async Task A_connection_that_needs_attention_says_why()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var key = GrantKey.Agent(world.TenantId, ann.AgentId);
        var grant = (await world.Get<GrantStore>().FindAsync(key, TestWorld.Stop))!;
        await world.Get<GrantStore>().MarkAsync(grant, new ConnectionStatus(ConnectionState.NeedsAttention, "expired access/refresh token"), TestWorld.Stop);
        await using var home = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await home.ShowsAsync(world, "Sign in again");
        await home.ShowsAsync(world, "expired access/refresh token");
        await home.ShowsAsync(world, "sign-in-salesforce");
    }

    [Fact]
    public async Task It_stands_while_Webex_has_not_answered_yet_and_says_the_name_then()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "/v1/people/me" }, times = 1, fault = new { kind = "slow", seconds = 3 } });
        await using var home = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await home.ShowsAsync(world, "sign-out-webex");
        Assert.DoesNotContain("Signed in as Ann Berg, ann.berg@nordlys.example", home.Shown, StringComparison.Ordinal);
        await world.EventuallyAsync(async () =>
        {
            await world.Webex.ControlAsync("clock", new { advanceSeconds = 1 });
            return home.Shown.Contains("Signed in as Ann Berg, ann.berg@nordlys.example", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task It_stands_also_while_Webex_does_not_say_who_one_is()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "/v1/people/me" }, fault = new { kind = "status", status = 503 } });
        await using var home = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await home.ShowsAsync(world, "sign-out-webex");
        Assert.Contains("Signed in", home.Shown, StringComparison.Ordinal);
        Assert.NotNull((await world.Get<Agents>().FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.PersonId);
    }
}
