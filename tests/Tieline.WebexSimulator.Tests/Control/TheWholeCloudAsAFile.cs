using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;
using Tieline.WebexSimulator.Tests.Messaging;

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

    [Fact]
    public async Task A_refused_state_ends_no_call_and_takes_away_nothing_that_a_state_does_not_hold()
    {
        await simulation.PlayAsync("manual");
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"held"}""");
        await simulation.PostAsync("/control/outside", """{"answerAfterSeconds":7}""");
        var room = await simulation.RoomAsync("ann", []);
        var file = (await Files.SendAsync(simulation, Files.Form(room, "a.txt", "text/plain", new string('a', 100_000)))).Expect(200).Json["files"]![0]!.GetValue<string>();
        var calls = (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(200).Text;
        var before = await simulation.GetAsync("/control/state");
        var state = before.DeepClone();
        state["webhooks"]![0]!["targetUrl"] = "nowhere";
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400);

        Assert.Equal(before.ToJsonString(), (await simulation.GetAsync("/control/state")).ToJsonString());
        Assert.NotEqual("{\"items\":[]}", calls);
        Assert.Equal(calls, (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(200).Text);
        Assert.Equal("held", (await simulation.GetAsync("/control/webhook-delivery"))["mode"]!.GetValue<string>());
        Assert.Equal(7, (await simulation.GetAsync("/control/outside"))["answerAfterSeconds"]!.GetValue<double>());
        Assert.Equal(100_000, (await simulation.SendAsync("GET", new Uri(file).PathAndQuery, null, simulation.Token("ann"))).Expect(200).Text.Length);
    }

    [Fact]
    public async Task An_organization_whose_id_is_none_is_refused()
    {
        var state = await simulation.GetAsync("/control/state");
        state["organizationId"] = "x";
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400);
    }

    [Theory]
    [InlineData("schedulingOptions", "{}")]
    [InlineData("schedulingOptions", """{"delegateEmails":[7]}""")]
    [InlineData("schedulingOptions", """{"joinBeforeHostMinutes":"5"}""")]
    [InlineData("personalMeetingRoom", "{}")]
    [InlineData("audio", "{}")]
    [InlineData("video", """{"videoDevices":1}""")]
    public async Task A_user_of_the_site_without_whole_preferences_is_refused(string page, string change)
    {
        (await simulation.ApiAsync("ann", "PUT", "/meetingPreferences/video", """{"videoDevices":[]}""")).Expect(200);
        var state = await simulation.GetAsync("/control/state");
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(200);
        var (user, fields) = (state["meetings"]!["site"]!["users"]![simulation.Id("ann")]!, JsonNode.Parse(change)!.AsObject());
        user[page] = fields.Count == 0 ? fields : Merged(user[page]!.AsObject(), fields);
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_choice_of_a_survey_without_options_is_refused(string options)
    {
        var id = (await simulation.ScheduleAsync(MeetingStory.Webinar())).Id();
        await simulation.ActAsync(id, "survey", Surveys.Form);
        var state = await simulation.GetAsync("/control/state");
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(200);
        state["meetings"]!["series"]![0]!["survey"]!["questions"]![1]!["options"] = JsonNode.Parse(options);
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400);
    }

    private static JsonObject Merged(JsonObject whole, JsonObject changes)
    {
        var merged = whole.DeepClone().AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value!.DeepClone();
        }

        return merged;
    }
}
