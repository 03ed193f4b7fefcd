using System.Net;
using System.Net.Http.Json;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Strangers;

/// <summary>A stranger who would open Ann's panel by a sign-in of his own, or by a request that he signed himself.</summary>
internal static class LaunchTries
{
    /// <summary>Anybody may begin; he gets a way to sign in to Ann's org, nothing of hers, and no session before somebody of that org has signed in.</summary>
    public static async Task BeginAsync(TwoTenants two)
    {
        var launch = await PopUpLaunch.BeginAsync(two.World, two.World.Tenant);
        two.AssertTellsNothing(launch.Url.ToString());
        Assert.Equal("waiting", (string)(await launch.OpenAsync())!["outcome"]!);

        // Who signs in to the stranger's own org does not sign in to Ann's.
        var own = await PopUpLaunch.BeginAsync(two.World, two.Sandbox);
        await own.SignInAsync(two.Stranger.User);
        Assert.NotEqual(two.Ann.AgentId, (Guid)(await own.OpenAsync())!["opened"]!["agent"]!["id"]!);
    }

    /// <summary>Ann has signed in; the stranger knows the state, not her window's secret.</summary>
    public static async Task OpenAsync(TwoTenants two)
    {
        var anns = await PopUpLaunch.BeginAsync(two.World, two.World.Tenant);
        var own = await PopUpLaunch.BeginAsync(two.World, two.Sandbox);
        await anns.SignInAsync(TestWorld.Ann);
        foreach (var window in new[] { own.Window, "", anns.State })
        {
            Assert.Null(await (anns with { Window = window }).OpenAsync());
        }

        Assert.Equal(two.Ann.AgentId, (Guid)(await anns.OpenAsync())!["opened"]!["agent"]!["id"]!);
    }

    /// <summary>The stranger has Ann sign in by an address of his, which comes back in her browser: it has no secret of his window.</summary>
    public static async Task AnswerAsync(TwoTenants two)
    {
        var strangers = await PopUpLaunch.BeginAsync(two.World, two.World.Tenant);
        Assert.Equal(HttpStatusCode.BadRequest, await (strangers with { Window = "" }).SignInAsync(TestWorld.Ann));
        var outcome = (await strangers.OpenAsync())!;
        Assert.Equal(("refused", null), ((string)outcome["outcome"]!, outcome["opened"]));
    }

    public static Func<TwoTenants, Task> CanvasAsync(string panel) => async two =>
    {
        var user = await two.World.SalesforceUserIdAsync(TestWorld.Ann);
        var request = CanvasSigner.Sign("the stranger's secret", two.World.OrgId, user, "a token");
        using var form = new FormUrlEncodedContent([new("signed_request", request)]);
        using var answer = await two.Stranger.Http.PostAsync($"/panels/{panel}?org={two.World.OrgId}", form, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        two.AssertTellsNothing(await answer.Content.ReadAsStringAsync(TestWorld.Stop));
    };
}
