using Tieline.Server.Calls;
using Tieline.Server.Softphone;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

public sealed class CallOrderTests
{
    private static readonly CallView Ringing = Call(CallStatus.Ringing, id: "ringing");
    private static readonly CallView Talking = Call(CallStatus.Connected, id: "talking");
    private static readonly CallView Dialing = Call(CallStatus.Dialing, incoming: false, id: "dialing");
    private static readonly CallView Held = Call(CallStatus.Held, id: "held");
    private static readonly CallView Asked = Call(CallStatus.Connected, incoming: false, id: "asked");

    [Fact]
    public void A_ringing_call_comes_before_the_one_being_talked_on() => Assert.Same(Ringing, CallOrder.Foremost([Held, Talking, Ringing, Dialing], null));

    [Fact]
    public void The_call_being_talked_on_comes_before_one_being_made_and_one_on_hold() => Assert.Same(Talking, CallOrder.Foremost([Held, Dialing, Talking], null));

    [Fact]
    public void The_agents_own_choice_stays_in_front() => Assert.Same(Held, CallOrder.Foremost([Held, Talking, Dialing], "held"));

    [Fact]
    public void A_ringing_call_comes_before_the_agents_own_choice_until_it_is_passed_over()
    {
        Assert.Same(Ringing, CallOrder.Foremost([Held, Talking, Ringing], "held"));
        Assert.Same(Held, CallOrder.Foremost([Held, Talking, Ringing], "held", new HashSet<string> { "ringing" }));
    }

    [Fact]
    public void A_parked_call_is_shown_when_nothing_else_is()
    {
        var parked = Call(CallStatus.Parked, id: "parked") with { EndedAt = Noon.AddSeconds(60) };
        Assert.Same(parked, CallOrder.Foremost([parked], null));
        Assert.Same(Held, CallOrder.Foremost([parked, Held], null));
    }

    [Fact]
    public void A_choice_that_has_ended_is_forgotten() => Assert.Same(Talking, CallOrder.Foremost([Call(CallStatus.Ended, id: "gone"), Talking], "gone"));

    [Fact]
    public void Without_calls_nothing_is_in_front() => Assert.Null(CallOrder.Foremost([], "gone"));

    [Fact]
    public void A_call_made_beside_one_on_hold_can_be_joined_with_it() => Assert.Same(Held, CallOrder.HeldBeside(Asked, [Held, Asked]));

    [Fact]
    public void A_call_that_came_in_is_not_offered_for_joining() => Assert.Null(CallOrder.HeldBeside(Talking, [Held, Talking]));

    [Fact]
    public void With_two_on_hold_it_is_not_guessed_which_to_join() => Assert.Null(CallOrder.HeldBeside(Asked, [Held, Call(CallStatus.Held, id: "other"), Asked]));

    [Fact]
    public void Nothing_is_joined_before_the_asked_one_has_answered() => Assert.Null(CallOrder.HeldBeside(Dialing, [Held, Dialing]));
}
