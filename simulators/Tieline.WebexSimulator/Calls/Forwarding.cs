using Tieline.WebexSimulator.CallSettings;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Sends calls on as the settings of the person called say. Calls by way of a group ring on: its members' settings are theirs alone.</summary>
internal sealed class Forwarding(WebexCloud cloud)
{
    /// <summary>Whether the call goes elsewhere instead of ringing: always, or because the line is busy.</summary>
    public bool Takes(End caller, Person person, List<Redirection> redirections) => !HasBefore(person, redirections)
        && (SendsOn(caller, person, CallRule.Forward(person, "always"), "unconditional", redirections)
            || Answers(caller, person, CallRule.Voicemail(person, "sendAllCalls"))
            || (person.LineBusy && SendsOn(caller, person, CallRule.Forward(person, "busy"), "busy", redirections))
            || (person.LineBusy && Answers(caller, person, CallRule.Voicemail(person, "sendBusyCalls"))));

    /// <summary>Lets a leg ring as often as its person has set, then sends its caller on.</summary>
    public void Await(Leg leg)
    {
        var (forward, voicemail) = (CallRule.Forward(leg.Person, "noAnswer"), CallRule.Voicemail(leg.Person, "sendUnansweredCalls"));
        var rule = forward.Enabled ? forward : voicemail;
        if (rule.Enabled && !HasBefore(leg.Person, leg.Redirections))
        {
            cloud.After(TimeSpan.FromSeconds(rule.NumberOfRings * cloud.Switches.SecondsPerRing), () => GiveUp(leg, rule));
        }
    }

    /// <summary>Nobody sends the same call on twice: two who forward to each other would do so for ever.</summary>
    private static bool HasBefore(Person person, List<Redirection> redirections) =>
        redirections.Exists(redirection => redirection.RedirectingParty.PersonId == person.Id);

    private void GiveUp(Leg leg, CallRule rule)
    {
        if (!leg.IsIncomingAlert)
        {
            return;
        }

        if (rule.Destination is null)
        {
            cloud.Transfers.ToVoicemail(leg);
        }
        else if (rule.DestinationVoicemailEnabled && ToPerson(rule) is not null)
        {
            cloud.Transfers.ToVoicemail(leg, rule.Destination);
        }
        else
        {
            cloud.Transfers.Divert(leg, rule.Destination, "noAnswer");
        }
    }

    private bool SendsOn(End caller, Person person, CallRule rule, string reason, List<Redirection> redirections)
    {
        if (!rule.Enabled)
        {
            return false;
        }

        var to = Destination.Read(rule.Destination!, cloud.Directory);
        if (rule.DestinationVoicemailEnabled && ToPerson(rule) is { } owner)
        {
            cloud.Transfers.ToVoicemailOf(owner, caller);
            return true;
        }

        cloud.Dialling.Route(caller, to, [new Redirection(reason, Party.Of(person, ToPerson(rule) ?? person)), .. redirections]);
        return true;
    }

    private bool Answers(End caller, Person person, CallRule voicemail)
    {
        if (voicemail.Enabled)
        {
            cloud.Transfers.ToVoicemailOf(person, caller);
        }

        return voicemail.Enabled;
    }

    private Person? ToPerson(CallRule rule) => (Destination.Read(rule.Destination!, cloud.Directory) as Destination.ToPerson)?.Person;
}
