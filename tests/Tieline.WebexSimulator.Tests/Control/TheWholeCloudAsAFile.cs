using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

public sealed class TheWholeCloudAsAFile : IAsyncLifetime
{
    private Simulation simulation = null!;

    public async ValueTask InitializeAsync()
    {
        simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people", """{"email":"gus.dahl@nordlys.example","firstName":"Gus","number":"+14085550107"}""");
        await simulation.ListenAsync("ann");
    }

    public ValueTask DisposeAsync() => simulation.DisposeAsync();

    [Fact]
    public async Task A_cloud_that_was_saved_is_loaded_again_as_it_was()
    {
        var webhooks = (await simulation.ApiAsync("ann", "GET", "/webhooks")).Text;
        var state = (await simulation.SendAsync("GET", "/control/state", null, null)).Expect(200).Text;
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Items);

        (await simulation.SendAsync("PUT", "/control/state", state, null)).Expect(200);

        Assert.Equal(webhooks, (await simulation.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Text);
        await simulation.PlayAsync("manual", "+14085550107");
        Assert.NotEmpty((await simulation.GetAsync("/control/people"))["numbers"]!.AsArray());
    }

    [Theory]
    [InlineData("{ half")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    public async Task What_is_no_state_leaves_the_cloud_as_it_is(string state)
    {
        var refused = (await simulation.SendAsync("PUT", "/control/state", state, null)).Expect(400);
        Assert.Contains("GET /control/state", refused.Of("message"), StringComparison.Ordinal);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Items);
    }

    [Fact]
    public async Task A_state_of_a_later_form_is_refused()
    {
        var state = (await simulation.GetAsync("/control/state")).AsObject();
        state["version"] = 2;
        Assert.Contains("version 2", (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400).Of("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_with_a_hole_in_it_leaves_the_cloud_as_it_is()
    {
        var state = (await simulation.GetAsync("/control/state")).AsObject();
        state["people"]!.AsArray().Add(null);
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Items);
        await simulation.PlayAsync("manual", "+14085550107");
        Assert.NotEmpty((await simulation.GetAsync("/control/people"))["huntGroups"]!.AsArray());
        Assert.NotEmpty((await simulation.GetAsync("/control/people"))["numbers"]!.AsArray());
    }
}
