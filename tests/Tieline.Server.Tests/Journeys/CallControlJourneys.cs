using System.Text.Json.Nodes;
using Tieline.Server.Calls;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Journeys;

/// <summary>What agents do with calls from Tieline, against the Webex simulator, and what is logged of it.</summary>
public sealed class CallControlJourneys(ConnectedWorld connected) : IClassFixture<ConnectedWorld>, IAsyncLifetime
{
    private HashSet<string> _before = [];

    private TestWorld World => connected.World;

    private CallControl Control => World.Get<CallControl>();

    public async ValueTask InitializeAsync()
    {
        await World.Webex.ControlAsync("outside", new { answerAfterSeconds = 2, deviceAnswersAfterSeconds = 1 });
        _before = [.. (await World.TasksAsync()).Select(task => (string)task["Id"]!)];
    }

    public async ValueTask DisposeAsync() => await World.Webex.DeleteControlAsync("faults");

    [Fact]
    public async Task A_dialled_call_rings_the_own_device_first_and_is_logged_from_the_far_ends_answer()
    {
        var ann = await LineAsync(TestWorld.Ann);
        var dialled = await Control.DialAsync(ann, "(212) 555-0175", cancellationToken: TestWorld.Stop);
        Assert.True(dialled.IsDone, dialled.Sentence);
        Assert.Equal(CallStatus.Dialing, (await CallAsync(ann, dialled, call => true)).Status);
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(CallStatus.Ringing, (await CallAsync(ann, dialled, call => call.Status == CallStatus.Ringing)).Status);
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await CallAsync(ann, dialled, call => call.Status == CallStatus.Connected);
        await World.AdvanceAsync(TimeSpan.FromSeconds(7));
        Assert.True((await Control.EndAsync(ann, dialled.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        var task = Assert.Single(await MadeAsync());
        Assert.StartsWith("ann: Call to (212) 555-0175, Outbound, Completed, ", CallWorld.Told(task));
        Assert.InRange((double)task["CallDurationInSeconds"]!, 7, 8);
    }

    [Fact]
    public async Task A_dialled_call_whose_own_device_is_never_picked_up_leaves_no_Task()
    {
        await World.Webex.ControlAsync("outside", new { answerAfterSeconds = (int?)null, deviceAnswersAfterSeconds = (int?)null });
        var ann = await LineAsync(TestWorld.Ann);
        var dialled = await Control.DialAsync(ann, "+12125550175", cancellationToken: TestWorld.Stop);
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        await CallAsync(ann, dialled, call => call.Status == CallStatus.Dialing);
        Assert.True((await Control.EndAsync(ann, dialled.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Empty(await MadeAsync());
    }

    [Fact]
    public async Task A_far_end_that_does_not_answer_is_logged_as_not_reached_without_duration()
    {
        await World.Webex.ControlAsync("outside", new { answerAfterSeconds = (int?)null, deviceAnswersAfterSeconds = 1 });
        var ann = await LineAsync(TestWorld.Ann);
        var dialled = await Control.DialAsync(ann, "+12125550175", cancellationToken: TestWorld.Stop);
        await World.AdvanceAsync(TimeSpan.FromSeconds(10));
        await CallAsync(ann, dialled, call => call.Status == CallStatus.Ringing);
        Assert.True((await Control.EndAsync(ann, dialled.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Equal("ann: Call to (212) 555-0175, not reached, Outbound, Completed, Not reached", CallWorld.Told(await MadeAsync()));
    }

    [Fact]
    public async Task Rejected_through_Tieline_is_told_from_missed()
    {
        var (bo, call) = await RingAsync(TestWorld.Bo);
        Assert.True((await Control.RejectAsync(bo, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Equal("bo: Rejected call from (212) 555-0175, Inbound, Completed, Rejected", CallWorld.Told(await MadeAsync()));
        Assert.Equal(CallControlKind.Gone, (await Control.RejectAsync(bo, call.CallSessionId, TestWorld.Stop)).Kind);
    }

    [Fact]
    public async Task Hold_resume_mute_and_tones_go_to_the_call_and_show_on_the_board()
    {
        var (ann, call) = await RingAsync(TestWorld.Ann);
        Assert.Equal(CallSentences.NotConnected, (await Control.HoldAsync(ann, call.CallSessionId, TestWorld.Stop)).Sentence);
        Assert.True((await Control.AnswerAsync(ann, call.CallSessionId, cancellationToken: TestWorld.Stop)).IsDone);
        await CallAsync(ann, call.CallSessionId, one => one is { Status: CallStatus.Connected, CanMute: true });
        Assert.True((await Control.MuteAsync(ann, call.CallSessionId, TestWorld.Stop)).IsDone);
        await CallAsync(ann, call.CallSessionId, one => one.IsMuted);
        Assert.True((await Control.UnmuteAsync(ann, call.CallSessionId, TestWorld.Stop)).IsDone);
        await CallAsync(ann, call.CallSessionId, one => !one.IsMuted);
        Assert.True((await Control.SendDtmfAsync(ann, call.CallSessionId, "12#", TestWorld.Stop)).IsDone);
        Assert.Equal(CallSentences.TonesNotUnderstood, (await Control.SendDtmfAsync(ann, call.CallSessionId, "call me", TestWorld.Stop)).Sentence);
        Assert.True((await Control.HoldAsync(ann, call.CallSessionId, TestWorld.Stop)).IsDone);
        await CallAsync(ann, call.CallSessionId, one => one.Status == CallStatus.Held);
        Assert.True((await Control.ResumeAsync(ann, call.CallSessionId, TestWorld.Stop)).IsDone);
        await CallAsync(ann, call.CallSessionId, one => one.Status == CallStatus.Connected);
        Assert.True((await Control.EndAsync(ann, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Single(await MadeAsync());
    }

    [Fact]
    public async Task A_device_that_cannot_be_answered_from_afar_is_remembered_and_one_that_cannot_mute_says_so()
    {
        var carla = await LineAsync(TestWorld.Carla);
        var desk = (await Control.EndpointsAsync(carla, TestWorld.Stop)).Single(endpoint => !endpoint.IsApplication);
        var (_, ringing) = await RingAsync(TestWorld.Carla);
        var refused = await Control.AnswerAsync(carla, ringing.CallSessionId, desk.Id, TestWorld.Stop);
        Assert.Equal((CallControlKind.Refused, CallSentences.DeviceCannotAnswer), (refused.Kind, refused.Sentence));

        var app = (await Control.EndpointsAsync(carla, TestWorld.Stop)).Single(endpoint => endpoint.IsApplication);
        Assert.True((await Control.AnswerAsync(carla, ringing.CallSessionId, app.Id, TestWorld.Stop)).IsDone);
        await CallAsync(carla, ringing.CallSessionId, one => one.Status == CallStatus.Connected);
        Assert.True((await Control.EndAsync(carla, ringing.CallSessionId, TestWorld.Stop)).IsDone);

        var (david, call) = await RingAsync(TestWorld.David);
        var davidsDesk = (await Control.EndpointsAsync(david, TestWorld.Stop)).Single(endpoint => !endpoint.IsApplication);
        await World.Webex.ControlAsync($"legs/{call.CallId}/device", new { device = davidsDesk.Id, action = "answer" });
        await CallAsync(david, call.CallSessionId, one => one.Status == CallStatus.Connected);
        Assert.Equal(CallSentences.DeviceCannotMute, (await Control.MuteAsync(david, call.CallSessionId, TestWorld.Stop)).Sentence);
        Assert.True((await Control.EndAsync(david, call.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Equal(2, (await MadeAsync()).Count);
    }

    [Fact]
    public async Task A_call_can_be_sent_on_blindly_joined_with_another_and_parked()
    {
        var (ann, call) = await TalkAsync(TestWorld.Ann);
        Assert.True((await Control.TransferAsync(ann, call.CallSessionId, "1102", TestWorld.Stop)).IsDone);
        var bo = await LineAsync(TestWorld.Bo);
        await CallAsync(bo, call.CallSessionId, one => one.Status == CallStatus.Ringing);
        Assert.True((await Control.AnswerAsync(bo, call.CallSessionId, cancellationToken: TestWorld.Stop)).IsDone);
        await CallAsync(bo, call.CallSessionId, one => one.Status == CallStatus.Connected);

        var parked = await Control.ParkAsync(bo, call.CallSessionId, cancellationToken: TestWorld.Stop);
        Assert.True(parked.IsDone, parked.Detail);
        Assert.Equal(parked.Detail, (await CallAsync(bo, call.CallSessionId, one => one.Status == CallStatus.Parked)).ParkedAt);
        Assert.True((await Control.RetrieveAsync(bo, parked.Detail, TestWorld.Stop)).IsDone);
        await World.AdvanceAsync(TimeSpan.FromSeconds(3));
        await CallAsync(bo, call.CallSessionId, one => one.Status == CallStatus.Connected);

        var asked = await Control.DialAsync(bo, "1105", cancellationToken: TestWorld.Stop);
        var eva = await LineAsync(TestWorld.Eva);
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await CallAsync(eva, asked.CallSessionId!, one => one.Status == CallStatus.Ringing);
        Assert.True((await Control.AnswerAsync(eva, asked.CallSessionId!, cancellationToken: TestWorld.Stop)).IsDone);
        await CallAsync(bo, asked.CallSessionId!, one => one.Status == CallStatus.Connected);
        Assert.True((await Control.TransferAttendedAsync(bo, call.CallSessionId, asked.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.EventuallyAsync(async () => (await World.Get<CallBoard>().ActiveAsync(World.TenantId, eva.PersonId, TestWorld.Stop)) is [{ Remote.Number: "+12125550175" }]);
        var evas = (await World.Get<CallBoard>().ActiveAsync(World.TenantId, eva.PersonId, TestWorld.Stop))[0];
        Assert.True((await Control.EndAsync(eva, evas.CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Equal(
            ["ann", "bo", "bo", "eva"],
            (await MadeAsync()).Select(task => CallWorld.Told(task).Split(':')[0]).Order());
    }

    [Fact]
    public async Task A_command_whose_answer_is_lost_is_not_sent_again()
    {
        var ann = await LineAsync(TestWorld.Ann);
        await World.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "/telephony/calls/dial" }, times = 1, fault = new { kind = "cut" } });
        var sent = (await World.Webex.RequestsAsync()).Count;
        Assert.Equal(CallControlKind.Unsure, (await Control.DialAsync(ann, "+12125550175", cancellationToken: TestWorld.Stop)).Kind);
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        // A request whose answer is cut is listed when it has ended, a moment after we learn of the cut.
        var dials = new List<string>();
        await World.EventuallyAsync(async () =>
        {
            dials = [.. (await World.Webex.RequestsAsync()).Skip(sent).Where(request => request.EndsWith("/telephony/calls/dial", StringComparison.Ordinal))];
            return dials.Count > 0;
        });
        Assert.Single(dials);
        IReadOnlyList<CallView> active = [];
        await World.EventuallyAsync(async () => (active = await World.Get<CallBoard>().ActiveAsync(World.TenantId, ann.PersonId, TestWorld.Stop)).Count > 0);
        Assert.True((await Control.EndAsync(ann, Assert.Single(active).CallSessionId, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Single(await MadeAsync());
    }

    [Fact]
    public async Task Busy_or_unsigned_says_so_and_a_bad_number_is_not_sent()
    {
        var ann = await LineAsync(TestWorld.Ann);
        await World.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "/telephony/calls/dial" }, times = 1, fault = new { kind = "tooManyRequests", retryAfter = "7" } });
        Assert.Equal(CallControlKind.TryAgain, (await Control.DialAsync(ann, "+12125550175", cancellationToken: TestWorld.Stop)).Kind);
        Assert.Equal(CallControlKind.BadNumber, (await Control.DialAsync(ann, "call me maybe", cancellationToken: TestWorld.Stop)).Kind);
        Assert.Equal(CallControlKind.NotSignedIn, (await Control.DialAsync(ann with { PersonId = Guid.NewGuid().ToString() }, "1102", cancellationToken: TestWorld.Stop)).Kind);
    }

    [Fact]
    public async Task An_emergency_call_is_dialled_as_it_is_and_never_logged()
    {
        var ann = await LineAsync(TestWorld.Ann);
        var dialled = await Control.DialAsync(ann, "911", cancellationToken: TestWorld.Stop);
        Assert.True(dialled.IsDone, dialled.Sentence);
        await World.AdvanceAsync(TimeSpan.FromSeconds(8));
        Assert.True((await CallAsync(ann, dialled, call => call.Status == CallStatus.Connected)).IsEmergency);
        Assert.True((await Control.EndAsync(ann, dialled.CallSessionId!, TestWorld.Stop)).IsDone);
        await World.SettleAsync();
        Assert.Empty(await MadeAsync());
    }

    private async Task<AgentLine> LineAsync(string user)
    {
        var agent = (await World.Get<Tieline.Server.Users.Agents>().AllAsync(World.TenantId, TestWorld.Stop)).Single(one => one.Email == user);
        return new AgentLine(World.TenantId, agent.PersonId!, agent.Country);
    }

    private async Task<(AgentLine Line, CallView Call)> RingAsync(string user)
    {
        var line = await LineAsync(user);
        var played = await World.PlayAsync(user, "manual", "+12125550175");
        return (line, await CallAsync(line, (string)played["callSessionId"]!, call => call.Status == CallStatus.Ringing));
    }

    private async Task<(AgentLine Line, CallView Call)> TalkAsync(string user)
    {
        var (line, call) = await RingAsync(user);
        Assert.True((await Control.AnswerAsync(line, call.CallSessionId, cancellationToken: TestWorld.Stop)).IsDone);
        return (line, await CallAsync(line, call.CallSessionId, one => one.Status == CallStatus.Connected));
    }

    private Task<CallView> CallAsync(AgentLine line, CallControlResult begun, Func<CallView, bool> condition) => CallAsync(line, begun.CallSessionId!, condition);

    private async Task<CallView> CallAsync(AgentLine line, string callSessionId, Func<CallView, bool> condition)
    {
        CallView? call = null;
        await World.EventuallyAsync(
            async () => (call = await World.Get<CallBoard>().FindAsync(World.TenantId, callSessionId, line.PersonId, TestWorld.Stop)) is not null && condition(call), $"the call is so; it is {call?.Status}");
        return call!;
    }

    private async Task<IReadOnlyList<JsonNode>> MadeAsync() => [.. (await World.TasksAsync()).Where(task => !_before.Contains((string)task["Id"]!))];
}
