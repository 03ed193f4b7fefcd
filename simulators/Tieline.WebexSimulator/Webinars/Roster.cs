using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>
/// Who is shown as a participant of an instance. Of a webinar in progress these are its panelists only; after the end everybody,
/// those of the crowd made one by one as they are asked for.
/// </summary>
internal sealed class Roster
{
    private readonly List<Participant> known;
    private readonly Attendance? crowd;

    public Roster(MeetingSeries series, MeetingInstance instance)
    {
        known = instance.Live
            ? instance.Participants.FindAll(one => one.State != Participant.Gone && (!series.IsWebinar || one.Panelist || !one.Muted))
            : instance.Participants;
        crowd = instance.Live || series.Registrants.Crowd is null ? null : new Attendance(series.Registrants, instance, series.Length);
    }

    public int Count => known.Count + (crowd?.Count ?? 0);

    public Participant this[int index] => index < known.Count ? known[index] : crowd![index - known.Count];

    public IEnumerable<Participant> All => Enumerable.Range(0, Count).Select(index => this[index]);
}
