using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Surveys;

/// <summary>Surveys are made and filled in on web pages; here by control doors.</summary>
internal sealed class SurveyDesk(WebexCloud cloud)
{
    private const int FirstQuestion = 3_388_057;

    private static readonly Shape Form = Shape.Object(new Dictionary<string, Shape>
    {
        ["surveyName"] = Shape.Text(128, 1), ["description"] = Shape.Text(1000), ["allowAnonymousSubmit"] = Shape.Flag,
        ["questions"] = Shape.List(Shape.Object(new Dictionary<string, Shape>
        {
            ["question"] = Shape.Text(500, 1), ["type"] = Shape.OneOf(SurveyQuestion.Types), ["options"] = Shape.List(Shape.Text(128, 1), 20), ["most"] = Shape.Number(2, 10),
        }, "question", "type"), 20),
    }, "surveyName", "questions");

    private static readonly Shape Filled = Shape.Object(new Dictionary<string, Shape>
    {
        ["email"] = Shape.Email, ["displayName"] = Shape.Text(256, 1), ["answers"] = Shape.List(Shape.List(Shape.Text(1000, 1), 20), 20),
    }, "email", "answers");

    public void Make(MeetingSeries series, JsonBody body)
    {
        Form.Check(body.Root, "The body");
        if (!series.IsWebinar)
        {
            throw WebexFailure.BadRequest("Only a webinar has a survey.");
        }

        var questions = body.OptionalObjects("questions")!.Select((one, index) => Question(one, FirstQuestion + index)).ToArray();
        series.Survey = new Survey(HydraId.Drawn(cloud.Options.Seed, series.Id + " survey").ToString("N"), body.Text("surveyName"), body.OptionalText("description") ?? "", body.Flag("allowAnonymousSubmit"), questions);
        cloud.Changed();
    }

    /// <summary>The answers stand in the order of the questions; an empty one leaves its question out.</summary>
    public void Fill(MeetingInstance instance, JsonBody body)
    {
        Filled.Check(body.Root, "The body");
        var survey = cloud.Meetings.SeriesOf(instance).Survey ?? throw WebexFailure.Conflict("The webinar has no survey.");
        var given = body.OptionalItems("answers")!.Select(one => one.EnumerateArray().Select(text => text.GetString()!).ToArray()).ToArray();
        var email = body.Text("email");
        if (instance.SurveyAnswers.Exists(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase)))
        {
            throw WebexFailure.Conflict($"{email} has filled in the survey already.");
        }

        var answers = new Dictionary<int, string[]>();
        foreach (var (question, answer) in survey.Questions.Zip(given).Where(pair => pair.Second.Length > 0))
        {
            answers[question.Id] = question.Takes(answer) ? answer : throw WebexFailure.BadRequest($"\"{question.Question}\" does not take this answer.");
        }

        instance.SurveyAnswers.Add(new SurveyAnswers(
            cloud.LiveMeetings.Uuid(instance, "survey", instance.SurveyAnswers.Count).Replace("-", "", StringComparison.Ordinal), email, body.OptionalText("displayName") ?? email, cloud.Clock.Now, answers));
        cloud.Changed();
    }

    private static SurveyQuestion Question(JsonBody body, int id)
    {
        var (type, options) = (body.Text("type"), body.OptionalTexts("options") ?? []);
        var question = new SurveyQuestion(id, body.Text("question"), type);
        return type switch
        {
            "text" => question,
            SurveyQuestion.Rating => question with { FromScore = 1, FromLabel = "disagree", ToScore = (int)(body.OptionalNumber("most") ?? 5), ToLabel = "agree" },
            _ when options.Length == 0 => throw WebexFailure.BadRequest("A choice needs options."),
            _ => question with { Options = [.. options.Select((option, index) => new SurveyOption(index + 1, option))] },
        };
    }
}
