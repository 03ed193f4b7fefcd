using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Breakouts;

/// <summary>A meeting in progress splits into its breakout sessions and comes together again.</summary>
internal sealed class Splitting(WebexCloud cloud)
{
    public void Open(MeetingInstance instance)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        if (BreakoutPlan.Of(series, instance.OccurrenceKey) is not { Count: > 0 } planned || instance.Breakouts.Exists(one => one.Ended is null))
        {
            throw WebexFailure.Conflict("The meeting has no breakout sessions that could be opened.");
        }

        var now = cloud.Clock.Now;
        foreach (var session in planned)
        {
            instance.Breakouts.Add(new HeldBreakout(session.Id, session.Name, session.Invitees, now));
            foreach (var participant in instance.Participants.Where(one => one.State == Participant.Joined && session.Invitees.Contains(one.Email, StringComparer.OrdinalIgnoreCase)))
            {
                participant.State = Participant.InBreakout;
                participant.Breakouts.Add(new BreakoutStay(session.Id, session.Name, now));
            }
        }
    }

    public void Close(MeetingInstance instance)
    {
        var now = cloud.Clock.Now;
        instance.Breakouts.ForEach(one => one.Ended ??= now);
        foreach (var participant in instance.Participants.Where(one => one.State == Participant.InBreakout))
        {
            participant.State = Participant.Joined;
            participant.Breakouts[^1].Left = now;
        }
    }
}
