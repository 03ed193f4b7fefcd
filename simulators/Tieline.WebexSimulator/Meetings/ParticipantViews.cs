using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Participants as the cloud answers them.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-participants</remarks>
internal sealed class ParticipantViews(WebexCloud cloud)
{
    public JsonObject Of(Participant participant, MeetingInstance instance, TimeZoneInfo zone, bool updated = false)
    {
        var series = cloud.Meetings.SeriesOf(instance);
        var view = new JsonObject
        {
            ["id"] = $"{instance.Id}_{participant.Uuid}", ["orgId"] = cloud.Directory.OrganizationId, ["host"] = participant.Host,
            ["coHost"] = participant.CoHost, ["spaceModerator"] = false,
        };
        if (participant.Email is not null)
        {
            view["email"] = participant.Email;
        }

        view["displayName"] = participant.DisplayName;
        view["invitee"] = participant.Invited;
        view["muted"] = participant.Muted;
        view["video"] = participant.Video ? "on" : "off";
        view["state"] = participant.State;
        if (participant.State == Participant.InBreakout)
        {
            view["breakoutSessionId"] = participant.Breakouts[^1].Id;
        }

        if (!updated)
        {
            AddTimes(view, participant, instance, zone);
        }

        view["siteUrl"] = MeetingSite.Url;
        view["meetingId"] = instance.Id;
        view["hostEmail"] = cloud.Directory.Find(series.HostId)?.Email ?? "";
        if (!instance.Live && participant.Breakouts.Count > 0 && !updated)
        {
            view["breakoutSessionsAttended"] = new JsonArray([.. participant.Breakouts.Select(stay => new JsonObject
            {
                ["id"] = stay.Id, ["name"] = stay.Name, ["joinedTime"] = MeetingTime.Text(stay.Joined, zone), ["leftTime"] = MeetingTime.Text(stay.Left!.Value, zone),
            })]);
        }

        view["devices"] = new JsonArray([.. participant.Devices.Select(device => Device(device, zone, updated))]);
        return view;
    }

    private void AddTimes(JsonObject view, Participant participant, MeetingInstance instance, TimeZoneInfo zone)
    {
        view["meetingStartTime"] = MeetingTime.Text(instance.Started, zone);
        view["joinedTime"] = MeetingTime.Text(participant.JoinedTime, zone);
        if (participant.LeftTime is { } left)
        {
            view["leftTime"] = MeetingTime.Text(left, zone);
        }
        else if (cloud.Switches.LeftTimeIs1970WhileInMeeting)
        {
            view["leftTime"] = "1970-01-01T00:00:00.000Z";
        }

        if (participant.SourceId is not null)
        {
            view["sourceId"] = participant.SourceId;
        }
    }

    private static JsonObject Device(ParticipantDevice device, TimeZoneInfo zone, bool updated)
    {
        var byPhone = device.PhoneNumber is not null;
        var view = new JsonObject
        {
            ["correlationId"] = device.CorrelationId, ["deviceType"] = byPhone ? "webex_meeting_center_phone" : device.DeviceType,
            ["audioType"] = byPhone ? "pstn" : "voip", ["joinedTime"] = MeetingTime.Text(device.JoinedTime, zone),
        };
        if (device.LeftTime is { } left)
        {
            view["leftTime"] = MeetingTime.Text(left, zone);
        }

        if (!updated && device.LeftTime is { } gone)
        {
            view["durationSecond"] = (long)(gone - device.JoinedTime).TotalSeconds;
        }

        if (!updated && byPhone)
        {
            (view["callType"], view["phoneNumber"]) = ("callIn", device.PhoneNumber);
        }

        return view;
    }
}
