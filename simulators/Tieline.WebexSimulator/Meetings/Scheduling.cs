using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Makes, changes and cancels meetings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings</remarks>
internal sealed class Scheduling(WebexCloud cloud)
{
    /// <summary>Fields of a body that are not kept as settings.</summary>
    private static readonly string[] Apart =
    [
        "adhoc", "roomId", "templateId", "siteUrl", "start", "end", "invitees", "sendEmail", "hostEmail", "registration", "integrationTags",
    ];

    public MeetingSeries Create(JsonBody body, Person host, string clientId)
    {
        MeetingShapes.Create.Check(body.Root, "The body");
        if (body.OptionalText("siteUrl") is { } site && site != MeetingSite.Url)
        {
            throw WebexFailure.BadRequest("siteUrl is not one of the user's sites.");
        }

        var series = body.Flag("adhoc") ? Adhoc(body, host, clientId) : Planned(body, host, clientId);
        if (cloud.Meetings.Find(series.Id) is null)
        {
            cloud.Meetings.Add(series);
            cloud.MeetingEvents.Series("created", series);
            cloud.Changed();
        }

        return series;
    }

    /// <summary>A meeting as a script makes it: checked by nobody.</summary>
    public MeetingSeries Make(string id, Person host, string clientId, JsonObject settings, DateTimeOffset start, TimeSpan length) => new()
    {
        Id = id, Number = NewNumber(id), HostId = host.Id, Start = start, Length = length, Created = cloud.Clock.Now, ClientId = clientId, Settings = settings,
    };

    public void Change(MeetingSeries series, Occurrence? occurrence, JsonBody body)
    {
        MeetingShapes.Patch.Check(body.Root, "The body");
        if (series.AdhocRoomId is not null || cloud.Meetings.Live(series) is not null)
        {
            throw WebexFailure.Forbidden("The meeting cannot be updated in its present state.");
        }

        var settings = (JsonObject)(occurrence?.Change?.Settings ?? series.Settings).DeepClone();
        Fill(settings, body);
        var zone = MeetingTime.Zone(body.OptionalText("timezone") ?? series.Text("timezone"), "timezone");
        var (start, end) = (occurrence?.Start ?? series.Start, occurrence?.End ?? series.Start + series.Length);
        var length = end - start;
        if (body.OptionalText("start") is not null || body.OptionalText("end") is not null)
        {
            (start, length) = MeetingRules.Times(body, zone, cloud.Clock.Now, (start, end));
        }

        MeetingRules.Check(settings, series.IsWebinar);
        if (occurrence is not null)
        {
            series.Changes[occurrence.Key] = new OccurrenceChange { Start = start, Length = length, Settings = settings };
        }
        else
        {
            Replace(series.Settings, settings);
            (series.Start, series.Length) = (start, length);
            series.IntegrationTags = body.Has("integrationTags") ? [.. body.OptionalTexts("integrationTags") ?? []] : series.IntegrationTags;
        }

        cloud.MeetingEvents.Series("updated", series);
        cloud.Changed();
    }

    public void Delete(MeetingSeries series, Occurrence? occurrence)
    {
        if (series.AdhocRoomId is not null || cloud.Meetings.Live(series) is not null)
        {
            throw WebexFailure.Forbidden("The meeting cannot be deleted in its present state.");
        }

        if (occurrence is not null)
        {
            series.Changes[occurrence.Key] = new OccurrenceChange { Cancelled = true };
        }

        series.Deleted = occurrence is null || !Occurrences.Of(series).Any();
        cloud.MeetingEvents.Series("deleted", series, occurrence);
        cloud.Changed();
    }

    private MeetingSeries Planned(JsonBody body, Person host, string clientId)
    {
        var template = body.OptionalText("templateId") is { } id
            ? Array.Find(MeetingSite.Templates, one => one.Id == id) ?? throw WebexFailure.BadRequest("templateId is not known.")
            : null;
        var webinar = (body.OptionalText("scheduledType") ?? template?.TemplateType) == "webinar";
        var settings = MeetingDefaults.Settings("", NewPassword(), webinar);
        if (webinar && template is null && !body.Has("sessionTypeId"))
        {
            throw WebexFailure.BadRequest("sessionTypeId is required for a webinar.");
        }

        Fill(settings, body);
        settings["title"] = body.OptionalText("title") ?? template?.Name ?? throw WebexFailure.BadRequest("title is required and cannot be empty.");
        settings["password"] = body.OptionalText("password") ?? settings["password"]!.GetValue<string>() switch { "" => NewPassword(), var drawn => drawn };
        MeetingRules.Check(settings, webinar);
        var zone = MeetingTime.Zone(settings["timezone"]!.GetValue<string>(), "timezone");
        var nextHour = cloud.Clock.Now.AddHours(1);
        (DateTimeOffset, DateTimeOffset)? usual = template is null ? null : (nextHour, nextHour.AddHours(1));
        var (start, length) = MeetingRules.Times(body, zone, cloud.Clock.Now, usual);
        var series = Make(Guid.NewGuid().ToString("N"), host, clientId, settings, start, length);
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

    private MeetingSeries Adhoc(JsonBody body, Person host, string clientId)
    {
        var roomId = body.Text("roomId");
        if (HydraId.Name(roomId) is null)
        {
            throw WebexFailure.BadRequest("Expect base64 ID or UUID.");
        }

        var now = cloud.Clock.Now;
        var running = cloud.Meetings.Series.FirstOrDefault(one => one.AdhocRoomId == roomId && (cloud.Meetings.Live(one) is not null || one.Start + one.Length > now));
        var settings = MeetingDefaults.Adhoc(MeetingDefaults.Settings(body.OptionalText("title") ?? host.DisplayName, NewPassword(), false), roomId);
        return running ?? Make(Guid.NewGuid().ToString("N"), host, clientId, settings, MeetingRules.Minute(now.AddMinutes(5)), TimeSpan.FromMinutes(15)) with { AdhocRoomId = roomId };
    }

    /// <summary>Null clears; what is not named stays.</summary>
    private static void Fill(JsonObject settings, JsonBody body)
    {
        foreach (var field in body.Root.EnumerateObject().Where(field => !Apart.Contains(field.Name)))
        {
            if (field.Value.ValueKind == JsonValueKind.Object && settings[field.Name] is JsonObject group)
            {
                Fill(group, new JsonBody(field.Value));
            }
            else if (field.Value.ValueKind != JsonValueKind.Null)
            {
                settings[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }
            else if (field.Name is "agenda" or "recurrence" or "trackingCodes")
            {
                settings.Remove(field.Name);
            }
        }
    }

    private static void Replace(JsonObject kept, JsonObject wanted)
    {
        kept.Clear();
        foreach (var (name, value) in wanted)
        {
            kept[name] = value?.DeepClone();
        }
    }

    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5)) + "X";

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
