using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
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
        var template = body.OptionalText("templateId") is { } id
            ? Array.Find(MeetingSite.Templates, one => one.Id == id) ?? throw WebexFailure.BadRequest("templateId is not known.")
            : null;
        var webinar = (body.OptionalText("scheduledType") ?? template?.TemplateType) == "webinar";
        var settings = MeetingDefaults.Settings("", NewPassword(), webinar);
        if (webinar && !host.Has(License.Webinars))
        {
            throw new WebexFailure(403, "The host has no license for webinars.");
        }

        if (webinar && template is null && !body.Has("sessionTypeId"))
        {
            throw WebexFailure.BadRequest("sessionTypeId is required for a webinar.");
        }

        MeetingSettings.Fill(settings, body);
        settings["title"] = body.OptionalText("title") ?? template?.Name ?? throw WebexFailure.BadRequest("title is required and cannot be empty.");
        settings["password"] = body.OptionalText("password") ?? settings["password"]!.GetValue<string>() switch { "" => NewPassword(), var drawn => drawn };
        MeetingRules.Check(settings, webinar);
        foreach (var (interpreter, index) in (settings["simultaneousInterpretation"]?["interpreters"] as JsonArray ?? []).Select((one, index) => (one!, index)))
        {
            interpreter["id"] = $"{index + 1}";
        }

        var zone = MeetingTime.Zone(settings["timezone"]!.GetValue<string>(), "timezone");
        var nextHour = cloud.Clock.Now.AddHours(1);
        (DateTimeOffset, DateTimeOffset)? usual = template is null ? null : (nextHour, nextHour.AddHours(1));
        var (start, length) = MeetingRules.Times(body, zone, cloud.Clock.Now, usual);
        var series = Make(cloud.Draws.Uuid().ToString("N"), host, clientId, settings, start, length);
        series.IntegrationTags = [.. body.OptionalTexts("integrationTags") ?? []];
        series.Form = body.OptionalObject("registration") is { } form ? RegistrationForm.Of((JsonObject)JsonNode.Parse(form.Root.GetRawText())!) : null;
        if (body.Root.TryGetProperty("invitees", out var invitees) && invitees.ValueKind == JsonValueKind.Array)
        {
            invitees.EnumerateArray().ToList().ForEach(one => Inviting.Add(series, host, new JsonBody(one)));
        }

        if (!Occurrences.Of(series).Any())
        {
            throw WebexFailure.BadRequest("recurrence has no occurrence.");
        }

        return series;
    }

    public MeetingSeries Adhoc(JsonBody body, Person host, string clientId)
    {
        var roomId = body.Text("roomId");
        if (HydraId.Name(roomId) is null)
        {
            throw WebexFailure.BadRequest("Expect base64 ID or UUID.");
        }

        var now = cloud.Clock.Now;
        var running = cloud.Meetings.Series.FirstOrDefault(one => one.AdhocRoomId == roomId && (cloud.Meetings.Live(one) is not null || one.Start + one.Length > now));
        var settings = MeetingDefaults.Adhoc(MeetingDefaults.Settings(body.OptionalText("title") ?? host.DisplayName, NewPassword(), false), roomId);
        return running ?? Make(cloud.Draws.Uuid().ToString("N"), host, clientId, settings, MeetingRules.Minute(now.AddMinutes(5)), TimeSpan.FromMinutes(15)) with { AdhocRoomId = roomId };
    }

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
