using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What was asked, answered and written in an instance: polls, Q&amp;A and chats.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-polls, https://developer.webex.com/docs/api/v1/meeting-q-and-a</remarks>
internal sealed class TalkEndpoints(WebexCloud cloud)
{
    private const int Embedded = 10;

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings/polls", MeetingAccess.SchedulesRead, request => Asked(request, (_, instance, zone) => Reply.Ok(new { items = instance.Polls.Select(poll => Poll(instance, poll, zone)) })));
        routes.Get("/meetings/pollResults", MeetingAccess.SchedulesRead, request => Asked(request, (series, instance, zone) =>
            Paging.Page(request, instance.Polls.Count, index => Result(request, series, instance, instance.Polls[index], zone), 10, 100)));
        routes.Get("/meetings/polls/{poll}/questions/{question}/respondents", MeetingAccess.SchedulesRead, Respondents);
        routes.Get("/meetings/q_and_a", MeetingAccess.SchedulesRead, request => Asked(request, (series, instance, _) =>
            Paging.Page(request, instance.Questions.Count, index => Question(request, series, instance, instance.Questions[index]), 10, 100)));
        routes.Get("/meetings/q_and_a/{question}/answers", MeetingAccess.SchedulesRead, Answers);
        routes.Delete("/meetings/postMeetingChats", MeetingAccess.SchedulesWrite, DeleteChats);
        routes.Get("/meetings/postMeetingChats", MeetingAccess.SchedulesRead, request => Asked(request, (_, instance, zone) =>
            Paging.Page(request, instance.Chats.Count, index => Chat(instance, instance.Chats[index], zone), 10, 100)));
    }

    private Reply Asked(CloudRequest request, Func<MeetingSeries, MeetingInstance, TimeZoneInfo, Reply> answer)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var instance = MeetingTarget.OwnInstance(request, cloud, caller);
        return answer(cloud.Meetings.SeriesOf(instance), instance, caller.Zone);
    }

    private Reply DeleteChats(CloudRequest request)
    {
        var instance = MeetingTarget.OwnInstance(request, cloud, MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite));
        if (instance.Live)
        {
            throw WebexFailure.BadRequest("meetingId must be the id of an ended meeting instance.");
        }

        instance.Chats.Clear();
        cloud.Changed();
        return Reply.NoContent;
    }

    private Reply Respondents(CloudRequest request) => Asked(request, (series, instance, _) =>
    {
        var poll = instance.Polls.Find(one => one.Id == request.Route("poll") && one.QuestionId == request.Route("question")) ?? throw WebexFailure.NotFound();
        var results = new PollResults(series, instance, poll);
        return Paging.Page(request, results.Count, index => Respondent(results[index]), 10, 100);
    });

    private Reply Answers(CloudRequest request) => Asked(request, (_, instance, _) =>
    {
        var question = instance.Questions.Find(one => one.Id == request.Route("question")) ?? throw WebexFailure.NotFound();
        return Paging.Page(request, question.Answers.Count, index => Answer(question.Answers[index]), 10, 100);
    });

    private JsonObject Poll(MeetingInstance instance, MeetingPoll poll, TimeZoneInfo zone)
    {
        var view = Head(instance, poll, zone);
        view["questions"] = new JsonArray(new JsonObject
        {
            ["id"] = poll.QuestionId, ["order"] = "1", ["title"] = poll.Title, ["type"] = poll.Type,
            ["options"] = new JsonArray([.. poll.Options.Select((option, index) => new JsonObject { ["order"] = $"{index + 1}", ["value"] = option, ["isCorrect"] = index == poll.Correct })]),
        });
        return view;
    }

    private JsonObject Result(CloudRequest request, MeetingSeries series, MeetingInstance instance, MeetingPoll poll, TimeZoneInfo zone)
    {
        var results = new PollResults(series, instance, poll);
        var view = Head(instance, poll, zone);
        (view["totalAttendees"], view["totalRespondents"]) = (new Roster(series, instance).Count, results.Count);
        var path = $"/v1/meetings/polls/{poll.Id}/questions/{poll.QuestionId}/respondents";
        view["questions"] = new JsonArray(new JsonObject
        {
            ["id"] = poll.QuestionId, ["order"] = "1", ["title"] = poll.Title, ["type"] = poll.Type,
            ["answerSummary"] = new JsonArray([.. poll.Options.Select((option, index) => new JsonObject
            {
                ["order"] = $"{index + 1}", ["value"] = option, ["totalRespondents"] = results.Chose(option), ["isCorrect"] = index == poll.Correct,
            })]),
            ["respondents"] = Nested(request, instance, path, results.Count, index => Respondent(results[index])),
        });
        return view;
    }

    private JsonObject Head(MeetingInstance instance, MeetingPoll poll, TimeZoneInfo zone)
    {
        var host = cloud.Directory.Ever(cloud.Meetings.SeriesOf(instance).HostId);
        var ended = poll.Ended ?? cloud.Clock.Now;
        return new JsonObject
        {
            ["id"] = poll.Id, ["meetingId"] = instance.Id, ["startTime"] = MeetingTime.Text(poll.Started, zone), ["endTime"] = MeetingTime.Text(ended, zone),
            ["timerDuration"] = 300, ["displayName"] = host.DisplayName, ["email"] = host.Email, ["personId"] = host.Id,
        };
    }

    private JsonObject Question(CloudRequest request, MeetingSeries series, MeetingInstance instance, MeetingQuestion question) => new()
    {
        ["id"] = question.Id, ["meetingId"] = instance.Id, ["totalAttendees"] = new Roster(series, instance).Count,
        ["totalRespondents"] = question.Answers.Select(answer => answer.DisplayName).Distinct().Count(), ["displayName"] = question.DisplayName,
        ["email"] = question.Email ?? "", ["question"] = question.Text,
        ["answers"] = Nested(request, instance, $"/v1/meetings/q_and_a/{question.Id}/answers", question.Answers.Count, index => Answer(question.Answers[index])),
    };

    /// <summary>The first items of a list inside a body, with links to go on that count in offset and max.</summary>
    private static JsonObject Nested(CloudRequest request, MeetingInstance instance, string path, int count, Func<int, JsonObject> at)
    {
        var address = $"{request.Http.Request.Scheme}://{request.Http.Request.Host}{path}?meetingId={instance.Id}";
        var links = new JsonObject { ["self"] = $"{address}&offset=0&max={Embedded}" };
        if (count > Embedded)
        {
            links["next"] = $"{address}&offset={Embedded}&max={Embedded}";
        }

        return new JsonObject { ["links"] = links, ["items"] = new JsonArray([.. Enumerable.Range(0, Math.Min(count, Embedded)).Select(at)]) };
    }

    private static JsonObject Respondent(PollAnswer answer) => new()
    {
        ["displayName"] = answer.DisplayName, ["email"] = answer.Email ?? "", ["answers"] = new JsonArray([.. answer.Answers.Select(text => JsonValue.Create(text))]),
    };

    private JsonObject Answer(SaidLine answer)
    {
        var view = new JsonObject { ["displayName"] = answer.DisplayName, ["email"] = answer.Email ?? "", ["answer"] = new JsonArray(answer.Text), ["answered"] = true };
        if (answer.Email is not null && cloud.Directory.FindByEmail(answer.Email) is { } person)
        {
            view["personId"] = person.Id;
        }

        return view;
    }

    private JsonObject Chat(MeetingInstance instance, SaidLine line, TimeZoneInfo zone)
    {
        var sender = new JsonObject { ["email"] = line.Email ?? "", ["displayName"] = line.DisplayName };
        if (line.Email is not null && cloud.Directory.FindByEmail(line.Email) is { } person)
        {
            (sender["personId"], sender["orgId"]) = (person.Id, cloud.Directory.OrganizationId);
        }

        return new JsonObject
        {
            ["id"] = line.Id, ["chatTime"] = MeetingTime.Text(line.At, zone), ["text"] = line.Text, ["meetingId"] = instance.Id, ["type"] = "public",
            ["sender"] = sender, ["receivers"] = new JsonArray(),
        };
    }
}
