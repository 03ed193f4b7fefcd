using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

public class TimeAndUsage
{
    [Fact]
    public async Task Stepped_time_stands_still_until_it_is_advanced()
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal("2026-03-02T09:00:00.000Z", (await simulation.GetAsync("/control/clock"))["now"]!.GetValue<string>());
        await simulation.AdvanceAsync(0.25);
        var clock = await simulation.GetAsync("/control/clock");
        Assert.Equal(("2026-03-02T09:00:00.250Z", "stepped"), (clock["now"]!.GetValue<string>(), clock["mode"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Answers_carry_the_time_of_the_cloud()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.AdvanceAsync(3600);
        using var answer = await simulation.Http.GetAsync("/v1/people/me", TestContext.Current.CancellationToken);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), answer.Headers.Date);
    }

    [Fact]
    public async Task Everything_due_on_the_way_happens_at_its_own_instant()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        await simulation.PlayAsync("answered", more: new { ringSeconds = 3, talkSeconds = 1000 });
        await simulation.PlayAsync("answered", "bo", more: new { ringSeconds = 1, talkSeconds = 500 });
        await simulation.AdvanceAsync(3600);
        var sent = (await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray();
        Assert.Equal(8, sent.Count);
        Assert.Equal(["answered 09:00:01", "answered 09:00:03", "disconnected 09:08:21", "disconnected 09:16:43"],
            sent.Skip(4).Select(delivery => $"{delivery!["eventType"]} {delivery["at"]!.GetValue<string>()[11..19]}"));
    }

    [Fact]
    public async Task Running_time_goes_on_by_itself_and_can_be_pushed()
    {
        await using var simulation = await Simulation.StartAsync(stepped: false);
        await simulation.ListenAsync("ann");
        var before = DateTimeOffset.Parse((await simulation.GetAsync("/control/clock"))["now"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        await simulation.PlayAsync("answered", more: new { ringSeconds = 0.05, talkSeconds = 3600 });
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 3);
        await simulation.AdvanceAsync(3601);
        Assert.Equal(4, simulation.Receiver.All.Count);
        var clock = await simulation.GetAsync("/control/clock");
        Assert.Equal("running", clock["mode"]!.GetValue<string>());
        Assert.True(DateTimeOffset.Parse(clock["now"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) - before >= TimeSpan.FromSeconds(3601));
        await simulation.PlayAsync("answered", more: new { ringSeconds = 0.05, talkSeconds = 0.05 });
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 8);
    }

    [Fact]
    public async Task Usage_tells_who_asked_for_what_with_which_scope()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ApiAsync("ann", "GET", "/people/me");
        await simulation.ApiAsync("bo", "POST", "/telephony/calls/hangup", new { callId = "x" });
        await simulation.SendAsync("GET", "/v1/telephony/calls", null, null);
        var requests = (await simulation.GetAsync("/control/usage"))["requests"]!.AsArray();
        Assert.Equal(
        [
            "0 GET /v1/people/me 200 ann.berg@nordlys.example spark:people_read",
            "1 POST /v1/telephony/calls/hangup 404 bo.lind@nordlys.example spark:calls_write",
            "2 GET /v1/telephony/calls 401",
        ], requests.Select(entry => $"{entry!["index"]} {entry["method"]} {entry["path"]} {entry["status"]} {entry["user"]} {entry["scope"]}".TrimEnd()));
        Assert.Single((await simulation.GetAsync("/control/usage?since=2"))["requests"]!.AsArray());
    }

    [Fact]
    public async Task Reset_brings_back_the_seeded_state()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("manual");
        await simulation.PostAsync("/control/faults", """{"fault":{"kind":"locked"}}""");
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/webhooks")).Expect(200).Items);
        Assert.Empty((await simulation.GetAsync("/control/calls"))["calls"]!.AsArray());
        Assert.Equal("running", (await simulation.GetAsync("/control/clock"))["mode"]!.GetValue<string>());
        Assert.Empty((await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray());
    }

    [Fact]
    public async Task A_reset_while_time_is_being_advanced_is_not_undone()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered", more: new { ringSeconds = 5 });
        var gate = new TaskCompletionSource();
        simulation.Receiver.Gate = gate.Task;
        var advancing = simulation.AdvanceAsync(3600);
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 3);
        await simulation.PostAsync("/control/reset", "{}");
        var before = await NowAsync();
        gate.SetResult();
        await advancing;
        Assert.InRange(await NowAsync() - before, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal("running", (await simulation.GetAsync("/control/clock"))["mode"]!.GetValue<string>());

        async Task<DateTimeOffset> NowAsync() => DateTimeOffset.Parse((await simulation.GetAsync("/control/clock"))["now"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("/control/outside", """{"answerAfterSeconds":7,"deviceAnswersAfterSeconds":-1}""", 400)]
    [InlineData("/control/outside", """{"answerAfterSeconds":7,"numbers":{"+12223334444":{"behaviour":"sings"}}}""", 400)]
    [InlineData("/control/outside", """{"numbers":{"+12223334444":{"behaviour":"busy"},"+12223334445":7}}""", 400)]
    [InlineData("/control/people/1101", """{"recordingMode":"Never","executive":"nobody"}""", 404)]
    [InlineData("/control/people/1101", """{"recordingMode":"Never","lineBusy":"no"}""", 400)]
    public async Task A_refused_door_has_changed_nothing(string path, string body, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var before = await ViewAsync();
        (await simulation.SendAsync("POST", path, body, null)).Expect(status);
        Assert.Equal(before, await ViewAsync());

        async Task<string> ViewAsync() => (await simulation.GetAsync("/control/outside")).ToJsonString() + (await simulation.GetAsync("/control/people")).ToJsonString();
    }

    [Theory]
    [InlineData("/control/clock", """{"mode":"backwards"}""")]
    [InlineData("/control/clock", """{"advanceSeconds":-1}""")]
    [InlineData("/control/clock", """{"now":"tomorrow"}""")]
    [InlineData("/control/outside", """{"numbers":{"+1":{"behaviour":"sings"}}}""")]
    [InlineData("/control/people/ann.berg@nordlys.example", """{"recordingMode":"Sometimes"}""")]
    [InlineData("/control/integrations", """{"clientId":"C","scopes":["spark:tea"]}""")]
    [InlineData("/control/switches", """{"fog":true}""")]
    [InlineData("/control/people", """{"firstName":"Gus"}""")]
    public async Task A_control_door_refuses_what_it_does_not_understand(string path, string body)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.NotEmpty((await simulation.SendAsync("POST", path, body, null)).Expect(400).Message!);
    }

    [Fact]
    public async Task A_person_is_added_and_can_be_called()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = """{"email":"gus.dahl@nordlys.example","firstName":"Gus","lastName":"Dahl","number":"+14085550107","extension":"1107","deskPhone":false}""";
        var added = await simulation.PostAsync("/control/people", body);
        Assert.Equal("APPLICATION", Assert.Single(added["endpoints"]!.AsArray())!["type"]!.GetValue<string>());
        await simulation.PlayAsync("manual", "gus.dahl@nordlys.example");
        Assert.Single((await simulation.SendAsync("GET", "/v1/telephony/calls", null, added["access_token"]!.GetValue<string>())).Expect(200).Items);
        (await simulation.SendAsync("POST", "/control/people", body, null)).Expect(409);
    }

    [Fact]
    public async Task The_page_and_its_parts_are_served()
    {
        await using var simulation = await Simulation.StartAsync();
        var page = (await simulation.SendAsync("GET", "/", null, null)).Expect(200).Text;
        Assert.Contains("The other end of the line", page, StringComparison.Ordinal);
        foreach (var file in (string[])["page.css", "page.js", "dom.js", "calls.js", "phones.js"])
        {
            Assert.NotEmpty((await simulation.SendAsync("GET", "/page/" + file, null, null)).Expect(200).Text);
        }

        (await simulation.SendAsync("GET", "/page/secrets.txt", null, null)).Expect(404);
        Assert.Equal("ready", (await simulation.SendAsync("GET", "/health/ready", null, null)).Expect(200).Text);
    }
}
