using CsCheck;
using Tieline.Server.Calls;

namespace Tieline.Server.Tests.Calls;

/// <summary>Whatever the webhooks' order and number, the same call comes out of them.</summary>
public class CallSessionTests
{
    public static TheoryData<string> Scenarios => CallScenarios.Names;

    [Theory, MemberData(nameof(Scenarios))]
    public void Webhooks_in_order_tell_the_call(string name) => Tells(name, webhooks => webhooks);

    [Theory, MemberData(nameof(Scenarios))]
    public void Doubled_webhooks_change_nothing(string name)
    {
        Tells(name, webhooks => webhooks.SelectMany(webhook => new[] { webhook, webhook }));
        Tells(name, webhooks => [.. webhooks, .. webhooks]);
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_order_of_arrival_does_not_matter(string name)
    {
        var (table, _) = CallScenarios.All[name];
        var count = CallTable.Read(table).Count;
        if (count <= 5)
        {
            foreach (var order in Orders([.. Enumerable.Range(0, count)]))
            {
                Tells(name, webhooks => order.Select(index => webhooks[index]));
            }
        }
        else
        {
            Gen.Shuffle(Enumerable.Range(0, count).ToArray()).Sample(order => Tells(name, webhooks => order.Select(index => webhooks[index])), iter: 300);
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void One_lost_webhook_is_made_up_for_by_the_others_or_by_the_sweep(string name)
    {
        var (table, expected) = CallScenarios.All[name];
        var webhooks = CallTable.Read(table);
        for (var lost = 0; lost < webhooks.Count; lost++)
        {
            var heard = CallTable.NewSession().Apply(webhooks.Where((_, index) => index != lost).SelectMany(events => events));
            var swept = heard.Apply(heard.Legs.Where(leg => !leg.IsOver).Select(leg => new CallFoundEnded(leg.PersonId, leg.CallId, default, CallTable.At("120"))));
            var isKnownByItAlone = name == "answeredElsewhere" && lost == webhooks.Count - 1;
            Assert.Equal(isKnownByItAlone ? ["ann Inbound Missed +12025550143"] : Outcomes(expected), Outcomes(CallTable.Told(swept)));
        }
    }

    [Fact]
    public void A_lost_end_is_found_by_the_sweep_marked_and_corrected_when_it_comes_after_all()
    {
        var webhooks = CallTable.Read(CallScenarios.All["answered"].Webhooks);
        var found = CallTable.NewSession().Apply(webhooks.Take(3).SelectMany(events => events)).Apply(new CallFoundEnded("ann", "call-of-ann", default, CallTable.At("37")));
        Assert.Equal("ann Inbound Answered +12025550143 talked 35 approximately", CallTable.Told(found));
        Assert.Equal("ann Inbound Answered +12025550143 talked 5", CallTable.Told(found.Apply(webhooks[3])));
    }

    [Fact]
    public void The_end_may_arrive_first_and_alone()
    {
        var end = CallTable.Read(CallScenarios.All["answered"].Webhooks)[^1];
        Assert.Equal("ann Inbound Answered +12025550143 talked 5", CallTable.Told(CallTable.NewSession().Apply(end)));
    }

    [Fact]
    public void A_leg_that_rang_and_ended_is_missed_only_until_a_colleagues_answer_is_heard()
    {
        var webhooks = CallTable.Read(CallScenarios.All["huntGroup"].Webhooks);
        var early = CallTable.NewSession().Apply(webhooks[0]).Apply(webhooks[4]);
        Assert.Equal("ann Inbound Missed +12025550143", CallTable.Told(early));
        Assert.StartsWith("ann Inbound AnsweredElsewhere", CallTable.Told(early.Apply(webhooks[6])));
    }

    [Theory]
    [InlineData(AgentDeed.Rejected, CallOutcome.Rejected)]
    [InlineData(AgentDeed.Diverted, CallOutcome.Forwarded)]
    public void What_the_agent_did_through_us_tells_it_from_a_missed_call(AgentDeed deed, CallOutcome outcome)
    {
        var webhooks = CallTable.Read(CallScenarios.All["unanswered"].Webhooks).SelectMany(events => events).ToList();
        var done = new AgentActed("ann", "call-of-ann", new Stamp(CallTable.At("1"), 0), deed, null, Withdrawn: false);
        var undone = done with { Stamp = new Stamp(CallTable.At("2"), 0), Withdrawn = true };
        Assert.Equal(outcome, CallTable.NewSession().Apply(done).Apply(webhooks).Views().Single().Outcome);
        Assert.Equal(outcome, CallTable.NewSession().Apply(webhooks).Apply(done).Views().Single().Outcome);
        Assert.Equal(CallOutcome.Missed, CallTable.NewSession().Apply(undone).Apply(webhooks).Apply(done).Views().Single().Outcome);
    }

    [Fact]
    public void What_we_asked_for_is_newer_than_all_heard_before_and_older_than_what_is_heard_next()
    {
        var webhooks = CallTable.Read(CallScenarios.All["heldAndResumed"].Webhooks);
        var talking = CallTable.NewSession().Apply(webhooks[0]).Apply(webhooks[1]);
        var call = new Tieline.Webex.Call
        {
            Id = "call-of-ann", CallSessionId = "session-1", Personality = Tieline.Webex.Personality.Terminator, State = Tieline.Webex.CallState.Held,
            Created = CallTable.Start, Answered = CallTable.At("2"), RemoteParty = new Tieline.Webex.Party { Number = "+12025550143" },
        };
        var seen = talking.Apply(CallTranslator.TranslateSeen("ann", call, CallTable.At("100")));
        Assert.Equal(CallStatus.Held, seen.Views().Single().Status);
        Assert.Equal(CallStatus.Connected, seen.Apply(webhooks[3]).Views().Single().Status);
    }

    [Fact]
    public void A_number_of_a_private_caller_is_not_kept_even_when_it_is_told()
    {
        const string Body = """{"id":"w","resource":"telephony_calls","event":"created","data":{"eventType":"received","eventTimestamp":"2026-11-23T09:00:00Z","callId":"c","callSessionId":"session-1","personality":"terminator","state":"alerting","remoteParty":{"name":"Shy","number":"+1555","privacyEnabled":true,"callType":"external"}}}""";
        Assert.True(Tieline.Webex.TelephonyCallEvent.TryParse(System.Text.Encoding.UTF8.GetBytes(Body), out var told, out _));
        var remote = CallTable.NewSession().Apply(CallTranslator.Translate("ann", told)).Views().Single().Remote;
        Assert.Equal((null, null, true), (remote.Name, remote.Number, remote.IsPrivate));
    }

    private static void Tells(string name, Func<List<IReadOnlyList<CallEvent>>, IEnumerable<IReadOnlyList<CallEvent>>> arrival)
    {
        var (table, expected) = CallScenarios.All[name];
        var session = CallTable.NewSession().Apply(arrival(CallTable.Read(table)).SelectMany(events => events));
        Assert.Equal(expected, CallTable.Told(session));
    }

    private static IEnumerable<string> Outcomes(string told) => told.Split('\n').Select(line => string.Join(' ', line.Split(' ').Take(4)));

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
