using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Carries out what was planned to happen in a meeting. A step that its meeting no longer allows does not happen.</summary>
internal sealed class PlannedSteps(WebexCloud cloud)
{
    private readonly MeetingTalk talk = new(cloud);
    private readonly Artefacts artefacts = new(cloud);

    public void Do(PlannedStep step)
    {
        if (cloud.Meetings.Find(step.SeriesId) is not { } series)
        {
            return;
        }

        try
        {
            var instance = step.InstanceId is { } id ? cloud.Meetings.FindInstance(id) : cloud.Meetings.Live(series);
            Do(step, series, instance);
        }
        catch (WebexFailure)
        {
            // Somebody changed the meeting by hand meanwhile; the day goes on without this step.
        }
    }

    private void Do(PlannedStep step, MeetingSeries series, MeetingInstance? instance)
    {
        if (step.Action == "join")
        {
            cloud.LiveMeetings.Join(series, new Arrival(step.Email, step.Name, step.Phone, step.Panelist));
            return;
        }

        if (instance is null)
        {
            return;
        }

        switch (step.Action)
        {
            case "leave":
                cloud.LiveMeetings.Leave(instance, talk.Who(instance, step.Email ?? step.Name));
                break;
            case "ask":
                talk.Ask(instance, talk.Who(instance, step.Email), step.Text!);
                break;
            case "answer":
                talk.Answer(instance, instance.Questions.LastOrDefault(question => question.Answers.Count == 0), talk.Who(instance, step.Email), step.Text!);
                break;
            case "poll":
                talk.OpenPoll(instance, step.Text!, "single", step.Options, 0);
                break;
            case "vote":
                talk.Vote(instance, instance.Polls.LastOrDefault(), talk.Who(instance, step.Email), step.Options);
                break;
            case "chat":
                talk.Chat(instance, talk.Who(instance, step.Email), step.Text!);
                break;
            case "say":
                talk.Say(instance, talk.Who(instance, step.Email), step.Text!);
                break;
            case "record":
                instance.StartRecording();
                break;
            case "lock":
                talk.Running(instance).Locked = true;
                break;
            case "end":
                cloud.LiveMeetings.End(talk.Running(instance));
                break;
            case "recording":
                artefacts.Record(instance);
                break;
            case "transcript":
                artefacts.Transcribe(instance);
                break;
            case "summary":
                artefacts.Summarize(instance);
                break;
        }
    }
}
