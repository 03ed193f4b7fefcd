namespace Tieline.WebexSimulator.Calls;

internal sealed record ParticipantView(string CallId, bool Muted, bool Deafened);

/// <summary>A conference as GET /telephony/conference and the webhooks tell it.</summary>
internal sealed record ConferenceView(string State, int Appearance, DateTimeOffset Created, bool Muted, List<ParticipantView> Participants)
{
    public static ConferenceView Of(Conference conference) => new(
        Words.Of(conference.Ended ? EndState.Disconnected : conference.OnHold ? EndState.Held : EndState.Connected),
        conference.Appearance, conference.Created, conference.Muted,
        [.. conference.Participants.Select(participant => new ParticipantView(participant.Leg.CallId, participant.Muted, participant.Deafened))]);
}
