using Tieline.Server.Calls;
using Tieline.Server.Softphone;
using Tieline.Server.Users;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

public sealed class DeskStateTests
{
    private static readonly DeskState Empty = new((Agent?)null);

    [Fact]
    public void An_answered_call_waits_for_its_log_when_it_ends() => Assert.Equal("call-1", Empty.With([], [Call(CallStatus.Ended)]).Ended?.CallSessionId);

    [Fact]
    public void A_missed_call_asks_nothing_of_the_agent() =>
        Assert.Null(Empty.With([], [Call(CallStatus.Ended) with { AnsweredAt = null, Outcome = CallOutcome.Missed }]).Ended);

    [Fact]
    public void A_call_out_that_reached_nobody_can_be_logged() =>
        Assert.NotNull(Empty.With([], [Call(CallStatus.Ended, incoming: false) with { AnsweredAt = null, Outcome = CallOutcome.NotReached }]).Ended);

    [Fact]
    public void The_log_of_the_last_call_stays_while_the_next_one_rings()
    {
        var state = Empty.With([], [Call(CallStatus.Ended)]).With([Call(CallStatus.Ringing, id: "next")], []);
        Assert.Equal("call-1", state.Ended?.CallSessionId);
    }
}
