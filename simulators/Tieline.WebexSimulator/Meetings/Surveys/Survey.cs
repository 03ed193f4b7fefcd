using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Meetings.Surveys;

/// <summary>What the participants of a webinar are asked after its end.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/get-a-meeting-survey</remarks>
internal sealed record Survey(string Id, string SurveyName, string Description, bool AllowAnonymousSubmit, SurveyQuestion[] Questions);

/// <summary>A question of a survey; scores belong to ratings, options to choices.</summary>
internal sealed record SurveyQuestion(int Id, string Question, string Type)
{
    public const string Rating = "rating";
    public static readonly string[] Types = ["text", Rating, "checkbox", "singleDropdown", "singleRadio"];

    public int? FromScore { get; init; }

    public string? FromLabel { get; init; }

    public int? ToScore { get; init; }

    public string? ToLabel { get; init; }

    public SurveyOption[]? Options { get; init; }

    /// <summary>A choice has something to choose from.</summary>
    [JsonIgnore]
    public bool IsWhole => Type is "text" or Rating || Options is { Length: > 0 };

    /// <summary>Whether somebody may answer so.</summary>
    public bool Takes(string[] answers) => Type switch
    {
        "text" => answers.Length == 1,
        Rating => answers.Length == 1 && int.TryParse(answers[0], System.Globalization.CultureInfo.InvariantCulture, out var score) && score >= FromScore && score <= ToScore,
        "checkbox" => answers.Length > 0 && answers.All(IsOption),
        _ => answers.Length == 1 && IsOption(answers[0]),
    };

    private bool IsOption(string answer) => Array.Exists(Options!, option => option.Value == answer);
}

internal sealed record SurveyOption(int Id, string Value);
