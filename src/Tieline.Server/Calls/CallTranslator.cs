using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>
/// Webex's words about a call into our events; with <see cref="CallControl"/> the only file here that knows them.
/// Each payload tells the whole leg, so it yields all that it implies: a lost one is made up for by the next.
/// See https://developer.webex.com/docs/api/v1/call-controls and https://developer.webex.com/docs/webhooks.
/// </summary>
public static class CallTranslator
{
    private const int Dialing = 0;
    private const int Ringing = 1;
    private const int Talking = 2;
    private const int OnHold = 3;
    private const int Over = 4;

    /// <summary>The events in a webhook's payload.</summary>
    /// <param name="personId">The person whose webhook it came by; bare uuid in lower case.</param>
    public static IReadOnlyList<CallEvent> Translate(string personId, TelephonyCallEvent told)
    {
        var leg = new Leg(personId, told.Call, told.EventTimestamp);
        var events = leg.Events(isReceived: told.EventType == CallEventType.Received);
        if (told.EndpointId is { Length: > 0 } endpoint)
        {
            events.Add(new EndpointKnown(personId, told.Call.Id, leg.At(Ringing), endpoint));
        }

        if (told.EventType == CallEventType.Resumed)
        {
            events.Add(new CallResumed(personId, told.Call.Id, leg.At(Talking)));
        }

        if (told.EventType == CallEventType.Forwarded)
        {
            events.Add(new CallForwarded(personId, told.Call.Id, leg.At(Over)));
        }

        if (told.Disconnected is not null || told.Call.State == CallState.Disconnected)
        {
            events.Add(new CallEnded(personId, told.Call.Id, leg.At(Over), told.Disconnected ?? told.EventTimestamp, told.CompletedElsewhere));
        }

        return events;
    }

    /// <summary>What we saw when we asked for the call ourselves.</summary>
    public static CallEvent TranslateSeen(string personId, Call call, DateTimeOffset askedAt)
    {
        var leg = new Leg(personId, call, call.Answered ?? call.Created ?? askedAt);
        return call.State == CallState.Disconnected
            ? new CallFoundEnded(personId, call.Id, leg.At(Over), askedAt)
            : new CallSeen(personId, call.Id, new Stamp(askedAt, Ringing), leg.Events(isReceived: false));
    }

    private sealed class Leg(string personId, Call call, DateTimeOffset at)
    {
        private readonly DateTimeOffset _started = call.Created ?? at;

        public Stamp At(int rank) => new(at, rank);

        public List<CallEvent> Events(bool isReceived)
        {
            var events = new List<CallEvent> { Beginning(isReceived) };
            if (call.RemoteParty is { } party && (party.PrivacyEnabled || party.Number is not null || party.Name is not null || party.PersonId is not null))
            {
                events.Add(new RemotePartyChanged(personId, call.Id, At(Ringing), PartyOf(party)));
            }

            if (call.Redirections is [{ } newest, ..])
            {
                var by = newest.RedirectingParty;
                var redirection = new Redirection(by?.Name ?? by?.Number, by?.PersonId is { } person ? WebexIds.BareUuid(person) : null, newest.Reason.Value);
                events.Add(new CallRedirected(personId, call.Id, At(Ringing), redirection));
            }

            AddTalk(events);
            return events;
        }

        private CallEvent Beginning(bool isReceived)
        {
            if (isReceived || call.Personality == Personality.Terminator)
            {
                return new CallAlerted(personId, call.Id, At(Ringing), _started);
            }

            // "connecting" comes only after the agent's own handset was picked up.
            return call.Personality == Personality.ClickToDial && call.State != CallState.Connecting
                ? new CallDialed(personId, call.Id, At(Dialing), _started)
                : new CallPlaced(personId, call.Id, At(Ringing), _started);
        }

        private void AddTalk(List<CallEvent> events)
        {
            var isTalk = call.State == CallState.Connected || call.State == CallState.Held || call.State == CallState.RemoteHeld;
            if ((call.Answered ?? (isTalk ? at : null)) is { } answered)
            {
                events.Add(new CallAnswered(personId, call.Id, At(Talking), answered));
            }

            if (call.State == CallState.Connected)
            {
                events.Add(new MuteChanged(personId, call.Id, At(Talking), call.Muted, call.MuteCapable));
            }
            else if (isTalk)
            {
                events.Add(new CallHeld(personId, call.Id, At(OnHold), ByOther: call.State == CallState.RemoteHeld));
            }
        }

        private static RemoteParty PartyOf(Party party) => new(
            party.PrivacyEnabled ? null : Filled(party.Name), party.PrivacyEnabled ? null : Filled(party.Number), party.PrivacyEnabled,
            !party.PrivacyEnabled && party.PersonId is { } person ? WebexIds.BareUuid(person) : null, party.CallType.Value is { Length: > 0 } kind ? kind : "other");

        private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
