using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

public class AnswersKeepToThePublishedApi
{
    private const string Calls = "/telephony/calls";
    private const string Missing = "The vendor's API documents do not lie beside the repository.";

    [Fact]
    public async Task Every_operation_of_call_control()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var api = new PublishedApi("telephony-call-controls.json");
        await using var simulation = await Simulation.StartAsync();
        async Task<Answer> Do(string command, object body, string who) =>
            api.Holds($"post {Calls}/{command}", await simulation.ApiAsync(who, "POST", $"{Calls}/{command}", body));
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"executive":"eva.holm@nordlys.example"}""");
        await AnsweredCallAsync(simulation, api, Do);
        await TwoCallsAsync(simulation, Do);
        await TakenOverAsync(simulation, Do);
        await MembersAsync(simulation, api);
        api.Holds($"get {Calls}/history", await simulation.ApiAsync("ann", "GET", Calls + "/history"));
        Assert.Empty(api.Operations.Except(api.Visited));
    }

    [Fact]
    public async Task People_and_their_endpoints()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var (people, endpoints, mine) = (new PublishedApi("people.json"), new PublishedApi("preferred-answer-endpoint.json"), new PublishedApi("me-call-settings.json"));
        await using var simulation = await Simulation.StartAsync();
        people.Holds("get /people/me", await simulation.ApiAsync("ann", "GET", "/people/me?callingData=true"));
        people.Holds("get /people/{personId}", await simulation.ApiAsync("ann", "GET", $"/people/{simulation.Id("admin")}"));
        people.Holds("get /people", await simulation.ApiAsync("ann", "GET", $"/people?id={simulation.Id("eva")},nobody"));
        people.Holds("get /people", await simulation.ApiAsync("admin", "GET", "/people?callingData=true&max=100"));
        const string Path = "/telephony/config/people/{personId}/preferredAnswerEndpoint";
        var path = Path.Replace("{personId}", simulation.Id("ann"), StringComparison.Ordinal);
        endpoints.Holds("get " + Path, await simulation.ApiAsync("ann", "GET", path));
        endpoints.Holds("put " + Path, await simulation.ApiAsync("ann", "PUT", path, new { preferredAnswerEndpointId = simulation.Endpoint("ann", "DEVICE") }));
        const string Mine = "/telephony/config/people/me/settings/";
        mine.Holds($"get {Mine}preferredAnswerEndpoint", await simulation.ApiAsync("ann", "GET", Mine + "preferredAnswerEndpoint"));
        mine.Holds($"get {Mine}availablePreferredAnswerEndpoints", await simulation.ApiAsync("ann", "GET", Mine + "availablePreferredAnswerEndpoints"));
        mine.Holds($"put {Mine}preferredAnswerEndpoint", await simulation.ApiAsync("ann", "PUT", Mine + "preferredAnswerEndpoint", """{"id":null}"""));
    }

    [Fact]
    public async Task Webhooks()
    {
        Assert.SkipWhen(PublishedApi.Folder() is null, Missing);
        var api = new PublishedApi("webhooks.json");
        await using var simulation = await Simulation.StartAsync();
        var body = new { name = "calls", targetUrl = "https://tieline.example/", resource = "telephony_calls", @event = "all", secret = "s", filter = "state=connected" };
        var id = api.Holds("post /webhooks", await simulation.ApiAsync("ann", "POST", "/webhooks", body)).Of("id");
        api.Holds("get /webhooks", await simulation.ApiAsync("ann", "GET", "/webhooks"));
        api.Holds("get /webhooks/{webhookId}", await simulation.ApiAsync("ann", "GET", $"/webhooks/{id}"));
        api.Holds("put /webhooks/{webhookId}", await simulation.ApiAsync("ann", "PUT", $"/webhooks/{id}", new { name = "n", targetUrl = "https://tieline.example/n" }));
        api.Holds("delete /webhooks/{webhookId}", await simulation.ApiAsync("ann", "DELETE", $"/webhooks/{id}"));
        Assert.Empty(api.Operations.Except(api.Visited));
    }

    private static async Task AnsweredCallAsync(Simulation simulation, PublishedApi api, Func<string, object, string, Task<Answer>> act)
    {
        await simulation.PlayAsync("huntGroup", "ann", more: new { ringSeconds = 600 });
        api.Holds($"get {Calls}", await simulation.ApiAsync("bo", "GET", Calls));
        var callId = await simulation.CallIdAsync("ann");
        foreach (var command in (string[])["answer", "hold", "resume", "mute", "unmute", "startRecording", "pauseRecording", "resumeRecording", "stopRecording"])
        {
            await act(command, new { callId }, "ann");
            api.Holds($"get {Calls}/{{callId}}", await simulation.ApiAsync("ann", "GET", $"{Calls}/{callId}"));
        }

        await act("transmitDtmf", new { callId, dtmf = "1" }, "ann");
        await act("park", new { callId }, "ann");
        await simulation.AdvanceAsync(60);
        api.Holds($"get {Calls}", await simulation.ApiAsync("ann", "GET", Calls));
        await act("divert", new { callId = await simulation.CallIdAsync("ann"), toVoicemail = true }, "ann");
        await simulation.PlayAsync("manual");
        await act("reject", new { callId = await simulation.CallIdAsync("ann") }, "ann");
    }

    private static async Task TwoCallsAsync(Simulation simulation, Func<string, object, string, Task<Answer>> act)
    {
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 9000 });
        await act("dial", new { destination = "+4520123456" }, "ann");
        await simulation.AdvanceAsync(10);
        await act("transfer", new { }, "ann");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 9000 });
        await act("transfer", new { callId1 = await simulation.CallIdAsync("ann"), destination = "+4520123456" }, "ann");
        await simulation.AdvanceAsync(10);
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 9000 });
        await act("push", new { }, "ann");
    }

    private static async Task TakenOverAsync(Simulation simulation, Func<string, object, string, Task<Answer>> act)
    {
        await simulation.PlayAsync("manual");
        await act("pickup", new { target = "1101" }, "bo");
        await simulation.AdvanceAsync(2);
        await act("pull", new { endpointId = simulation.Endpoint("bo", "APPLICATION") }, "bo");
        await simulation.AdvanceAsync(2);
        await act("bargeIn", new { target = "1102" }, "carla");
        await simulation.AdvanceAsync(2);
        await act("hangup", new { callId = await simulation.CallIdAsync("carla") }, "carla");
        await act("park", new { callId = await simulation.CallIdAsync("bo"), isGroupPark = true }, "bo");
        await act("retrieve", new { destination = "7001" }, "david");
        await simulation.AdvanceAsync(2);
    }

    private static async Task MembersAsync(Simulation simulation, PublishedApi api)
    {
        const string Member = Calls + "/members/{memberId}";
        var path = Member.Replace("{memberId}", simulation.Id("ann"), StringComparison.Ordinal);
        api.Holds($"post {Member}/dial", await simulation.ApiAsync("admin", "POST", path + "/dial", new { destination = "1102" }));
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann", 1);
        api.Holds($"get {Member}/calls", await simulation.ApiAsync("admin", "GET", path + "/calls"));
        api.Holds($"get {Member}/calls/{{callId}}", await simulation.ApiAsync("admin", "GET", $"{path}/calls/{callId}"));
        api.Holds($"post {Member}/answer", await simulation.ApiAsync("admin", "POST", path + "/answer", new { callId }));
        api.Holds($"post {Member}/hangup", await simulation.ApiAsync("admin", "POST", path + "/hangup", new { callId }));
    }
}
