namespace Tieline.WebexSimulator.Meetings.Surveys;

/// <summary>A survey as somebody filled it in: the answers by the questions' ids.</summary>
internal sealed record SurveyAnswers(string Id, string Email, string DisplayName, DateTimeOffset Created, Dictionary<int, string[]> Answers);
