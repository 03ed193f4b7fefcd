using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/recordings: list, read, and to and from the recycle bin.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings</remarks>
internal sealed class RecordingEndpoints(WebexCloud cloud, Downloads downloads)
{
    private static readonly Shape Batch = Shape.Object(new Dictionary<string, Shape>
    {
        ["recordingIds"] = Shape.List(Shape.Text(100, 1), 100), ["siteUrl"] = Shape.Text(255), ["restoreAll"] = Shape.Flag, ["purgeAll"] = Shape.Flag,
    });

    private static readonly Shape Reason = Shape.Object(new Dictionary<string, Shape> { ["reason"] = Shape.Text(500), ["comment"] = Shape.Text(255) });

    private readonly RecordingList list = new(cloud);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/recordings", MeetingAccess.RecordingsRead, List);
        routes.Get("/admin/recordings", MeetingAccess.AdminRecordingsRead, ListAll);
        routes.Get("/recordings/{id}", MeetingAccess.RecordingsRead, Read);
        routes.Delete("/recordings/{id}", MeetingAccess.RecordingsWrite, Delete);
        routes.Delete("/admin/recordings/{id}", MeetingAccess.AdminRecordingsWrite, Remove);
        routes.Post("/recordings/softDelete", MeetingAccess.RecordingsWrite, request => Move(request, "", MeetingRecording.Available, MeetingRecording.Deleted, "updated"));
        routes.Post("/recordings/restore", MeetingAccess.RecordingsWrite, request => Move(request, "restoreAll", MeetingRecording.Deleted, MeetingRecording.Available, "updated"));
        routes.Post("/recordings/purge", MeetingAccess.RecordingsWrite, request => Move(request, "purgeAll", MeetingRecording.Deleted, MeetingRecording.Purged, "deleted"));
    }

    private Reply List(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsRead) with { WholeOrganization = false };
        var status = Status(request);
        var shown = list.Find(request, status, one => caller.Hosts(cloud.Meetings.SeriesOf(one)) || IsShared(one, caller));
        return Paging.Page(request, shown.Count, index => RecordingViews.Own(cloud, shown[index], caller), 10, 100);
    }

    private Reply ListAll(CloudRequest request)
    {
        var zone = MeetingTime.Wanted(request);
        var shown = list.Find(request, Status(request), _ => true);
        return Paging.Page(request, shown.Count, index => RecordingViews.OfAll(cloud, shown[index], zone, request.Token.AppId), 10, 100);
    }

    private static string Status(CloudRequest request) =>
        request.QueryAmong("status", MeetingRecording.Available, MeetingRecording.Deleted, MeetingRecording.Purged) ?? MeetingRecording.Available;

    private Reply Read(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsRead);
        var instance = Find(request.Route("id"), one => caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one)) || IsShared(one, caller));
        var view = RecordingViews.Own(cloud, instance, caller);
        view["temporaryDirectDownloadLinks"] = downloads.Links(request, instance, caller.Zone);
        return Reply.Ok(view);
    }

    /// <summary>What is deleted cannot be recovered, unlike what is moved to the recycle bin.</summary>
    private Reply Delete(CloudRequest request)
    {
        Reason.Check(request.Body.Root, "The body");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsWrite);
        Set(Find(request.Route("id"), one => caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one))), MeetingRecording.Purged, "deleted");
        return Reply.NoContent;
    }

    private Reply Remove(CloudRequest request)
    {
        Set(Find(request.Route("id"), _ => true), MeetingRecording.Purged, "deleted");
        return Reply.NoContent;
    }

    private Reply Move(CloudRequest request, string all, string from, string to, string happening)
    {
        Batch.Check(request.Body.Root, "The body");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsWrite);
        var ids = request.Body.OptionalTexts("recordingIds") ?? [];
        var everything = all.Length > 0 && request.Body.Flag(all);
        Refuse.Unless(everything || ids.Length > 0, "recordingIds is required and cannot be empty.");
        Refuse.Unless(!everything || ids.Length == 0, $"recordingIds must be empty with {all}.");
        var moved = everything
            ? cloud.Meetings.Instances.Where(one => one.Recording?.Status == from && caller.Hosts(cloud.Meetings.SeriesOf(one))).ToList()
            : [.. ids.Distinct().Select(id => Find(id, one => caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one)), from))];
        moved.ForEach(instance => Set(instance, to, happening));
        return Reply.NoContent;
    }

    private void Set(MeetingInstance instance, string status, string happening)
    {
        instance.Recording!.Status = status;
        cloud.MeetingEvents.Artefact("recordings", happening, instance, RecordingViews.Told(cloud, instance));
        cloud.Changed();
    }

    private static bool IsShared(MeetingInstance instance, MeetingCaller caller) => instance.Recording!.IsSharedWith(caller.Person.Email);

    private MeetingInstance Find(string id, Func<MeetingInstance, bool> sees, string status = MeetingRecording.Available) =>
        cloud.Meetings.Instances.FirstOrDefault(one => one.Recording is { } recording && recording.Id == id && recording.Status == status && sees(one))
        ?? throw WebexFailure.NotFound();
}
