using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>Everybody who answered a poll: those who were told by name, then the part of the crowd that answers polls.</summary>
internal sealed class PollResults
{
    private const int AnswerOfHundred = 60;
    private readonly MeetingPoll poll;
    private readonly Crowd? crowd;
    private readonly Attendance? attendance;
    private readonly int[] answering = [];
    private readonly int purpose;

    public PollResults(MeetingSeries series, MeetingInstance instance, MeetingPoll poll)
    {
        (this.poll, crowd, purpose) = (poll, series.Registrants.Crowd, 11_000_000 + (instance.Polls.IndexOf(poll) * 2));
        if (crowd is not null && !instance.Live && poll.Options.Length > 0)
        {
            attendance = new Attendance(series.Registrants, instance, series.Length);
            answering = [.. Enumerable.Range(0, attendance.Count).Where(index => crowd.Draw(attendance.NumberOf(index), purpose) % 100 < AnswerOfHundred)];
        }
    }

    public int Count => poll.Answers.Count + answering.Length;

    public PollAnswer this[int index]
    {
        get
        {
            if (index < poll.Answers.Count)
            {
                return poll.Answers[index];
            }

            var guest = attendance![answering[index - poll.Answers.Count]];
            return new PollAnswer(guest.DisplayName, guest.Email, [poll.Options[Choice(answering[index - poll.Answers.Count])]]);
        }
    }

    public int Chose(string option) =>
        poll.Answers.Count(answer => answer.Answers.Contains(option)) + answering.Count(index => poll.Options[Choice(index)] == option);

    private int Choice(int index) => (int)(crowd!.Draw(attendance!.NumberOf(index), purpose + 1) % (ulong)poll.Options.Length);
}
