using Tieline.WebexSimulator.Calls;

namespace Tieline.WebexSimulator.Control;

/// <summary>A call as GET /control/calls shows it, live or ended.</summary>
internal static class SessionView
{
    public static object Of(CallSession session) => new
    {
        callSessionId = session.Id,
        session.Scenario,
        session.Created,
        session.Ended,
        session.Live,
        deliveryMode = session.Deliveries.Mode,
        keptDeliveries = session.Deliveries.Kept,
        outside = session.Outside.Select(end => new { end.Id, end.Party, state = Words.Of(end.State), end.OnHold, rings = end.Caller is not null }),
        legs = session.Legs.Select(Leg),
    };

    private static object Leg(Leg leg) => new
    {
        callId = leg.CallId,
        personId = leg.Person.Id,
        email = leg.Person.Email,
        displayName = leg.Person.DisplayName,
        personality = Words.Of(leg.Personality),
        state = Words.Of(leg.State),
        remoteParty = leg.Remote,
        leg.Created,
        leg.Answered,
        leg.Disconnected,
        leg.CompletedElsewhere,
        leg.Muted,
        leg.MuteCapable,
        leg.OnHold,
        leg.RecordingState,
        leg.Dtmf,
        endpointId = leg.Endpoint?.Id,
        alertingEndpointIds = leg.AlertingEndpoints.Select(endpoint => endpoint.Id),
        awaitsPickup = leg.AwaitsPickup,
    };
}
