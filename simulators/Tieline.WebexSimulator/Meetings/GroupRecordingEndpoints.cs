using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/group/recordings: a Service App reads the recordings of one host.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings/list-group-recordings</remarks>
internal sealed class GroupRecordingEndpoints(WebexCloud cloud, Downloads downloads)
{
    private readonly RecordingList list = new(cloud);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/group/recordings", MeetingAccess.GroupRecordings, List);
        routes.Get("/group/recordings/{id}", MeetingAccess.GroupRecordings, Read);
    }

    private Reply List(CloudRequest request)
    {
        var host = Host(request);
        var shown = list.Find(request, MeetingRecording.Available, one => host.Hosts(cloud.Meetings.SeriesOf(one)));
        return Paging.Page(request, shown.Count, index => RecordingViews.Own(cloud, shown[index], host), 10, 100);
    }

    private Reply Read(CloudRequest request)
    {
        var host = Host(request);
        var instance = cloud.Meetings.Instances.FirstOrDefault(one => one.Recording is { Status: MeetingRecording.Available } recording
            && recording.Id == request.Route("id") && host.Hosts(cloud.Meetings.SeriesOf(one))) ?? throw WebexFailure.NotFound();
        var view = RecordingViews.Own(cloud, instance, host);
        view["temporaryDirectDownloadLinks"] = downloads.Links(request, instance, host.Zone);
        return Reply.Ok(view);
    }

    private MeetingCaller Host(CloudRequest request)
    {
        if (!request.Person.IsServiceApp)
        {
            throw Access.Lacking("a Service App with access to group recordings");
        }

        Person? person = (request.Query("personId"), request.Header("hostEmail")) switch
        {
            (null, null) => throw WebexFailure.BadRequest("One of personId and hostEmail must be given."),
            ({ } id, _) => cloud.Directory.Find(id),
            (_, { } email) => cloud.Directory.FindByEmail(email),
        };
        return new MeetingCaller(person ?? throw WebexFailure.NotFound(), false, request.Token.AppId, MeetingTime.Wanted(request), null);
    }
}
