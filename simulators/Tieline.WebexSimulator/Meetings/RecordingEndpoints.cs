using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/recordings: list, read, and to and from the recycle bin.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings</remarks>
internal sealed class RecordingEndpoints(WebexCloud cloud, Downloads downloads)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly Shape Batch = Shape.Object(new Dictionary<string, Shape>
    {
        ["recordingIds"] = Shape.List(Shape.Text(100, 1), 100), ["siteUrl"] = Shape.Text(255), ["restoreAll"] = Shape.Flag, ["purgeAll"] = Shape.Flag,
    });

    public void Map(CloudRoutes routes)
    {
        routes.Get("/recordings", MeetingAccess.RecordingsRead, request => List(request, MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsRead) with { WholeOrganization = false }, false));
        routes.Get("/admin/recordings", MeetingAccess.AdminRecordingsRead, request => List(request, Admin(request), true));
        routes.Get("/recordings/{id}", MeetingAccess.RecordingsRead, Read);
        routes.Delete("/recordings/{id}", MeetingAccess.RecordingsWrite, Delete);
        routes.Post("/recordings/softDelete", MeetingAccess.RecordingsWrite, request => Move(request, "", MeetingRecording.Available, MeetingRecording.Deleted, "deleted"));
        routes.Post("/recordings/restore", MeetingAccess.RecordingsWrite, request => Move(request, "restoreAll", MeetingRecording.Deleted, MeetingRecording.Available, "updated"));
        routes.Post("/recordings/purge", MeetingAccess.RecordingsWrite, request => Move(request, "purgeAll", MeetingRecording.Deleted, MeetingRecording.Purged, "deleted"));
    }

    private MeetingCaller Admin(CloudRequest request) => new(request.Person, true, request.Token.AppId, MeetingTime.Wanted(request), null);

    private Reply List(CloudRequest request, MeetingCaller caller, bool forAdmin)
    {
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now), Longest);
        var target = request.Query("meetingId") is { } id ? MeetingTarget.Find(cloud, id) : null;
        var status = request.QueryAmong("status", MeetingRecording.Available, MeetingRecording.Deleted, MeetingRecording.Purged) ?? MeetingRecording.Available;
        var format = request.QueryAmong("format", "MP4", "ARF");
        var service = request.QueryAmong("serviceType", "MeetingCenter", "EventCenter", "SupportCenter", "TrainingCenter");
        var (topic, tag) = (request.Query("topic"), request.Query("integrationTag"));
        if (target is null && request.Query("siteUrl") is { } site && site != MeetingSite.Url)
        {
            throw WebexFailure.BadRequest("siteUrl is not one of the user's sites.");
        }

        var shown = cloud.Meetings.Instances
            .Where(one => one.Recording is { } recording && recording.Status == status && range.Has(recording.Created) && format is not "ARF")
            .Where(one => cloud.Meetings.SeriesOf(one) is var series && (caller.WholeOrganization || caller.Hosts(series))
                && (target is null || Of(target, one))
                && (topic is null || series.Title.Contains(topic, StringComparison.OrdinalIgnoreCase))
                && (service is null || service == (series.IsWebinar ? "EventCenter" : "MeetingCenter"))
                && (tag is null || (series.ClientId == caller.ClientId && series.IntegrationTags.Contains(tag))))
            .OrderByDescending(one => one.Recording!.Created).ToList();
        return Paging.Page(request, shown.Count, index => RecordingViews.Of(cloud, shown[index], caller.Zone, forAdmin, caller.ClientId), 10, 100);
    }

    private Reply Read(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsRead);
        var instance = Find(request.Route("id"), caller);
        var view = RecordingViews.Of(cloud, instance, caller.Zone, false, caller.ClientId);
        view["temporaryDirectDownloadLinks"] = downloads.Links(request, instance, caller.Zone);
        return Reply.Ok(view);
    }

    private Reply Delete(CloudRequest request)
    {
        var instance = Find(request.Route("id"), MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsWrite));
        Set(instance, MeetingRecording.Deleted, "deleted");
        return Reply.NoContent;
    }

    private Reply Move(CloudRequest request, string all, string from, string to, string happening)
    {
        Batch.Check(request.Body.Root, "The body");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsWrite);
        var ids = request.Body.OptionalTexts("recordingIds") ?? [];
        var everything = all.Length > 0 && request.Body.Flag(all);
        if (ids.Length == 0 && !everything)
        {
            throw WebexFailure.BadRequest("recordingIds is required and cannot be empty.");
        }

        var moved = everything
            ? cloud.Meetings.Instances.Where(one => one.Recording?.Status == from && caller.Hosts(cloud.Meetings.SeriesOf(one))).ToList()
            : [.. ids.Select(id => Find(id, caller, from))];
        moved.ForEach(instance => Set(instance, to, happening));
        return Reply.NoContent;
    }

    private void Set(MeetingInstance instance, string status, string happening)
    {
        instance.Recording!.Status = status;
        cloud.MeetingEvents.Artefact("recordings", happening, instance, RecordingViews.Of(cloud, instance, TimeZoneInfo.Utc, false));
        cloud.Changed();
    }

    private MeetingInstance Find(string id, MeetingCaller caller, string status = MeetingRecording.Available) => cloud.Meetings.Instances.FirstOrDefault(one =>
        one.Recording is { } recording && recording.Id == id && recording.Status == status && (caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one))))
        ?? throw WebexFailure.NotFound();

    private static bool Of(MeetingTarget target, MeetingInstance instance) => target switch
    {
        { Instance: { } wanted } => wanted.Id == instance.Id,
        { Occurrence: { } wanted } => wanted.Id == instance.ScheduledId,
        _ => target.Series.Id == instance.SeriesId,
    };
}
