using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Makes, changes and cancels meetings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings</remarks>
internal sealed class Scheduling(WebexCloud cloud)
{
    private readonly MeetingDrafts drafts = new(cloud);

    public MeetingSeries Create(JsonBody body, Person host, string clientId)
    {
        MeetingShapes.Create.Check(body.Root, "The body");
        MeetingSite.Demand(body.OptionalText("siteUrl"));
        if (!Hosting.IsOpenTo(host))
        {
            throw WebexFailure.Forbidden("The host has no license for meetings.");
        }

        var series = body.Flag("adhoc") ? drafts.Adhoc(body, host, clientId) : drafts.Planned(body, host, clientId);
        if (cloud.Meetings.Find(series.Id) is null)
        {
            cloud.Meetings.Add(series);
            if (series.PersonalRoomId is not null)
            {
                // From now on the link is known to others.
                cloud.Meetings.Site.Own(host);
            }

            cloud.MeetingEvents.Series("created", series);
            cloud.Changed();
        }

        return series;
    }

    public void Change(MeetingSeries series, Occurrence? occurrence, JsonBody body)
    {
        MeetingShapes.Patch.Check(body.Root, "The body");
        if (series.AdhocRoomId is not null || cloud.Meetings.Live(series) is not null)
        {
            throw WebexFailure.Forbidden("The meeting cannot be updated in its present state.");
        }

        var settings = (JsonObject)(occurrence?.Change?.Settings ?? series.Settings).DeepClone();
        MeetingSettings.Fill(settings, body);
        var zone = MeetingTime.Zone(body.OptionalText("timezone") ?? series.Text("timezone"), "timezone");
        var (start, end) = (occurrence?.Start ?? series.Start, occurrence?.End ?? series.Start + series.Length);
        var length = end - start;
        if (body.OptionalText("start") is not null || body.OptionalText("end") is not null)
        {
            (start, length) = MeetingRules.Times(body, zone, cloud.Clock.Now, (start, end));
        }

        MeetingRules.Check(settings, series.IsWebinar);
        var host = cloud.Directory.Ever(series.HostId);
        if (body.Has("sessionTypeId"))
        {
            MeetingRules.CheckSession(settings, cloud.Meetings.Site.SessionTypes(host));
        }

        if (body.Has("trackingCodes"))
        {
            if (series.PersonalRoomId is not null)
            {
                PersonalRooms.Check(body);
            }

            TrackingCodeRules.Apply(settings, series.IsWebinar, cloud.Meetings.Site.TrackingCodes, cloud.Meetings.Site.Of(host));
        }

        if (occurrence is null && !Occurrences.Of(series with { Settings = settings, Start = start, Length = length }).Any())
        {
            throw WebexFailure.BadRequest("recurrence has no occurrence.");
        }

        if (occurrence is not null)
        {
            series.Changes[occurrence.Key] = new OccurrenceChange { Start = start, Length = length, Settings = settings };
        }
        else
        {
            if ((start, length) != (series.Start, series.Length) || settings["recurrence"]?.ToString() != series.Text("recurrence"))
            {
                series.EndExceptions();
            }

            MeetingSettings.Replace(series.Settings, settings);
            (series.Start, series.Length) = (start, length);
            series.IntegrationTags = body.Has("integrationTags") ? [.. body.OptionalTexts("integrationTags") ?? []] : series.IntegrationTags;
        }

        cloud.MeetingEvents.Series("updated", series, occurrence is null ? null : Occurrences.Find(series, occurrence.Key));
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
}
