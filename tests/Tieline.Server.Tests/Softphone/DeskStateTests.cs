using Tieline.Server.Calls;
using Tieline.Server.Softphone;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

/// <summary>What one piece of news makes of an agent's calls.</summary>
public sealed class DeskStateTests
{
    private static readonly DateTimeOffset Now = Noon.AddMinutes(5);
    private static readonly DeskState Empty = new((Tieline.Server.Users.Agent?)null);

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
    public void Somebody_else_at_the_other_end_is_not_shown_as_the_one_before()
    {
        var call = Call(CallStatus.Connected) with { Version = 1 };
        var state = With(Empty, call).With(call.CallSessionId, OnlyMaria);
        Assert.NotNull(With(state, call with { Status = CallStatus.Held, Version = 2 }).MatchOf(call));

        var transferred = call with { Remote = call.Remote with { Number = null, PersonId = "colleague" }, Version = 3 };
        state = With(state, transferred);
        Assert.Null(state.MatchOf(call));
        Assert.False(state.IsWith(call, call.Remote));
        Assert.True(state.IsWith(call, transferred.Remote));
    }

    [Fact]
    public void Another_agents_view_of_the_same_call_is_another_call()
    {
        var state = With(Empty, Call(CallStatus.Connected), Call(CallStatus.Ringing) with { PersonId = "person-2" });
        Assert.Equal(2, state.Calls.Count);
    }

    [Fact]
    public void Of_calls_that_are_shown_no_more_only_the_last_matches_are_kept()
    {
        var state = Enumerable.Range(0, 100).Aggregate(With(Empty, Call(CallStatus.Ringing, id: "shown")).With("shown", OnlyMaria), (all, i) => all.With($"gone-{i}", Nobody));
        Assert.Equal(32, state.Matches.Count);
        Assert.Contains("shown", state.Matches.Keys);
    }

    private static DeskState With(DeskState state, params CallView[] news) => news.Aggregate(state, (all, call) => all.With(call, Now));

    private static IEnumerable<string> Ids(IEnumerable<CallView> calls) => calls.Select(call => call.CallSessionId);
}
