using Tieline.Server.Calls;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>Webex refuses a command, or a call comes back to an agent who had left it: what the agent is told and may do then.</summary>
public sealed class CallRefusalJourneys(ConnectedWorld connected) : IClassFixture<ConnectedWorld>, IAsyncLifetime
{
    private TestWorld World => connected.World;

    private CallControl Control => World.Get<CallControl>();

    public async ValueTask InitializeAsync()
    {
        await World.Webex.ControlAsync("outside", new { answerAfterSeconds = 2, deviceAnswersAfterSeconds = 1 });
        await World.Webex.ControlAsync("webhook-delivery", new { mode = "inOrder" });
    }

    public async ValueTask DisposeAsync() => await World.Webex.DeleteControlAsync("faults");

    [Fact]
    public async Task An_answer_that_is_not_allowed_is_said_to_be_so_and_the_device_is_not_blamed()
    {
        var (line, call) = await RingAsync();
        await FailNextAnswerAsync(403);
        var refused = await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop);
        Assert.Equal((CallControlKind.Refused, CallSentences.NotAllowed), (refused.Kind, refused.Sentence));
        await TakeAndEndAsync(line, call);
    }

    [Fact]
    public async Task An_answer_that_is_refused_while_it_still_rings_is_the_devices_fault_and_remembered()
    {
        var (line, call) = await RingAsync();
        await FailNextAnswerAsync(400);
        var refused = await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop);
        Assert.Equal((CallControlKind.Refused, CallSentences.DeviceCannotAnswer), (refused.Kind, refused.Sentence));
        await CallAsync(line, call.CallSessionId, one => !one.CanAnswerHere);
        Assert.Equal(CallSentences.DeviceCannotAnswer, (await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop)).Sentence);
        Assert.True((await Control.RejectAsync(line, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_telephone_was_picked_up_by_hand_says_that_it_rings_no_more_and_shows_how_it_stands()
    {
        await World.Webex.ControlAsync("webhook-delivery", new { mode = "lost", lose = new[] { 2, 3, 4 } });
        var (line, call) = await RingAsync();
        var desk = (await Control.EndpointsAsync(line, TestWorld.Stop)).First(endpoint => !endpoint.IsApplication);
        await World.Webex.ControlAsync($"legs/{call.CallId}/device", new { device = desk.Id, action = "answer" });
        Assert.Equal(CallStatus.Ringing, (await CallAsync(line, call.CallSessionId, one => true)).Status);
        var refused = await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop);
        Assert.Equal((CallControlKind.NotPossible, CallSentences.NotRinging), (refused.Kind, refused.Sentence));
        await CallAsync(line, call.CallSessionId, one => one.Status == CallStatus.Connected);
        Assert.True((await Control.EndAsync(line, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.AdvanceAsync(TimeSpan.FromSeconds(40));
        await World.SettleAsync();
    }

    [Fact]
    public async Task A_call_dialled_out_and_parked_rings_back_and_can_be_answered_again()
    {
        var line = await LineAsync();
        var dialled = await Control.DialAsync(line, "(212) 555-0175", cancellationToken: TestWorld.Stop);
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        await CallAsync(line, dialled.CallSessionId!, call => call.Status == CallStatus.Connected);
        Assert.True((await Control.ParkAsync(line, dialled.CallSessionId!, cancellationToken: TestWorld.Stop)).IsDone);
        await CallAsync(line, dialled.CallSessionId!, call => call.Status == CallStatus.Parked);
        await World.AdvanceAsync(TimeSpan.FromSeconds(61));
        var back = await CallAsync(line, dialled.CallSessionId!, call => call.Status == CallStatus.Ringing);
        Assert.True(back.CanAnswerHere);
        var answered = await Control.AnswerAsync(line, dialled.CallSessionId!, cancellationToken: TestWorld.Stop);
        Assert.True(answered.IsDone, answered.Sentence);
        await CallAsync(line, dialled.CallSessionId!, call => call.Status == CallStatus.Connected);
        Assert.True((await Control.EndAsync(line, dialled.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Equal(CallDirection.Outbound, (await CallAsync(line, dialled.CallSessionId!, call => call.IsOver)).Direction);
    }

    private Task FailNextAnswerAsync(int status) => World.Webex.ControlAsync(
        "faults", new { match = new { method = "POST", path = "/telephony/calls/answer" }, times = 1, fault = new { kind = "status", status } });

    private async Task TakeAndEndAsync(AgentLine line, CallView call)
    {
        Assert.True((await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop)).IsDone);
        await CallAsync(line, call.CallSessionId, one => one.Status == CallStatus.Connected);
        Assert.True((await Control.EndAsync(line, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
    }

    private async Task<(AgentLine Line, CallView Call)> RingAsync()
    {
        var line = await LineAsync();
        var played = await World.PlayAsync(TestWorld.Ann, "manual", "+12125550175");
        return (line, await CallAsync(line, (string)played["callSessionId"]!, call => call.Status == CallStatus.Ringing));
    }

    private async Task<AgentLine> LineAsync()
    {
        var agent = (await World.Get<Tieline.Server.Users.Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(one => one.Email == TestWorld.Ann);
        return new AgentLine(World.TenantId, agent.PersonId!, agent.Country);
    }

    private async Task<CallView> CallAsync(AgentLine line, string callSessionId, Func<CallView, bool> condition)
    {
        CallView? call = null;
        await World.EventuallyAsync(
            async () => (call = await World.Get<CallBoard>().FindAsync(World.TenantId, callSessionId, line.PersonId, TestWorld.Stop)) is not null && condition(call), $"the call is so; it is {call?.Status}");
        return call!;
    }
}
