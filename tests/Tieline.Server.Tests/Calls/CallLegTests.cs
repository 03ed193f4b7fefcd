using Tieline.Server.Calls;

namespace Tieline.Server.Tests.Calls;

/// <summary>What cannot be told by whole scenarios: lengths of calls found over, agents with several legs, calls of a special kind.</summary>
public class CallLegTests
{
    [Theory]
    [InlineData("", "37", " talked 35 approximately")]
    [InlineData("", "62", " talked 60 approximately")]
    [InlineData("", "63", " approximately")]
    [InlineData("", "43202", " approximately")]
    [InlineData("60", "95", " talked 93 approximately")]
    [InlineData("60", "121", " approximately")]
    public void A_call_found_over_has_a_length_only_when_it_was_seen_alive_within_the_minute_before(string seenAlive, string found, string told)
    {
        var webhooks = CallTable.Read(CallScenarios.All["answered"].Webhooks);
        var session = CallTable.NewSession().Apply(webhooks.Take(3).SelectMany(events => events));
        if (seenAlive.Length > 0)
        {
            session = session.Apply(CallTranslator.TranslateSeen("ann", Talking, CallTable.At(seenAlive)));
        }

        var over = session.Apply(new CallFoundEnded("ann", "call-of-ann", default, CallTable.At(found)));
        Assert.Equal("ann Inbound Answered +12025550143" + told, CallTable.Told(over));
        Assert.Equal("ann Inbound Answered +12025550143 talked 5", CallTable.Told(over.Apply(webhooks[3])));
    }

    [Fact]
    public void A_call_of_which_one_part_is_of_unknown_length_has_none_as_a_whole()
    {
        var webhooks = CallTable.Read(CallScenarios.All["parkedAndRetrieved"].Webhooks);
        var session = CallTable.NewSession().Apply(webhooks.Take(5).SelectMany(events => events));
        Assert.Equal(
            "ann Inbound Answered +12025550143 approximately",
            CallTable.Told(session.Apply(new CallFoundEnded("ann", "two", default, CallTable.At("3600")))));
    }

    [Fact]
    public void A_parked_call_that_rings_back_can_be_answered_and_rejected_though_it_was_dialled_out()
    {
        var webhooks = CallTable.Read(CallScenarios.All["parked while dialled out, and recalled"].Webhooks);
        var ringing = CallTable.NewSession().Apply(webhooks.Take(4).SelectMany(events => events)).Views().Single();
        Assert.Equal((CallStatus.Ringing, CallDirection.Outbound, false), (ringing.Status, ringing.Direction, ringing.IsIncoming));
        Assert.Null(CallAbilities.WhyNot(CallCommand.Answer, ringing));
        Assert.Null(CallAbilities.WhyNot(CallCommand.Reject, ringing));
    }

    [Fact]
    public void A_call_that_rang_in_and_is_fetched_back_from_park_does_not_ring_in_again()
    {
        var webhooks = CallTable.Read(CallScenarios.All["parkedAndRetrieved"].Webhooks);
        var fetched = CallTable.NewSession().Apply(webhooks.Take(4).SelectMany(events => events)).Views().Single();
        Assert.Equal((CallStatus.Ringing, CallDirection.Inbound, true), (fetched.Status, fetched.Direction, fetched.IsIncoming));
        Assert.False(fetched.CanAnswerHere);
        Assert.Equal(CallSentences.NotRinging, CallAbilities.WhyNot(CallCommand.Answer, fetched));
        Assert.Equal(CallSentences.NotRinging, CallAbilities.WhyNot(CallCommand.Reject, fetched));
    }

    [Fact]
    public void An_emergency_call_stays_one_when_the_other_party_changes()
    {
        const string Webhooks =
            """
            at     | person | event   | eventType    | state        | personality | remote       | answered | disconnected
            0.086  | ann    | created | originated   | connecting   | originator  | 110!         |          |
            2.086  | ann    | updated | answered     | connected    | originator  | +12025550143 | 2        |
            60.086 | ann    | deleted | disconnected | disconnected | originator  | +12025550143 | 2        | 60
            """;
        Assert.True(Only(Webhooks).IsEmergency);
    }

    [Theory]
    [InlineData("originated", "originator", "112", true)]
    [InlineData("originated", "originator", "911", true)]
    [InlineData("originated", "originator", "1120", false)]
    [InlineData("received", "terminator", "112", false)]
    public void A_call_out_to_an_emergency_number_is_one_whatever_Webex_calls_it(string eventType, string personality, string number, bool expected)
    {
        var webhooks =
            $"""
            at    | person | event   | eventType   | state      | personality   | remote
            0.086 | ann    | created | {eventType} | connecting | {personality} | {number}
            """;
        Assert.Equal(expected, Only(webhooks).IsEmergency);
    }

    [Fact]
    public void A_private_colleague_is_not_named_by_person_either()
    {
        const string Body = """{"id":"w","resource":"telephony_calls","event":"created","data":{"eventType":"received","eventTimestamp":"2026-11-23T09:00:00Z","callId":"c","callSessionId":"session-1","personality":"terminator","state":"alerting","remoteParty":{"name":"Shy","number":"1102","personId":"Y2lzY29zcGFyazovL3VzL1BFT1BMRS9ibw","privacyEnabled":true,"callType":"organization"}}}""";
        Assert.True(Tieline.Webex.TelephonyCallEvent.TryParse(System.Text.Encoding.UTF8.GetBytes(Body), out var told, out _));
        Assert.Equal(new RemoteParty(null, null, true, null, "organization"), CallTable.NewSession().Apply(CallTranslator.Translate("ann", told)).Views().Single().Remote);
    }

    private static CallView Only(string webhooks) => CallTable.NewSession().Apply(CallTable.Read(webhooks).SelectMany(events => events)).Views().Single();

    private static Tieline.Webex.Call Talking => new()
    {
        Id = "call-of-ann", CallSessionId = "session-1", Personality = Tieline.Webex.Personality.Terminator, State = Tieline.Webex.CallState.Connected,
        Created = CallTable.Start, Answered = CallTable.At("2"), RemoteParty = new Tieline.Webex.Party { Number = "+12025550143" },
    };
}
