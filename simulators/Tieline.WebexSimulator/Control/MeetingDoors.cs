using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/meetings: people come, talk and go by hand, or by a script for a whole day.</summary>
internal sealed class MeetingDoors(WebexCloud cloud)
{
    private readonly MeetingTalk talk = new(cloud);
    private readonly Splitting splitting = new(cloud);
    private readonly DayPlayer day = new(cloud);

    public void Map(ControlRoutes routes)
    {
        routes.Get("/meetings", _ => new { meetings = cloud.Meetings.Series.Where(one => !one.Deleted).Select(SeriesView) });
        routes.Post("/meetings/script", (_, body) => new { meetings = day.Start(DayScript.Read(body)).Select(SeriesView) });
        routes.Post("/meetings/{id}/join", Join);
        routes.Post("/meetings/{id}/registrants", Crowd);
        Live(routes, "leave", (instance, who, body) => cloud.LiveMeetings.Leave(instance, who!), "email");
        Live(routes, "ask", (instance, who, body) => talk.Ask(instance, who!, body.Text("question")), "email", "question");
        Live(routes, "answer", (instance, who, body) => talk.Answer(instance, QuestionOf(instance, body), who!, body.Text("answer")), "email", "questionId", "answer");
        Live(routes, "chat", (instance, who, body) => talk.Chat(instance, who!, body.Text("text")), "email", "text");
        Live(routes, "say", (instance, who, body) => talk.Say(instance, who!, body.Text("text")), "email", "text");
        Live(routes, "vote", (instance, who, body) => talk.Vote(instance, instance.Polls.LastOrDefault(), who!, body.OptionalTexts("answers") ?? []), "email", "answers");
        Live(routes, "poll", (instance, _, body) => Poll(instance, body), "title", "type", "options", "correct");
        Live(routes, "record", (instance, _, _) => instance.StartRecording());
        Live(routes, "breakouts", (instance, _, body) => Split(instance, body), "open");
        Live(routes, "pickUp", (instance, _, body) => PickUp(instance, body), "participantId");
        Live(routes, "end", (instance, _, _) => cloud.LiveMeetings.End(instance));
    }

    private object Join(HttpContext http, JsonBody body)
    {
        body.Only("email", "displayName", "phone", "panelist", "sourceId");
        var (email, phone) = (body.OptionalText("email"), body.OptionalText("phone"));
        if (email is null && phone is null)
        {
            throw WebexFailure.BadRequest("Somebody joins with an email or a phone.");
        }

        var who = new Arrival(email, body.OptionalText("displayName"), phone, body.Flag("panelist"), body.OptionalText("sourceId"));
        return InstanceView(cloud.LiveMeetings.Join(Find(http).Series, who));
    }

    /// <summary>Registers many at once, made from a seed and stored nowhere.</summary>
    private object Crowd(HttpContext http, JsonBody body)
    {
        body.Only("count", "seed", "attending", "walkIns", "opened", "closed");
        var series = Find(http).Series;
        var now = cloud.Clock.Now;
        DateTimeOffset Time(string name, DateTimeOffset usual) => body.OptionalText(name) is { } text ? MeetingTime.Read(text, TimeZoneInfo.Utc, name) : usual;
        var (opened, closed) = (Time("opened", now.AddDays(-20)), Time("closed", now));
        var crowd = new Crowd
        {
            Seed = body.OptionalCount("seed") ?? 1,
            Count = (int)(body.Between("count", 1, 100_000, "1 and 100000") ?? 300),
            Attending = body.Between("attending", 0, 1, "0 and 1") ?? 0.45,
            WalkIns = (int)(body.Between("walkIns", 0, 10_000, "0 and 10000") ?? 12),
            Sources = [.. series.Sources.Select(source => source.SourceId)],
            Opened = opened,
            Closed = closed > opened ? closed : throw WebexFailure.BadRequest("closed must be after opened."),
        };
        series.Form ??= RegistrationDesk.OpenForm;
        series.Registrants.CrowdStatus.Clear();
        series.Registrants.CrowdDeleted.Clear();
        series.Registrants.Crowd = crowd;
        cloud.Changed();
        return SeriesView(series);
    }

    private void Live(ControlRoutes routes, string action, Action<MeetingInstance, Participant?, JsonBody> act, params string[] fields) =>
        routes.Post($"/meetings/{{id}}/{action}", (http, body) =>
        {
            body.Only(fields);
            var target = Find(http);
            var instance = talk.Running(target.LastInstance(cloud.Meetings) ?? throw WebexFailure.Conflict("The meeting has not started."));
            act(instance, fields.Contains("email") ? Who(instance, body.Text("email")) : null, body);
            cloud.Changed();
            return InstanceView(instance);
        });

    /// <summary>By e-mail, or by the name shown of somebody who telephones.</summary>
    private Participant Who(MeetingInstance instance, string who) => instance.Participants.Find(one => one.State == Participant.Lobby && one.Email == who) ?? talk.Who(instance, who);

    private void Poll(MeetingInstance instance, JsonBody body)
    {
        var (type, options) = (body.OptionalText("type") ?? "single", body.OptionalTexts("options") ?? []);
        if (type is not ("single" or "multiple" or "short") || (type != "short" && options.Length is < 2 or > 20))
        {
            throw WebexFailure.BadRequest("type must be single, multiple or short; a choice has 2 to 20 options.");
        }

        talk.OpenPoll(instance, body.Text("title"), type, options, body.OptionalCount("correct"));
    }

    private void Split(MeetingInstance instance, JsonBody body)
    {
        if (body.Flag("open"))
        {
            splitting.Open(instance);
        }
        else
        {
            splitting.Close(instance);
        }
    }

    /// <summary>Somebody who was rung up by SIP picks up and is in the meeting.</summary>
    private void PickUp(MeetingInstance instance, JsonBody body)
    {
        var id = body.Text("participantId");
        var callout = instance.Ringing(id[(id.LastIndexOf('_') + 1)..], cloud.Clock.Now) ?? throw WebexFailure.Conflict("Nothing rings there any more.");
        instance.Callouts.Remove(callout);
        cloud.LiveMeetings.Answer(instance, callout);
    }

    private static MeetingQuestion? QuestionOf(MeetingInstance instance, JsonBody body) => body.OptionalText("questionId") is { } id
        ? instance.Questions.Find(question => question.Id == id)
        : instance.Questions.LastOrDefault();

    private MeetingTarget Find(HttpContext http) => MeetingTarget.Find(cloud, (string)http.Request.RouteValues["id"]!);

    private object SeriesView(MeetingSeries series) => new
    {
        series.Id, series.Number, series.Title, host = cloud.Directory.Find(series.HostId)?.Email, webinar = series.IsWebinar, series.Start,
        end = series.Start + series.Length, registrants = series.Registrants.Count, instances = cloud.Meetings.Of(series).Select(InstanceView),
    };

    private static object InstanceView(MeetingInstance instance) => new
    {
        instance.Id, instance.Started, instance.Ended, instance.Recorded, instance.Questions, instance.Polls,
        participants = instance.Participants.Select(one => new { id = $"{instance.Id}_{one.Uuid}", one.Email, one.DisplayName, one.State }),
        recordingId = instance.Recording?.Id, transcriptId = instance.Transcript?.Id, summaryId = instance.Summary?.Id,
    };
}
