using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>/v1/convergedRecordings: a person's own recordings, or everybody's for an administrator or compliance officer.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/converged-recordings</remarks>
internal sealed class RecordingEndpoints(WebexCloud cloud)
{
    private const string Root = "/convergedRecordings";

    public void Map(CloudRoutes routes)
    {
        routes.Get(Root, Access.RecordingsRead, request =>
            Page(request, RecordingSearch.Find(request, cloud, cloud.Recordings.All.Where(recording => recording.OwnerId == request.Person.Id), admin: false)));
        routes.Get("/admin" + Root, Access.RecordingsReadOfAll, ListAll);
        routes.Get(Root + "/{recordingId}", Access.RecordingsRead, One);
        routes.Get(Root + "/{recordingId}/metadata", Access.RecordingsRead, request =>
        {
            request.QueryFlag("showAllTypes");
            return Reply.Ok(RecordingMetadata.Of(Find(request), cloud));
        });
        routes.Delete(Root + "/{recordingId}", Access.RecordingsDelete, Delete);
    }

    private static Reply Page(CloudRequest request, List<RecordingView> found)
    {
        var (items, link) = Paging.Cut(request, found, ("max", 10, 100));
        return Reply.Ok(new { items }, link);
    }

    private Reply ListAll(CloudRequest request)
    {
        var (id, email) = (request.Query("ownerId"), request.Query("ownerEmail"));
        var found = RecordingSearch.Find(request, cloud, cloud.Recordings.All, admin: true);
        return Page(request, [.. found.Where(view => (id is null || view.OwnerId == HydraId.Name(id))
            && (email is null || string.Equals(view.OwnerEmail, email, StringComparison.OrdinalIgnoreCase)))]);
    }

    private Reply One(CloudRequest request)
    {
        var (recording, zone) = (Find(request), MeetingTime.Wanted(request));
        return Reply.Ok(RecordingView.Of(recording, cloud, zone, RecordingDownload.Links(recording, request.Http.Request, cloud.Clock.Now)));
    }

    private Reply Delete(CloudRequest request)
    {
        request.Body.Only("reason", "comment").OptionalText("reason");
        request.Body.OptionalText("comment");
        cloud.Recordings.Remove(cloud.Recordings.Find(request.Route("recordingId")) ?? throw WebexFailure.NotFound(), request.Person.Id);
        return Reply.NoContent;
    }

    private CallRecording Find(CloudRequest request)
    {
        var all = request.Token.Has("spark-admin:recordings_read") || request.Token.Has("spark-compliance:recordings_read");
        return cloud.Recordings.Find(request.Route("recordingId")) is { } recording && (all || recording.OwnerId == request.Person.Id)
            ? recording
            : throw WebexFailure.NotFound();
    }
}
