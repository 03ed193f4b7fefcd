using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class VoicemailLamp
{
    [Fact]
    public async Task A_voicemail_lights_the_lamp_and_reading_it_puts_it_out()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("ann", "telephony_mwi", "updated");
        await simulation.HearAsync("bo", "telephony_mwi", "updated");
        var left = await simulation.PostAsync("/control/people/1101/voicemails", """{"from":"+12025550143","name":"Maria Lopez","seconds":12}""");
        await simulation.PostAsync($"/control/voicemails/{left["id"]}/read", "{}");
        await simulation.PostAsync($"/control/voicemails/{left["id"]}/read", "{}");
        Assert.Equal("telephony_mwi updated, telephony_mwi updated", await simulation.HeardAsync("ann"));
        Assert.Equal("", await simulation.HeardAsync("bo"));
        Assert.Equal(["True 1 0", "False 0 1"], Enumerable.Range(0, 2).Select(index => Spaces.Data(simulation, "ann", index))
            .Select(data => $"{data["messageWaiting"]!.GetValue<bool>()} {data["newMessages"]} {data["oldMessages"]}"));
    }

    [Fact]
    public async Task Voicemails_are_kept_with_the_state_and_go_with_a_reset()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/1101/voicemails", "{}");
        var state = (await simulation.GetAsync("/control/state")).ToJsonString();
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Empty((await simulation.GetAsync("/control/voicemails"))["voicemails"]!.AsArray());
        (await simulation.SendAsync("PUT", "/control/state", state, null)).Expect(200);
        Assert.Single((await simulation.GetAsync("/control/voicemails"))["voicemails"]!.AsArray());
    }

    [Theory]
    [InlineData("people/admin@nordlys.example/voicemails", "{}", 400)]
    [InlineData("people/nobody/voicemails", "{}", 404)]
    [InlineData("people/1101/voicemails", """{"seconds":-1}""", 400)]
    [InlineData("voicemails/x/read", "{}", 404)]
    public async Task A_voicemail_that_cannot_be_is_refused(string door, string body, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.SendAsync("POST", "/control/" + door, body, null)).Expect(status);
    }
}
