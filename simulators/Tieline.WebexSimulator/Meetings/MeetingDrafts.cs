using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Meetings.Interpreting;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Meetings as they are before anybody hears of them.</summary>
internal sealed class MeetingDrafts(WebexCloud cloud)
{
    /// <summary>A meeting as a script makes it: checked by nobody.</summary>
    public MeetingSeries Make(string id, Person host, string clientId, JsonObject settings, DateTimeOffset start, TimeSpan length) => new()
    {
        Id = id, Number = NewNumber(id), HostId = host.Id, Start = start, Length = length, Created = cloud.Clock.Now, ClientId = clientId, Settings = settings,
    };

    public MeetingSeries Planned(JsonBody body, Person host, string clientId)
    {
        var template = body.OptionalText("templateId") is { } templateId
            ? Array.Find(MeetingSite.Templates, one => one.Id == templateId) ?? throw WebexFailure.BadRequest("templateId is not known.")
            : null;
        var type = body.OptionalText("scheduledType") ?? template?.TemplateType;
        var (webinar, personal) = (type == "webinar", type == PersonalRooms.Type);
        if (personal)
        {
            PersonalRooms.Check(body);
        }

        if (webinar && !host.Has(License.Webinars))
        {
            throw new WebexFailure(403, "The host has no license for webinars.");
        }

        if (webinar && template is null && !body.Has("sessionTypeId"))
        {
            throw WebexFailure.BadRequest("sessionTypeId is required for a webinar.");
        }

        var user = cloud.Meetings.Site.Of(host);
        var settings = Settings(body, webinar, user);
        settings["title"] = body.OptionalText("title") ?? template?.Name ?? throw WebexFailure.BadRequest("title is required and cannot be empty.");
        MeetingRules.Check(settings, webinar);
        MeetingRules.CheckSession(settings, cloud.Meetings.Site.SessionTypes(host));
        if (!personal)
        {
            TrackingCodeRules.Apply(settings, webinar, cloud.Meetings.Site.TrackingCodes, user);
        }

        if (body.OptionalText("roomId") is { } roomId)
        {
            settings["roomId"] = cloud.Rooms.Visible(roomId, host).Id;
        }

        var zone = MeetingTime.Zone(settings["timezone"]!.GetValue<string>(), "timezone");
        var nextHour = cloud.Clock.Now.AddHours(1);
        (DateTimeOffset, DateTimeOffset)? usual = template is null ? null : (nextHour, nextHour.AddHours(1));
        var (start, length) = MeetingRules.Times(body, zone, cloud.Clock.Now, usual);
        settings["password"] = body.OptionalText("password") ?? NewPassword();
        var series = Make(NewId(), host, clientId, settings, start, length);
        series = personal ? series with { Number = user.RoomNumber, PersonalRoomId = user.RoomId } : series;
        AddParts(series, body, host);
        return Occurrences.Of(series).Any() ? series : throw WebexFailure.BadRequest("recurrence has no occurrence.");
    }

    /// <summary>An instant meeting of a room, to which its members are asked; there is one at a time.</summary>
    public MeetingSeries Adhoc(JsonBody body, Person host, string clientId)
    {
        var room = cloud.Rooms.Visible(body.Text("roomId"), host);
        var now = cloud.Clock.Now;
        if (cloud.Meetings.Series.FirstOrDefault(one => one.AdhocRoomId == room.Id && !one.HostLeft && (cloud.Meetings.Live(one) is not null || one.Start + one.Length > now)) is { } running)
        {
            return running;
        }

        var settings = MeetingDefaults.Adhoc(MeetingDefaults.Settings(body.OptionalText("title") ?? host.DisplayName, NewPassword(), false), room.Id);
        var series = Make(NewId(), host, clientId, settings, MeetingRules.Minute(now.AddMinutes(5)), TimeSpan.FromMinutes(15)) with { AdhocRoomId = room.Id };
        foreach (var member in room.Members.Select(member => cloud.Directory.Find(member.PersonId)).OfType<Person>().Where(member => member.IsHuman && member.Id != host.Id).Take(MeetingShapes.MostInvitees))
        {
            series.Invitees.Add(new Invitee { Number = series.NextInvitee++, Email = member.Email, DisplayName = member.DisplayName });
        }

        return series;
    }

    /// <summary>What the maker says; the rest as the host prefers, or as usual.</summary>
    private static JsonObject Settings(JsonBody body, bool webinar, SiteUser host)
    {
        var settings = MeetingDefaults.Settings("", "", webinar);
        if (!webinar)
        {
            foreach (var name in (string[])["enabledJoinBeforeHost", "joinBeforeHostMinutes"])
            {
                settings[name] = host.SchedulingOptions[name]!.DeepClone();
            }
        }

        MeetingSettings.Fill(settings, body);
        if (settings["simultaneousInterpretation"] is JsonObject interpretation)
        {
            InterpreterShapes.Number(interpretation);
        }

        return settings;
    }

    private void AddParts(MeetingSeries series, JsonBody body, Person host)
    {
        series.IntegrationTags = [.. body.OptionalTexts("integrationTags") ?? []];
        series.Form = body.OptionalObject("registration") is { } form ? RegistrationForm.Of((JsonObject)JsonNode.Parse(form.Root.GetRawText())!) : null;
        BreakoutPlan.Set(series, null, BreakoutPlan.Read(body, "breakoutSessions", series.Settings, cloud.Options.Seed, series.Id));
        foreach (var invitee in body.OptionalObjects("invitees") ?? [])
        {
            Inviting.Add(series, host, invitee);
        }
    }

    private string NewId() => cloud.Draws.Uuid().ToString("N");

    private string NewPassword() => cloud.Draws.Hex(5) + "X";

    private string NewNumber(string id)
    {
        var number = 2_550_000_0000L + (HydraId.Drawn(cloud.Options.Seed, id).GetHashCode() & 0x7FFFFFF);
        while (cloud.Meetings.Series.Any(one => one.Number == $"{number}"))
        {
            number++;
        }

        return $"{number}";
    }
}
