using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Meetings;

public class WhoMayHost
{
    [Theory]
    [InlineData("carla")]
    [InlineData("bot")]
    [InlineData("machine")]
    public async Task Meetings_are_made_for_and_given_to_licensed_people_only(string who)
    {
        await using var simulation = await Simulation.StartAsync();
        var email = await NoHostAsync(simulation, who);
        var body = MeetingStory.Body();
        body["hostEmail"] = email;
        (await simulation.ApiAsync("admin", "POST", "/meetings", body.ToJsonString())).Expect(403);
        var id = (await simulation.ScheduleAsync()).Id();
        (await simulation.ApiAsync("admin", "POST", "/meetings/reassignHost", new { hostEmail = email, meetingIds = new[] { id } })).Expect(403);
        (await simulation.ApiAsync("ann", "GET", "/meetings/" + id)).Expect(200);
    }

    [Fact]
    public async Task A_scripted_day_is_one_of_licensed_people()
    {
        await using var simulation = await Simulation.StartAsync();
        foreach (var who in (string[])["carla", "machine"])
        {
            await NoHostAsync(simulation, who);
        }

        var made = await simulation.PostAsync("/control/meetings/script", """{"meetings":20,"webinars":10}""");
        var hosts = made["meetings"]!.AsArray().Select(one => one!["host"]!.GetValue<string>()).Distinct().ToList();
        Assert.Contains(simulation.Of("ann", "email"), hosts);
        Assert.DoesNotContain(hosts, host => host == simulation.Of("carla", "email") || host.EndsWith("wbx.ai", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrators_scope_alone_queries_participants_and_need_name_no_host()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SharedRecordings.GroupAppAsync(simulation, "meeting:admin_participants_read");
        var id = (await simulation.ScheduleAsync()).Id();
        await simulation.HoldAsync(id);
        var path = "/v1/meetingParticipants/query?meetingId=" + id;
        Assert.Equal(2, (await simulation.SendAsync("POST", path, "{}", token)).Expect(200).Items.Count);
        Assert.Equal(2, (await simulation.SendAsync("POST", $"{path}&hostEmail={simulation.Of("ann", "email")}", "{}", token)).Expect(200).Items.Count);
        (await simulation.SendAsync("POST", $"{path}&hostEmail={simulation.Of("bo", "email")}", "{}", token)).Expect(403);
    }

    /// <summary>The e-mail address of somebody who cannot host: without a licence, a bot, or the machine account of a Service App.</summary>
    private static async Task<string> NoHostAsync(Simulation simulation, string who)
    {
        switch (who)
        {
            case "bot":
                return (await simulation.GetAsync("/control/people"))["bots"]![0]!["email"]!.GetValue<string>();
            case "machine":
                var token = (await ServiceApps.OpenAsync(simulation)).Of("access_token");
                return (await SignIn.MeAsync(simulation, token)).Expect(200).Json["emails"]![0]!.GetValue<string>();
            default:
                await simulation.PostAsync($"/control/people/{simulation.Of(who, "email")}", """{"licenses":["calling"]}""");
                return simulation.Of(who, "email");
        }
    }
}
