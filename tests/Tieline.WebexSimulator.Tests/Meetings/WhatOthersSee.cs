using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class WhatOthersSee
{
    [Fact]
    public async Task Integration_tags_are_told_to_the_webhooks_of_the_integration_that_set_them()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenToMeetingsAsync("ann", "meetings", "created");
        simulation.Introduce("other", (await SignIn.CompleteAsync(simulation, ("scope", "meeting:schedules_read"))).Of("access_token"));
        await simulation.ListenToMeetingsAsync("other", "meetings", "created");
        var body = MeetingStory.Body();
        body["integrationTags"] = new JsonArray("0061t00000Abc");
        var made = await simulation.ScheduleAsync(body);
        await simulation.SettleAsync();
        var (own, foreign) = (Story.Bodies(simulation, "ann").Single()["data"]!, Story.Bodies(simulation, "other").Single()["data"]!.AsObject());
        Assert.Equal(made["integrationTags"]!.ToJsonString(), own["integrationTags"]!.ToJsonString());
        Assert.False(foreign.ContainsKey("integrationTags"));
        Assert.Equal(made.Id(), foreign.Id());
    }

    [Fact]
    public async Task The_panelists_password_is_the_hosts_and_cohosts_to_see()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = MeetingStory.Webinar();
        (body["panelistPassword"], body["publicMeeting"]) = ("Panel-1", true);
        body["invitees"] = new JsonArray(Invitee("bo", false), Invitee("carla", true));
        var path = "/meetings/" + (await simulation.ScheduleAsync(body)).Id();
        foreach (var (who, password) in ((string, string)[])[("ann", "Panel-1"), ("carla", "Panel-1"), ("admin", "Panel-1"), ("bo", ""), ("david", "")])
        {
            Assert.Equal((who, password), (who, (await simulation.ApiAsync(who, "GET", path)).Expect(200).Of("panelistPassword")));
        }

        JsonObject Invitee(string who, bool coHost) => new() { ["email"] = simulation.Of(who, "email"), ["coHost"] = coHost };
    }
}
