using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetingReports: who came to which meeting, and for how long.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings-summary-report</remarks>
internal sealed class ReportEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetingReports/usage", MeetingAccess.SchedulesRead, Usage);
        routes.Get("/meetingReports/attendees", MeetingAccess.SchedulesRead, Attendees);
    }

    private Reply Usage(CloudRequest request)
    {
        var (caller, range) = Asked(request);
        var service = request.QueryAmong("serviceType", "MeetingCenter", "EventCenter", "SupportCenter", "TrainingCenter") ?? "MeetingCenter";
        var shown = Held(caller, range).Where(one => Service(one) == service).OrderByDescending(one => one.Started).ToList();
        return Paging.Page(request, shown.Count, index => UsageOf(shown[index], caller), 10, 1000);
    }

    private Reply Attendees(CloudRequest request)
    {
        var (caller, range) = Asked(request);
        var (id, number, title) = (request.Query("meetingId"), request.Query("meetingNumber"), request.Query("meetingTitle"));
        if (id is null && number is null && title is null)
        {
            throw WebexFailure.BadRequest("One of meetingId, meetingNumber and meetingTitle must be given.");
        }

        var target = id is null ? null : MeetingTarget.Find(cloud, id);
        if (target is { Occurrence: not null } or { Instance.Live: true })
        {
            throw WebexFailure.BadRequest("meetingId must be the id of an ended meeting instance or of a series.");
        }

        var rows = Held(caller, range).Where(one => cloud.Meetings.SeriesOf(one) is var series && target switch
        {
            { Instance: { } instance } => instance.Id == one.Id,
            { Series: var wanted } => wanted.Id == series.Id,
            _ => number is not null ? series.Number == number : string.Equals(series.Title, title, StringComparison.OrdinalIgnoreCase),
        }).OrderByDescending(one => one.Started).Select(one => (Instance: one, Roster: new Roster(cloud.Meetings.SeriesOf(one), one))).ToList();
        return Paging.Page(request, rows.Sum(row => row.Roster.Count), index => AttendeeAt(rows, index, caller), 10, 1000);
    }

    private JsonObject AttendeeAt(List<(MeetingInstance Instance, Roster Roster)> rows, int index, MeetingCaller caller)
    {
        var row = 0;
        while (index >= rows[row].Roster.Count)
        {
            index -= rows[row++].Roster.Count;
        }

        return AttendeeOf(rows[row].Instance, rows[row].Roster[index], caller);
    }

    private (MeetingCaller Caller, TimeRange Range) Asked(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        if (cloud.Switches.ReportsNeedParticipantsScope && !request.Token.Has("meeting:participants_read") && !request.Token.Has("meeting:admin_participants_read"))
        {
            throw WebexFailure.Forbidden("The access token lacks a scope that this request needs: meeting:participants_read.");
        }

        MeetingSite.Demand(MeetingTarget.Required(request, "siteUrl"));
        var now = cloud.Clock.Now;
        var range = TimeRange.Read(request, TimeRange.LastWeek(now), Longest);
        return range.From >= now - Oldest ? (caller, range) : throw WebexFailure.BadRequest("from cannot be earlier than 90 days ago.");
    }

    /// <summary>Reports know a meeting only once it shows as ended.</summary>
    private IEnumerable<MeetingInstance> Held(MeetingCaller caller, TimeRange range) => cloud.Meetings.Instances.Where(one =>
        !one.Live && range.Has(one.Started) && MeetingStates.Shows(one, cloud.Switches, cloud.Clock.Now)
        && (caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one))));

    private string Service(MeetingInstance instance) => cloud.Meetings.SeriesOf(instance).IsWebinar ? "EventCenter" : "MeetingCenter";

    private JsonObject UsageOf(MeetingInstance instance, MeetingCaller caller)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        var host = cloud.Directory.Find(series.HostId);
        var everybody = new Roster(series, instance).All.ToList();
        var byPhone = everybody.Where(one => one.Devices.Exists(device => device.PhoneNumber is not null)).ToList();
        return new JsonObject
        {
            ["meetingId"] = instance.Id, ["meetingNumber"] = series.Number, ["meetingTitle"] = series.Title, ["start"] = MeetingTime.Text(instance.Started, caller.Zone),
            ["end"] = MeetingTime.Text(instance.Ended!.Value, caller.Zone), ["duration"] = Minutes(instance.Ended.Value - instance.Started),
            ["scheduledType"] = series.IsWebinar ? "webinar" : "meeting", ["hostDisplayName"] = host?.DisplayName ?? "", ["hostEmail"] = host?.Email ?? "",
            ["totalPeopleMinutes"] = everybody.Sum(Minutes), ["totalCallInMinutes"] = byPhone.Sum(Minutes), ["totalCallOutDomestic"] = 0,
            ["totalCallInTollFreeMinutes"] = 0, ["totalCallOutInternational"] = 0, ["totalVoipMinutes"] = everybody.Sum(Minutes) - byPhone.Sum(Minutes),
            ["totalParticipants"] = everybody.Count, ["totalParticipantsVoip"] = everybody.Count - byPhone.Count, ["totalParticipantsCallIn"] = byPhone.Count,
            ["totalParticipantsCallOut"] = 0, ["peakAttendee"] = Peak(everybody), ["totalRegistered"] = series.Registrants.Count,
            ["totalInvitee"] = series.Invitees.Count, ["serviceType"] = Service(instance),
            ["trackingCodes"] = series.Settings["trackingCodes"]?.DeepClone() ?? new JsonArray(),
        };
    }

    private JsonObject AttendeeOf(MeetingInstance instance, Participant participant, MeetingCaller caller)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        var registrant = participant.Email is null ? null : series.Registrants.FindByEmail(participant.Email);
        var view = new JsonObject
        {
            ["meetingId"] = instance.Id, ["meetingNumber"] = long.Parse(series.Number, CultureInfo.InvariantCulture), ["meetingTitle"] = series.Title,
            ["displayName"] = participant.DisplayName, ["email"] = participant.Email ?? "", ["joinedTime"] = MeetingTime.Text(participant.JoinedTime, caller.Zone),
            ["leftTime"] = MeetingTime.Text(participant.LeftTime!.Value, caller.Zone), ["duration"] = Minutes(participant),
            ["participantType"] = participant.Host ? "host" : "attendee", ["ipAddress"] = "192.0.2.7", ["clientAgent"] = "WINDOWS,CHROME",
            ["phoneNumber"] = participant.Devices[^1].PhoneNumber ?? "", ["registered"] = registrant is not null, ["invited"] = participant.Invited,
        };
        foreach (var (name, from) in ((string, string)[])[("company", "companyName"), ("address1", "address1"), ("address2", "address2"), ("city", "city"), ("state", "state"), ("country", "countryRegion"), ("zipCode", "zipCode")])
        {
            view[name] = registrant?.Details[from]?.ToString() ?? "";
        }

        return view;
    }

    private static int Minutes(Participant participant) => participant.Devices.Sum(device => Minutes(device.LeftTime!.Value - device.JoinedTime));

    private static int Minutes(TimeSpan time) => (int)Math.Ceiling(time.TotalMinutes);

    private static int Peak(List<Participant> everybody)
    {
        var (there, most) = (0, 0);
        foreach (var (_, change) in everybody.SelectMany(one => one.Devices).SelectMany(device => ((DateTimeOffset At, int Change)[])[(device.JoinedTime, 1), (device.LeftTime!.Value, -1)]).OrderBy(move => move.At).ThenBy(move => move.Change))
        {
            there += change;
            most = Math.Max(most, there);
        }

        return most;
    }
}
