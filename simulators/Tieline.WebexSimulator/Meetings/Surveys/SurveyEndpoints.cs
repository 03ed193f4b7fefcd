using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Surveys;

/// <summary>/v1/meetings/{id}/survey: what a webinar's host asks afterwards, and what was answered.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/get-a-meeting-survey</remarks>
internal sealed class SurveyEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    private static readonly Shape Asked = Shape.Object(new Dictionary<string, Shape>
    {
        ["hostEmail"] = Shape.Email, ["meetingStartTimeFrom"] = Shape.Text(40, 1), ["meetingStartTimeTo"] = Shape.Text(40, 1), ["emails"] = Shape.List(Shape.Email, 100),
    });

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings/{id}/survey", MeetingAccess.SchedulesRead, request =>
        {
            var target = Led(request, MeetingAccess.SchedulesRead, null);
            return Reply.Ok(View(target.Series.Survey!, request.Route("id")));
        });
        routes.Get("/meetings/{id}/surveyResults", MeetingAccess.SchedulesRead, Results);
        routes.Post("/meetings/{id}/surveyLinks", MeetingAccess.SchedulesWrite, Links);
    }

    private Reply Results(CloudRequest request)
    {
        var (target, zone) = (Led(request, MeetingAccess.SchedulesRead, null), MeetingTime.Wanted(request));
        var range = Range(MeetingTime.Query(request, "meetingStartTimeFrom"), MeetingTime.Query(request, "meetingStartTimeTo"));
        var answers = Held(target, range).SelectMany(instance => instance.SurveyAnswers.Select(one => (Instance: instance, Answers: one))).ToList();
        return Paging.Page(request, answers.Count, index => Result(target.Series.Survey!, answers[index].Instance, answers[index].Answers, zone), 10, 100);
    }

    private Reply Links(CloudRequest request)
    {
        Asked.Check(request.Body.Root, "The body");
        var (target, zone) = (Led(request, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail")), MeetingTime.Wanted(request));
        DateTimeOffset? Time(string name) => request.Body.OptionalText(name) is { } text ? MeetingTime.Read(text, zone, name) : null;
        var instance = Held(target, Range(Time("meetingStartTimeFrom"), Time("meetingStartTimeTo"))).FirstOrDefault() ?? throw WebexFailure.NotFound();
        return Reply.Ok(new
        {
            items = (request.Body.OptionalTexts("emails") ?? []).Select(email => new
            {
                email, surveyLink = $"https://{MeetingSite.Url}/webappng/sites/nordlys/survey/{HydraId.Drawn(cloud.Options.Seed, $"{instance.Id} {email}"):N}",
            }),
        });
    }

    /// <summary>An ended instance as named, or those of the series or occurrence in the range, newest first.</summary>
    private IEnumerable<MeetingInstance> Held(MeetingTarget target, TimeRange range) => cloud.Meetings.Of(target.Series).Where(one => !one.Live
        && (target.Instance is { } wanted ? wanted.Id == one.Id : range.Has(one.Started) && (target.Occurrence is null || target.Occurrence.Key == one.OccurrenceKey))).Reverse();

    private TimeRange Range(DateTimeOffset? from, DateTimeOffset? to)
    {
        to ??= from is null ? cloud.Clock.Now.AddTicks(1) : from + Month;
        from ??= to - Month;
        return from <= to ? new TimeRange(from.Value, to.Value) : throw WebexFailure.BadRequest("meetingStartTimeFrom cannot be after meetingStartTimeTo.");
    }

    private MeetingTarget Led(CloudRequest request, Access access, string? hostEmail)
    {
        var caller = MeetingCaller.Of(request, cloud, access, hostEmail);
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        if (!caller.WholeOrganization && !caller.Leads(target.Series))
        {
            throw caller.Refusal(target.Series);
        }

        if (!target.Series.IsWebinar)
        {
            throw WebexFailure.BadRequest("meetingId must be the id of a webinar.");
        }

        return target.Series.Survey is null ? throw WebexFailure.NotFound() : target;
    }

    private static object View(Survey survey, string meetingId) =>
        new { survey.Id, survey.SurveyName, meetingId, survey.Description, survey.AllowAnonymousSubmit, survey.Questions };

    private static JsonObject Result(Survey survey, MeetingInstance instance, SurveyAnswers given, TimeZoneInfo zone) => new()
    {
        ["id"] = given.Id, ["surveyName"] = survey.SurveyName, ["meetingId"] = instance.Id, ["email"] = given.Email, ["displayName"] = given.DisplayName,
        ["createTime"] = MeetingTime.Text(given.Created, zone),
        ["questions"] = new JsonArray([.. survey.Questions.Where(question => given.Answers.ContainsKey(question.Id)).Select(question => new JsonObject
        {
            ["id"] = question.Id, ["question"] = question.Question, ["type"] = question.Type,
            ["answers"] = new JsonArray([.. given.Answers[question.Id].Select(answer => new JsonObject
            {
                ["optionId"] = question.Options?.FirstOrDefault(option => option.Value == answer)?.Id ?? 0, ["answer"] = answer,
            })]),
        })]),
    };
}
