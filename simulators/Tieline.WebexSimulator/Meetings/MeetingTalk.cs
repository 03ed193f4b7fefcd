using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What people do while a meeting runs: questions, polls, chat and speech.</summary>
internal sealed class MeetingTalk(WebexCloud cloud)
{
    public MeetingInstance Running(MeetingInstance instance) => instance.Live ? instance : throw WebexFailure.Conflict("The meeting has ended.");

    /// <summary>A participant who is there, by e-mail or, without one, by name.</summary>
    public Participant Who(MeetingInstance instance, string? who) =>
        instance.Participants.Find(one => one.State is Participant.Joined or Participant.InBreakout && who is not null
            && (string.Equals(one.Email, who, StringComparison.OrdinalIgnoreCase) || (one.Email is null && one.DisplayName == who)))
        ?? throw WebexFailure.Conflict($"{who} is not in the meeting.");

    public MeetingQuestion Ask(MeetingInstance instance, Participant by, string text)
    {
        var question = new MeetingQuestion(Id(instance, "question", instance.Questions.Count), by.DisplayName, by.Email, text);
        Running(instance).Questions.Add(question);
        return question;
    }

    public void Answer(MeetingInstance instance, MeetingQuestion? question, Participant by, string text)
    {
        Running(instance);
        (question ?? throw WebexFailure.NotFound()).Answers.Add(Line(instance, "answer", instance.Questions.Sum(one => one.Answers.Count), by, text));
    }

    public MeetingPoll OpenPoll(MeetingInstance instance, string title, string type, string[] options, int? correct)
    {
        var index = instance.Polls.Count;
        var poll = new MeetingPoll(Id(instance, "poll", index), Id(instance, "pollQuestion", index), title, type, type == "short" ? [] : options, correct, cloud.Clock.Now);
        Running(instance).Polls.Add(poll);
        return poll;
    }

    public void Vote(MeetingInstance instance, MeetingPoll? poll, Participant by, string[] answers)
    {
        Running(instance);
        if (poll is null or { Ended: not null } || poll.Answers.Exists(one => one.Email == by.Email && one.DisplayName == by.DisplayName))
        {
            throw WebexFailure.Conflict("There is no open poll that this participant has not answered.");
        }

        var fits = poll.Type switch
        {
            "single" => answers.Length == 1 && poll.Options.Contains(answers[0]),
            "multiple" => answers.Length > 0 && answers.All(poll.Options.Contains),
            _ => answers.Length == 1,
        };
        poll.Answers.Add(fits ? new PollAnswer(by.DisplayName, by.Email, answers) : throw WebexFailure.BadRequest("The answer is not one of the poll's."));
    }

    public void Chat(MeetingInstance instance, Participant by, string text) => Running(instance).Chats.Add(Line(instance, "chat", instance.Chats.Count, by, text));

    public void Say(MeetingInstance instance, Participant by, string text) => Running(instance).Spoken.Add(Line(instance, "spoken", instance.Spoken.Count, by, text));

    private SaidLine Line(MeetingInstance instance, string kind, int index, Participant by, string text) =>
        new(Id(instance, kind, index), cloud.Clock.Now, by.DisplayName, by.Email, text);

    private string Id(MeetingInstance instance, string kind, int index) => cloud.LiveMeetings.Uuid(instance, kind, index);
}
