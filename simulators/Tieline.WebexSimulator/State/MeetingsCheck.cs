using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Meetings.Preferences;
using Tieline.WebexSimulator.Meetings.Surveys;

namespace Tieline.WebexSimulator.State;

/// <summary>What the meetings of a state must hold although no view shows it: settings, preferences and surveys.</summary>
internal static class MeetingsCheck
{
    /// <exception cref="Exception">Of whatever kind: something is missing, or is of another kind.</exception>
    public static void Demand(WebexCloud cloud)
    {
        foreach (var series in cloud.Meetings.Series)
        {
            DemandAll(series.Settings, MeetingDefaults.Settings("a title", "a password", webinar: false));
            foreach (var name in (string[])["recurrence", "agenda"])
            {
                _ = series.Text(name);
            }

            if (series.Survey?.Questions.FirstOrDefault(question => !question.IsWhole) is { } question)
            {
                throw new JsonException($"The question {question.Id} of a survey has no options.");
            }
        }

        foreach (var (id, user) in cloud.Meetings.Site.Save().Users)
        {
            var usual = PreferenceDefaults.For(cloud.Directory.Ever(id), _ => false);
            DemandAll(user.PersonalMeetingRoom, usual.PersonalMeetingRoom);
            DemandAll(user.Audio, usual.Audio);
            DemandAll(user.Video, usual.Video);
            DemandAll(user.SchedulingOptions, usual.SchedulingOptions);
            PreferenceShapes.Scheduling.Check(JsonSerializer.SerializeToElement(user.SchedulingOptions, WireJson.Options), "schedulingOptions");
        }
    }

    /// <summary>Settings are looked up by name everywhere: each must be there, and be of its kind.</summary>
    private static void DemandAll(JsonObject settings, JsonObject usual)
    {
        foreach (var (name, value) in usual)
        {
            if (settings[name] is not { } given || KindOf(given) != KindOf(value!))
            {
                throw new JsonException($"{name} of a meeting or of somebody's preferences is missing or of another kind.");
            }
        }
    }

    private static JsonValueKind KindOf(JsonNode node) => node.GetValueKind() == JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
