using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings.Preferences;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Meetings as the cloud answers them.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/get-a-meeting</remarks>
internal sealed class MeetingViews(WebexCloud cloud)
{
    /// <summary>The whole series; with <paramref name="current"/> at the times of the occurrence that can be joined or comes next.</summary>
    public JsonObject Series(MeetingSeries series, MeetingCaller caller, bool current = false)
    {
        var now = cloud.Clock.Now;
        var occurrence = current ? Occurrences.Current(series, now) : null;
        var (start, end) = occurrence is null ? (series.Start, series.Start + series.Length) : (occurrence.Start, occurrence.End);
        var view = Common(series, series.Id, "meetingSeries", MeetingStates.Of(series, cloud.Meetings, now), start, end, caller, series.Settings);
        view["hasRegistration"] = series.Form is not null;
        view["hasRegistrants"] = series.Registrants.Count > 0;
        if (series.Survey is not null)
        {
            view["hasPostEventSurvey"] = true;
        }

        if (series.Text("recurrence") is { Length: > 0 } rule)
        {
            view["recurrence"] = rule;
        }

        return view;
    }

    public JsonObject Occurrence(Occurrence occurrence, MeetingCaller caller)
    {
        var series = occurrence.Series;
        var settings = occurrence.Change?.Settings is { Count: > 0 } own ? own : series.Settings;
        var view = Common(series, occurrence.Id, "scheduledMeeting", MeetingStates.Of(occurrence, cloud.Meetings, cloud.Clock.Now), occurrence.Start, occurrence.End, caller, settings);
        view["isModified"] = occurrence.Modified;
        return view;
    }

    public JsonObject Instance(MeetingInstance instance, MeetingCaller caller)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        var view = Common(series, instance.Id, "meeting", MeetingStates.Of(instance), instance.Started, instance.Ended ?? instance.Started + series.Length, caller, series.Settings);
        view.Remove("trackingCodes");
        view["scheduledMeetingId"] = instance.ScheduledId;
        view["hostDidJoin"] = instance.Participants.Exists(one => one.Host);
        view["attendeeDidJoin"] = instance.Participants.Exists(one => !one.Host) || (series.Registrants.Crowd is not null && !instance.Live);
        view["hasChat"] = instance.Chats.Count > 0;
        view["hasRecording"] = instance.Recording is { Status: MeetingRecording.Available };
        view["hasTranscription"] = instance.Transcript is { Deleted: false };
        view["hasSummary"] = instance.Summary is { Deleted: false };
        view["hasClosedCaption"] = false;
        view["hasPolls"] = instance.Polls.Count > 0;
        view["hasQA"] = instance.Questions.Count > 0;
        view["hasSlido"] = false;
        return view;
    }

    private JsonObject Common(MeetingSeries series, string id, string type, string state, DateTimeOffset start, DateTimeOffset end, MeetingCaller caller, JsonObject settings)
    {
        var host = cloud.Directory.Ever(series.HostId);
        var (leads, takesPart) = (caller.Leads(series) || caller.WholeOrganization, caller.TakesPart(series) || caller.WholeOrganization);
        var view = new JsonObject { ["id"] = id, ["meetingSeriesId"] = series.Id, ["meetingNumber"] = series.Number };
        foreach (var (name, value) in settings.Where(setting => setting.Key is not "recurrence"))
        {
            view[name] = value?.DeepClone();
        }

        view["password"] = takesPart || caller.Password == series.Text("password") ? settings["password"]!.DeepClone() : "";
        view["phoneAndVideoSystemPassword"] = takesPart ? Digits(series.Number, 8) : "";
        if (settings.ContainsKey("panelistPassword") && !leads)
        {
            view["panelistPassword"] = "";
        }

        view["meetingType"] = type;
        view["state"] = state;
        view["start"] = MeetingTime.Text(start, caller.Zone);
        view["end"] = MeetingTime.Text(end, caller.Zone);
        view["hostUserId"] = series.HostId;
        view["hostDisplayName"] = host.DisplayName;
        view["hostEmail"] = host.Email;
        view["hostKey"] = leads ? series.HostKey : "";
        view["siteUrl"] = MeetingSite.Url;
        view["webLink"] = WebLink(series);
        view["sipAddress"] = $"{series.Number}@{MeetingSite.Url}";
        view["dialInIpAddress"] = MeetingSite.VideoAddress;
        view["telephony"] = Telephony(series);
        if (series.Form is not null && type != "meeting")
        {
            view["registerLink"] = RegisterLink(series);
        }

        if (series.ClientId == caller.ClientId && series.IntegrationTags.Count > 0)
        {
            view["integrationTags"] = new JsonArray([.. series.IntegrationTags.Select(tag => JsonValue.Create(tag))]);
        }

        return view;
    }

    public static string WebLink(MeetingSeries series) => series.PersonalRoomId is { } room ? PersonalRoomViews.Link(room) : $"https://{MeetingSite.Url}/nordlys/j.php?MTID=m{series.Id}";

    public static string RegisterLink(MeetingSeries series) => $"https://{MeetingSite.Url}/weblink/register/r{series.Id}";

    private static JsonObject Telephony(MeetingSeries series) => new()
    {
        ["accessCode"] = series.Number,
        ["callInNumbers"] = new JsonArray(new JsonObject { ["label"] = "US Toll", ["callInNumber"] = MeetingSite.CallInNumber, ["tollType"] = "toll" }),
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "globalCallinNumbers", ["href"] = $"/v1/meetings/{series.Id}/globalCallinNumbers", ["method"] = "GET" }),
    };

    private static string Digits(string number, int length) => number[^length..];
}
