using Tieline.Server.Calls;
using Tieline.Server.CallLogging;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

/// <summary>Which ended calls ask the agent for a log.</summary>
public sealed class WaitingLogTests
{
    private static readonly DateTimeOffset SoonAfter = Noon.AddMinutes(10);

    [Fact]
    public void An_answered_call_waits_for_its_log_when_it_ends() => Assert.Single(CallLogs.ThatAsk([Call(CallStatus.Ended)], SoonAfter));

    [Fact]
    public void A_running_call_does_not() => Assert.Empty(CallLogs.ThatAsk([Call(CallStatus.Connected), Call(CallStatus.Ringing)], SoonAfter));

    [Fact]
    public void A_missed_call_asks_nothing_of_the_agent() =>
        Assert.Empty(CallLogs.ThatAsk([Call(CallStatus.Ended) with { AnsweredAt = null, Outcome = CallOutcome.Missed }], SoonAfter));

    [Fact]
    public void A_call_out_that_reached_nobody_can_be_logged() =>
        Assert.Single(CallLogs.ThatAsk([Call(CallStatus.Ended, incoming: false) with { AnsweredAt = null, Outcome = CallOutcome.NotReached }], SoonAfter));

    [Fact]
    public void A_call_that_is_never_logged_asks_nothing() =>
        Assert.Empty(CallLogs.ThatAsk([Call(CallStatus.Ended, incoming: false) with { AnsweredAt = null, Outcome = CallOutcome.Cancelled }], SoonAfter));

    [Fact]
    public void A_parked_call_is_not_over_for_the_agent() => Assert.Empty(CallLogs.ThatAsk([Call(CallStatus.Ended) with { Status = CallStatus.Parked }], SoonAfter));

    [Fact]
    public void After_an_hour_it_is_found_among_the_recent_calls_only() => Assert.Empty(CallLogs.ThatAsk([Call(CallStatus.Ended)], Noon.AddHours(2)));

    [Fact]
    public void The_one_that_ended_last_comes_first()
    {
        var later = Call(CallStatus.Ended, id: "later") with { EndedAt = Noon.AddMinutes(5) };
        Assert.Equal(["later", "call-1"], CallLogs.ThatAsk([Call(CallStatus.Ended), later], SoonAfter).Select(call => call.CallSessionId));
    }
}
