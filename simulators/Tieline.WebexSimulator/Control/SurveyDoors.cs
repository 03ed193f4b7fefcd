using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Meetings.Surveys;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/meetings/{id}/survey: a webinar's host makes a survey, and somebody fills it in after an instance.</summary>
internal sealed class SurveyDoors(WebexCloud cloud)
{
    private readonly SurveyDesk desk = new(cloud);

    public void Map(ControlRoutes routes)
    {
        routes.Post("/meetings/{id}/survey", (http, body) =>
        {
            var series = Find(http).Series;
            desk.Make(series, body);
            return series.Survey!;
        });
        routes.Post("/meetings/{id}/surveyAnswers", (http, body) =>
        {
            var instance = Find(http).LastInstance(cloud.Meetings) ?? throw WebexFailure.Conflict("The webinar has not been held.");
            desk.Fill(instance, body);
            return new { answers = instance.SurveyAnswers.Count };
        });
    }

    private MeetingTarget Find(HttpContext http) => MeetingTarget.Find(cloud, (string)http.Request.RouteValues["id"]!);
}
