using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class MembersAndHistory
{
    [Fact]
    public async Task An_administrator_dials_answers_lists_and_ends_for_a_member()
    {
        await using var simulation = await Simulation.StartAsync();
        var member = $"/telephony/calls/members/{simulation.Id("ann")}";
        await simulation.PlayAsync("manual");
        var callId = (await simulation.ApiAsync("admin", "GET", member + "/calls")).Expect(200).Items[0]!["id"]!.GetValue<string>();
        (await simulation.ApiAsync("admin", "POST", member + "/answer", new { callId })).Expect(204);
        Assert.Equal("connected", (await simulation.ApiAsync("admin", "GET", $"{member}/calls/{callId}")).Expect(200).Of("state"));
        (await simulation.ApiAsync("admin", "POST", member + "/hangup", new { callId })).Expect(204);
        (await simulation.ApiAsync("admin", "POST", member + "/dial", new { destination = "1102" })).Expect(201);
        Assert.Single(await simulation.CallsAsync("ann"));
        (await simulation.ApiAsync("admin", "POST", member + "/hold", new { callId })).Expect(404);
    }

    [Fact]
    public async Task A_user_reaches_the_own_calls_as_me_and_nobody_elses()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "GET", "/telephony/calls/members/me/calls")).Expect(200);
        (await simulation.ApiAsync("ann", "GET", $"/telephony/calls/members/{simulation.Id("bo")}/calls")).Expect(403);
        (await simulation.ApiAsync("admin", "GET", $"/telephony/calls/members/{Guid.Empty}/calls")).Expect(404);
    }

    [Theory]
    [InlineData("nonsense", 400)]
    [InlineData("Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi8wMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDA", 404)]
    public async Task Members_and_their_endpoints_of_another_organization_are_not_found(string organization, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("admin", "GET", $"/telephony/calls/members/{simulation.Id("ann")}/calls?orgId={organization}")).Expect(status);
        (await simulation.ApiAsync("admin", "GET", $"/telephony/config/people/{simulation.Id("ann")}/preferredAnswerEndpoint?orgId={organization}")).Expect(status);
        var own = (await simulation.ApiAsync("ann", "GET", "/people/me")).Of("orgId");
        (await simulation.ApiAsync("admin", "GET", $"/telephony/calls/members/{simulation.Id("ann")}/calls?orgId={own}")).Expect(200);
    }

    [Fact]
    public async Task Each_kind_of_history_keeps_its_newest_twenty()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("answered", from: "+12025550100");
        await simulation.AdvanceAsync(20);
        for (var caller = 101; caller <= 125; caller++)
        {
            await simulation.PlayAsync("callerHangsUp", from: $"+12025550{caller}");
            await simulation.AdvanceAsync(10);
        }

        var missed = (await simulation.ApiAsync("ann", "GET", "/telephony/calls/history?type=missed")).Expect(200).Items;
        Assert.Equal(20, missed.Count);
        Assert.Equal(("+12025550125", "+12025550106"), (missed[0]!["number"]!.GetValue<string>(), missed[^1]!["number"]!.GetValue<string>()));
        Assert.Equal(21, (await simulation.ApiAsync("ann", "GET", "/telephony/calls/history")).Items.Count);
        Assert.Equal("type number privacyEnabled time", string.Join(' ', missed[0]!.AsObject().Select(field => field.Key)));
        (await simulation.ApiAsync("ann", "GET", "/telephony/calls/history?type=lost")).Expect(400);
    }

    [Fact]
    public async Task History_times_are_those_of_placing_answering_and_missing()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("answered", "bo", "ann", new { ringSeconds = 3, talkSeconds = 10 });
        await simulation.AdvanceAsync(100);
        await simulation.PlayAsync("unanswered", "bo", "ann", new { ringSeconds = 7 });
        await simulation.AdvanceAsync(100);
        async Task<string[]> Lines(string who) => [.. (await simulation.ApiAsync(who, "GET", "/telephony/calls/history")).Items.Select(entry => $"{entry!["type"]} {entry["time"]}")];
        Assert.Equal(["placed 2026-03-02T09:01:40.000Z", "placed 2026-03-02T09:00:00.000Z"], await Lines("ann"));
        Assert.Equal(["missed 2026-03-02T09:01:47.000Z", "received 2026-03-02T09:00:03.000Z"], await Lines("bo"));
    }
}
