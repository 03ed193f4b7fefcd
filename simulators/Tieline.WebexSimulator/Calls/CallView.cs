namespace Tieline.WebexSimulator.Calls;

/// <summary>A call as GET /telephony/calls tells it.</summary>
internal record CallView(
    string Id, string CallSessionId, string Personality, string State, Party RemoteParty, int Appearance, DateTimeOffset Created,
    DateTimeOffset? Answered, List<Redirection>? Redirections, Recall? Recall, string? RecordingState, bool MuteCapable, bool Muted)
{
    public static CallView Of(Leg leg) => new(
        leg.CallId, leg.Session.Id, Words.Of(leg.Personality), Words.Of(leg.State), leg.Remote, leg.Appearance, leg.Created,
        leg.Answered, ShownRedirections(leg), leg.Recall, leg.RecordingState, leg.MuteCapable, leg.Muted);

    /// <summary>Redirections are told only while the call alerts.</summary>
    public static List<Redirection>? ShownRedirections(Leg leg) =>
        leg.State == EndState.Alerting && leg.Redirections.Count > 0 ? leg.Redirections : null;
}

/// <summary>A call as a webhook tells it; the order of the members is that of captured deliveries.</summary>
internal sealed record CallEventData(
    string EventType, DateTimeOffset EventTimestamp, string CallId, string CallSessionId, string Personality, string State,
    Party RemoteParty, int Appearance, DateTimeOffset Created, DateTimeOffset? Answered, List<Redirection>? Redirections, Recall? Recall,
    string? RecordingState, bool MuteCapable, bool Muted, string? EndpointId, string? EndpointType, bool CompletedElsewhere,
    DateTimeOffset? Disconnected, string? ActorPersonId, string? OrgId);
