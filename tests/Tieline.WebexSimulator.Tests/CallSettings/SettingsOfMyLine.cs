using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.CallSettings;

public sealed class SettingsOfMyLine : IAsyncLifetime
{
    private Simulation simulation = null!;

    public async ValueTask InitializeAsync() => simulation = await Simulation.StartAsync();

    public ValueTask DisposeAsync() => simulation.DisposeAsync();

    [Fact]
    public async Task A_person_learns_of_the_own_line_phones_and_location()
    {
        var me = (await simulation.ApiAsync("carla", "GET", MyLine.Root)).Expect(200);
        Assert.Equal(("Carla", "+14085550103"), (me.Of("firstName"), me.Of("emergencyCallBackNumber")));
        var number = me.Json["phoneNumbers"]![0]!;
        Assert.Equal(("1103", number["routingPrefix"] + "1103"), (number["extension"]!.GetValue<string>(), number["enterprise"]!.GetValue<string>()));
        Assert.Equal("Cisco 8845", Assert.Single(me.Json["devices"]!.AsArray())!["model"]!.GetValue<string>());
        Assert.Equal((await simulation.ApiAsync("carla", "GET", "/people/me?callingData=true")).Of("locationId"), me.Json["location"]!["id"]!.GetValue<string>());
        var endpoints = (await simulation.ApiAsync("carla", "GET", MyLine.Root + "/endpoints")).Expect(200).Json["endpoints"]!.AsArray();
        Assert.Equal(["CALLING_DEVICE False", "APPLICATION True"], endpoints.Select(endpoint => $"{endpoint!["type"]} {endpoint["autoAndForcedAnswerEnabled"]!.GetValue<bool>()}"));
        (await simulation.ApiAsync("carla", "GET", $"{MyLine.Root}/endpoints/{simulation.Endpoint("ann", "DEVICE")}")).Expect(404);
    }

    [Fact]
    public async Task A_change_keeps_what_it_leaves_out_and_is_nobody_elses()
    {
        await simulation.ForwardAsync("ann", "busy", "1102");
        (await simulation.SetAsync("ann", "callForwarding", """{"callForwarding":{"noAnswer":{"numberOfRings":5},"busy":{"destination":null}}}""")).Expect(204);
        var forwarding = (await simulation.SettingsAsync("ann", "callForwarding"))["callForwarding"]!;
        Assert.Equal("""{"enabled":true,"destinationVoicemailEnabled":false,"destination":"1102"}""", forwarding["busy"]!.ToJsonString());
        Assert.Equal((5, 20), (forwarding["noAnswer"]!["numberOfRings"]!.GetValue<int>(), forwarding["noAnswer"]!["systemMaxNumberOfRings"]!.GetValue<int>()));
        Assert.DoesNotContain("1102", (await simulation.SettingsAsync("bo", "callForwarding")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("bo.lind@nordlys.example", (await simulation.SettingsAsync("bo", "voicemail"))["emailCopyOfMessage"]!["emailId"]!.GetValue<string>());
        (await simulation.SetAsync("ann", "queues", """{"agentACDState":"AVAILABLE"}""")).Expect(204);
        Assert.Equal("""{"agentACDState":"AVAILABLE","queues":[]}""", (await simulation.SettingsAsync("ann", "queues")).ToJsonString());
    }

    [Theory]
    [InlineData("callForwarding", """{"callForwarding":{"always":{"enabled":true}}}""", "always needs a destination.")]
    [InlineData("callForwarding", """{"callForwarding":{"busy":{"enabled":true,"destination":""}}}""", "busy needs a destination.")]
    [InlineData("callForwarding", """{"callForwarding":{"always":{"destination":"1102"}}}""", "enabled is required and cannot be empty.")]
    [InlineData("callForwarding", """{"callForwarding":{"noAnswer":{"numberOfRings":1}}}""", "numberOfRings must be a whole number from 2 to 20.")]
    [InlineData("callForwarding", """{"callForwarding":{"busy":{"destination":"home"}}}""", "destination is not a number, an extension, a feature code or a SIP address.")]
    [InlineData("callForwarding", """{"businessContinuity":{"enabled":true}}""", "businessContinuity needs a destination.")]
    [InlineData("callForwarding", """{"callForwarding":{"noAnswer":{"systemMaxNumberOfRings":9}}}""", "Unrecognized field \"systemMaxNumberOfRings\".")]
    [InlineData("callerId", """{"callingLineIdDeliveryBlockingEnabled":"yes"}""", "callingLineIdDeliveryBlockingEnabled must be true or false.")]
    [InlineData("voicemail", """{"enabled":true}""", "notifications is required and cannot be empty.")]
    [InlineData("voicemail", """{"notifications":{"enabled":true},"transferToNumber":{}}""", "notifications needs a destination.")]
    [InlineData("voicemail", """{"notifications":{},"transferToNumber":{},"faxMessage":{"enabled":true}}""", "faxMessage needs a phoneNumber.")]
    [InlineData("queues", """{"queues":[{"id":"none","available":true}]}""", "The user belongs to no such call queue.")]
    public async Task A_setting_that_makes_no_sense_is_refused_and_changes_nothing(string page, string change, string message)
    {
        var before = (await simulation.SettingsAsync("ann", page)).ToJsonString();
        Assert.Equal(message, (await simulation.SetAsync("ann", page, change)).Expect(400).Message);
        Assert.Equal(before, (await simulation.SettingsAsync("ann", page)).ToJsonString());
    }

    [Fact]
    public async Task Settings_come_with_the_state_and_go_with_a_reset()
    {
        await simulation.ForwardAsync("ann", "always", "1102");
        var state = await simulation.GetAsync("/control/state");
        await simulation.PostAsync("/control/reset", "{}");
        Assert.False((await simulation.SettingsAsync("ann", "callForwarding"))["callForwarding"]!["always"]!["enabled"]!.GetValue<bool>());
        (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(200);
        Assert.True((await simulation.SettingsAsync("ann", "callForwarding"))["callForwarding"]!["always"]!["enabled"]!.GetValue<bool>());
        state["people"]![0]!["callSettings"]!["callForwarding"] = JsonNode.Parse("""{"callForwarding":7}""");
        Assert.Contains("callForwarding of ann.berg@nordlys.example", (await simulation.SendAsync("PUT", "/control/state", state.ToJsonString(), null)).Expect(400).Message, StringComparison.Ordinal);
        Assert.True((await simulation.SettingsAsync("ann", "callForwarding"))["callForwarding"]!["always"]!["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Whoever_has_no_line_has_no_settings_of_one()
    {
        Assert.Equal("Target user not authorized", (await simulation.ApiAsync("admin", "GET", MyLine.Root)).Expect(400).Message);
        Assert.Equal("Target user not authorized", (await simulation.SetAsync("admin", "callerId", "{}")).Expect(400).Message);
    }
}
