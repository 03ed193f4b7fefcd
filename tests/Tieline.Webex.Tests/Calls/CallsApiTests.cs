using System.Text.Json;
using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Calls;

public class CallsApiTests
{
    public static TheoryData<string, Func<CallsApi, CancellationToken, Task>> Commands => new()
    {
        { """answer {"callId":"c"}""", (calls, stop) => calls.AnswerAsync("c", null, stop) },
        { """answer {"callId":"c","endpointId":"e"}""", (calls, stop) => calls.AnswerAsync("c", "e", stop) },
        { """reject {"callId":"c"}""", (calls, stop) => calls.RejectAsync("c", null, stop) },
        { """reject {"callId":"c","action":"ignore"}""", (calls, stop) => calls.RejectAsync("c", RejectAction.Ignore, stop) },
        { """hangup {"callId":"c"}""", (calls, stop) => calls.HangupAsync("c", stop) },
        { """hold {"callId":"c"}""", (calls, stop) => calls.HoldAsync("c", stop) },
        { """resume {"callId":"c"}""", (calls, stop) => calls.ResumeAsync("c", stop) },
        { """mute {"callId":"c"}""", (calls, stop) => calls.MuteAsync("c", stop) },
        { """unmute {"callId":"c"}""", (calls, stop) => calls.UnmuteAsync("c", stop) },
        { """divert {"callId":"c","destination":"+14085550100"}""", (calls, stop) => calls.DivertAsync("c", "+14085550100", false, stop) },
        { """divert {"callId":"c","toVoicemail":true}""", (calls, stop) => calls.DivertAsync("c", null, true, stop) },
        { """transfer {"callId1":"c","callId2":"d"}""", (calls, stop) => calls.TransferAsync("c", "d", null, stop) },
        { """transmitDtmf {"callId":"c","dtmf":"1,#A"}""", (calls, stop) => calls.TransmitDtmfAsync("c", "1,#a", stop) },
        { """startRecording {"callId":"c"}""", (calls, stop) => calls.StartRecordingAsync("c", stop) },
        { """stopRecording {"callId":"c"}""", (calls, stop) => calls.StopRecordingAsync("c", stop) },
        { """pauseRecording {"callId":"c"}""", (calls, stop) => calls.PauseRecordingAsync("c", stop) },
        { """resumeRecording {"callId":"c"}""", (calls, stop) => calls.ResumeRecordingAsync("c", stop) },
        { """push {"callId":"c"}""", (calls, stop) => calls.PushAsync("c", stop) },
    };

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task A_command_is_one_post(string expected, Func<CallsApi, CancellationToken, Task> command)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204));

        await command(cloud.Client().Calls, Cancellation);

        Assert.Equal("POST /v1/telephony/calls/" + expected, cloud.Only.ToString());
        Assert.Equal("application/json; charset=utf-8", cloud.Only.Header("Content-Type"));
    }

    public static TheoryData<string, Func<CallsApi, CancellationToken, Task<PlacedCall?>>> Beginnings => new()
    {
        { """dial {"destination":"*73"}""", async (calls, stop) => await calls.DialAsync("*73", null, stop) },
        { """dial {"destination":"1102","endpointId":"e"}""", async (calls, stop) => await calls.DialAsync("1102", new RingAt { EndpointId = "e" }, stop) },
        { """retrieve {"destination":"7001"}""", async (calls, stop) => await calls.RetrieveAsync("7001", null, stop) },
        { "retrieve {}", async (calls, stop) => await calls.RetrieveAsync(null, null, stop) },
        { """pickup {"target":"1103"}""", async (calls, stop) => await calls.PickupAsync("1103", null, stop) },
        { """bargeIn {"target":"1103","singleNumberReachPhoneNumber":"+14085550111"}""", async (calls, stop) => await calls.BargeInAsync("1103", new RingAt { SingleNumberReachPhoneNumber = "+14085550111" }, stop) },
        { """pull {"endpointId":"e"}""", async (calls, stop) => await calls.PullAsync("e", stop) },
        { """transfer {"callId1":"c","destination":"1104"}""", (calls, stop) => calls.TransferAsync("c", null, "1104", stop) },
    };

    [Theory]
    [MemberData(nameof(Beginnings), DisableDiscoveryEnumeration = true)]
    public async Task A_command_that_begins_a_call_tells_which(string expected, Func<CallsApi, CancellationToken, Task<PlacedCall?>> command)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(201, """{"callId":"new","callSessionId":"session","soon":"more"}"""));

        Assert.Equal(new PlacedCall("new", "session"), await command(cloud.Client().Calls, Cancellation));

        Assert.Equal("POST /v1/telephony/calls/" + expected, cloud.Only.ToString());
    }

    [Fact]
    public async Task An_attended_transfer_begins_no_call()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204));

        Assert.Null(await cloud.Client().Calls.TransferAsync(null, null, null, Cancellation));

        Assert.Equal("POST /v1/telephony/calls/transfer {}", cloud.Only.ToString());
    }

    [Fact]
    public async Task Park_tells_where()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"parkedAgainst":{"name":"Park 1","number":"7001","privacyEnabled":false,"callType":"location"}}"""));

        var place = await cloud.Client().Calls.ParkAsync("c", null, isGroupPark: true, Cancellation);

        Assert.Equal("7001", place.Number);
        Assert.Equal(PartyKind.Location, place.CallType);
        Assert.Equal("""POST /v1/telephony/calls/park {"callId":"c","isGroupPark":true}""", cloud.Only.ToString());
    }

    [Fact]
    public async Task A_call_that_is_over_is_not_there()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(404, """{"message":"The requested resource could not be found."}"""));

        Assert.Null(await cloud.Client().Calls.GetAsync("Y2lz/c=", Cancellation));

        Assert.Equal("/v1/telephony/calls/Y2lz%2Fc%3D", cloud.Only.Target);
    }

    [Fact]
    public async Task A_list_of_calls_bears_unknown_words_and_loose_types()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"items":[{"id":"c","callSessionId":"s","personality":"conferenceBridge","state":"beamedUp","appearance":"2","muteCapable":"true","muted":0,
            "created":"2026-11-23T09:00:00.000Z","answered":"","recordingState":"dreaming","newThing":{"deep":[1]},
            "remoteParty":{"name":null,"number":4085550100,"privacyEnabled":false,"callType":"martian"},
            "redirections":[{"reason":"huntGroup","redirectingParty":{"name":"Sales","privacyEnabled":false,"callType":"organization"}}],
            "recall":{"type":"park","party":{"number":"7001"}}}]}
            """));

        var call = Assert.Single(await cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Equal("beamedUp", call.State.Value);
        Assert.Equal(new CallState("beamedUp"), call.State);
        Assert.Equal("conferenceBridge", call.Personality.ToString());
        Assert.Equal(2, call.Appearance);
        Assert.True(call.MuteCapable);
        Assert.False(call.Muted);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), call.Created);
        Assert.Null(call.Answered);
        Assert.Equal("4085550100", call.RemoteParty.Number);
        Assert.Null(call.RemoteParty.Name);
        Assert.Equal(RedirectionReason.HuntGroup, Assert.Single(call.Redirections).Reason);
        Assert.Equal("7001", call.Recall!.Party!.Number);
    }

    [Fact]
    public void A_call_can_be_kept_as_json_and_read_again()
    {
        var call = new Call
        {
            Id = "c",
            CallSessionId = "s",
            State = CallState.Alerting,
            Personality = new Personality("beamed"),
            Created = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
            RemoteParty = new Party { Number = "+12025550143", CallType = PartyKind.External },
        };

        var read = JsonSerializer.Deserialize<Call>(JsonSerializer.Serialize(call, JsonSerializerOptions.Web), JsonSerializerOptions.Web);

        Assert.Equal(call with { Redirections = read!.Redirections }, read);
        Assert.Equal(default, read.RecordingState);
    }

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":null}""")]
    [InlineData("{}")]
    public async Task No_calls_is_an_empty_list(string body)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, body));

        Assert.Empty(await cloud.Client().Calls.ListAsync(Cancellation));
    }

    [Fact]
    public async Task History_asks_for_one_type_or_all()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"items":[{"type":"missed","name":"Ida Quist","number":"+4530112233","privacyEnabled":false,"time":"2026-11-20T08:15:00.000Z"}]}
            """));

        var missed = Assert.Single(await cloud.Client().Calls.HistoryAsync(CallHistoryType.Missed, Cancellation));
        await cloud.Client().Calls.HistoryAsync(null, Cancellation);

        Assert.Equal(CallHistoryType.Missed, missed.Type);
        Assert.Equal("Ida Quist", missed.Name);
        Assert.Equal(["/v1/telephony/calls/history?type=missed", "/v1/telephony/calls/history"], cloud.Seen.Select(request => request.Target));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12x")]
    [InlineData("1 2")]
    public async Task Tones_that_are_none_never_leave(string tones)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(204));

        await Assert.ThrowsAsync<ArgumentException>(async () => await cloud.Client().Calls.TransmitDtmfAsync("c", tones, Cancellation));

        Assert.Empty(cloud.Seen);
    }

    [Fact]
    public async Task A_service_app_commands_for_a_member()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(201, """{"callId":"c","callSessionId":"s"}"""),
            ScriptedCloud.Empty(204),
            ScriptedCloud.Empty(204),
            ScriptedCloud.Json(200, """{"items":[{"id":"c","callSessionId":"s"}]}"""),
            ScriptedCloud.Json(404, "{}"));
        var calls = cloud.Client().MemberCalls;

        await calls.DialAsync("m/1", "1102", null, Cancellation);
        await calls.AnswerAsync("m/1", "c", "e", Cancellation);
        await calls.HangupAsync("m/1", "c", Cancellation);
        Assert.Single(await calls.ListAsync("m/1", Cancellation));
        Assert.Null(await calls.GetAsync("m/1", "c", Cancellation));

        Assert.Equal(
            [
                """POST /v1/telephony/calls/members/m%2F1/dial {"destination":"1102"}""",
                """POST /v1/telephony/calls/members/m%2F1/answer {"callId":"c","endpointId":"e"}""",
                """POST /v1/telephony/calls/members/m%2F1/hangup {"callId":"c"}""",
                "GET /v1/telephony/calls/members/m%2F1/calls",
                "GET /v1/telephony/calls/members/m%2F1/calls/c",
            ],
            cloud.Seen.Select(request => request.ToString()));
    }
}
