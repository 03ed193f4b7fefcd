using Tieline.Server.Calls;
using Tieline.Server.Softphone;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

/// <summary>What one piece of news makes of an agent's calls.</summary>
public sealed class DeskStateTests
{
    private static readonly DateTimeOffset Now = Noon.AddMinutes(5);
    private static readonly DeskState Empty = new((Users.Agent?)null);

    [Fact]
    public void A_call_that_rings_stands_behind_those_that_began_before()
    {
        var talking = Call(CallStatus.Connected, id: "talking");
        var ringing = Call(CallStatus.Ringing, id: "ringing") with { StartedAt = Noon.AddMinutes(1) };
        Assert.Equal(["talking", "ringing"], Ids(With(Empty, ringing, talking).Calls));
    }

    [Fact]
    public void A_call_is_shown_as_its_newest_news_tells_it()
    {
        var state = With(Empty, Call(CallStatus.Ringing) with { Version = 1 }, Call(CallStatus.Connected) with { Version = 3 }, Call(CallStatus.Ringing) with { Version = 2 });
        Assert.Equal((CallStatus.Connected, 3), (Assert.Single(state.Calls).Status, state.Calls[0].Version));
    }

    [Fact]
    public void A_call_that_ended_waits_for_its_log_before_those_that_ended_earlier()
    {
        var state = With(Empty, Call(CallStatus.Connected, id: "one"), Call(CallStatus.Connected, id: "two"));
        state = With(state, Call(CallStatus.Ended, id: "one"), Call(CallStatus.Ended, id: "two") with { EndedAt = Noon.AddMinutes(4) });
        Assert.Empty(state.Calls);
        Assert.Equal(["two", "one"], Ids(state.Waiting));
    }

    [Fact]
    public void A_missed_call_is_gone_and_asks_for_nothing()
    {
        var state = With(Empty, Call(CallStatus.Ringing), Call(CallStatus.Ended) with { AnsweredAt = null, TalkTime = null, Outcome = CallOutcome.Missed });
        Assert.Empty(state.Calls);
        Assert.Empty(state.Waiting);
    }

    [Fact]
    public void A_parked_call_is_shown_for_ten_minutes()
    {
        var parked = Call(CallStatus.Parked) with { EndedAt = Noon };
        var state = With(Empty, Call(CallStatus.Connected));
        Assert.Single(state.With(parked, Noon.AddMinutes(9))!.Calls);
        Assert.Empty(state.With(parked, Noon.AddMinutes(11))!.Calls);
    }

    [Fact]
    public void Of_a_call_that_ended_and_stands_nowhere_only_what_is_stored_can_tell() => Assert.Null(Empty.With(Call(CallStatus.Ended), Now));

    [Fact]
    public void Another_agents_view_of_the_same_call_is_another_call()
    {
        var state = With(Empty, Call(CallStatus.Connected), Call(CallStatus.Ringing) with { PersonId = "person-2" });
        Assert.Equal(2, state.Calls.Count);
    }

    [Fact]
    public void Who_a_call_is_with_is_forgotten_with_the_call()
    {
        var state = With(Empty, Call(CallStatus.Ringing, id: "one")).With("one", OnlyMaria).With("gone", Nobody);
        Assert.Equal(["one", "two"], state.With("two", Nobody).Matches.Keys.Order());
    }

    private static DeskState With(DeskState state, params CallView[] news) => news.Aggregate(state, (all, call) => all.With(call, Now)!);

    private static IEnumerable<string> Ids(IEnumerable<CallView> calls) => calls.Select(call => call.CallSessionId);
}
