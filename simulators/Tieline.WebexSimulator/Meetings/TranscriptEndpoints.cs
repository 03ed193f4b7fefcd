using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetingTranscripts.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-transcripts</remarks>
internal sealed class TranscriptEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly Shape Correction = Shape.Object(new Dictionary<string, Shape> { ["reason"] = Shape.Text(500), ["text"] = Shape.Text(5000, 1) }, "text");

    private static readonly Shape Deletion = Shape.Object(new Dictionary<string, Shape> { ["reason"] = Shape.Text(500), ["comment"] = Shape.Text(255) });

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetingTranscripts", MeetingAccess.TranscriptsRead, List);
        routes.Get("/meetingTranscripts/{id}/download", MeetingAccess.TranscriptsRead, Download);
        routes.Get("/meetingTranscripts/{id}/snippets", MeetingAccess.TranscriptsRead, request =>
        {
            var snippets = TranscriptViews.Snippets(Find(request, MeetingAccess.TranscriptsRead));
            return Paging.Page(request, snippets.Count, index => snippets[index], 10, 100);
        });
        routes.Get("/meetingTranscripts/{id}/snippets/{snippet}", MeetingAccess.TranscriptsRead, request => Reply.Ok(Snippet(request, Find(request, MeetingAccess.TranscriptsRead))));
        routes.Put("/meetingTranscripts/{id}/snippets/{snippet}", MeetingAccess.TranscriptsWrite, Correct);
        routes.Delete("/meetingTranscripts/{id}", MeetingAccess.TranscriptsWrite, Delete);
        routes.Get("/admin/meetingTranscripts", MeetingAccess.TranscriptsOfAll, ListAll);
    }

    private Reply List(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.TranscriptsRead);
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now), Longest);
        var meetingId = request.Query("meetingId");
        if (meetingId is null && request.Query("hostEmail") is not null)
        {
            throw WebexFailure.BadRequest("hostEmail needs meetingId.");
        }

        var wanted = meetingId is null ? null : MeetingTarget.OwnInstance(request, cloud, caller);
        if (wanted is { Live: true })
        {
            throw WebexFailure.BadRequest("meetingId must be the id of an ended meeting instance.");
        }

        var shown = cloud.Meetings.Instances.Where(one => one.Transcript is { Deleted: false } && (wanted is null ? range.Has(one.Started) && Sees(caller, one) : wanted.Id == one.Id))
            .OrderByDescending(one => one.Started).ToList();
        return Paging.Page(request, shown.Count, index => TranscriptViews.Of(cloud, shown[index], caller.Zone, request.Origin), 10, 100);
    }

    private Reply Download(CloudRequest request)
    {
        var instance = Find(request, MeetingAccess.TranscriptsRead);
        return request.QueryAmong("format", "vtt", "txt") == "txt"
            ? Downloads.Attachment(Encoding.UTF8.GetBytes(TranscriptViews.Txt(instance)), "text/plain;charset=UTF-8", "transcript.txt")
            : Downloads.Attachment(Encoding.UTF8.GetBytes(TranscriptViews.Vtt(instance)), "text/vtt;charset=UTF-8", "transcript.vtt");
    }

    private Reply Correct(CloudRequest request)
    {
        Correction.Check(request.Body.Root, "The body");
        var instance = Find(request, MeetingAccess.TranscriptsWrite);
        _ = Snippet(request, instance);
        instance.Transcript!.Corrections[request.Route("snippet")] = request.Body.Text("text");
        cloud.Changed();
        return Reply.Ok(Snippet(request, instance));
    }

    private Reply Delete(CloudRequest request)
    {
        Deletion.Check(request.Body.Root, "The body");
        var instance = Find(request, MeetingAccess.TranscriptsWrite);
        if (cloud.Meetings.SeriesOf(instance).HostId != request.Person.Id && request.Body.OptionalText("reason") is null)
        {
            throw WebexFailure.BadRequest("reason is required and cannot be empty.");
        }

        instance.Transcript!.Deleted = true;
        cloud.Changed();
        return Reply.NoContent;
    }

    /// <summary>A compliance officer sees the deleted ones too.</summary>
    private Reply ListAll(CloudRequest request)
    {
        MeetingSite.Demand(MeetingTarget.Required(request, "siteUrl"));
        var (zone, range) = (MeetingTime.Wanted(request), TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now)));
        var shown = cloud.Meetings.Instances.Where(one => one.Transcript is { } transcript && range.Has(transcript.Created)).OrderByDescending(one => one.Transcript!.Created).ToList();
        return Paging.Page(request, shown.Count, index => TranscriptViews.Of(cloud, shown[index], zone, request.Origin), 10, 100);
    }

    private static object Snippet(CloudRequest request, MeetingInstance instance) =>
        TranscriptViews.Snippets(instance).Find(snippet => snippet["id"]!.GetValue<string>() == request.Route("snippet")) ?? throw WebexFailure.NotFound();

    private MeetingInstance Find(CloudRequest request, Access access)
    {
        var caller = MeetingCaller.Of(request, cloud, access);
        return cloud.Meetings.Instances.FirstOrDefault(one => one.Transcript is { Deleted: false } transcript && transcript.Id == request.Route("id") && Sees(caller, one))
            ?? throw WebexFailure.NotFound();
    }

    private bool Sees(MeetingCaller caller, MeetingInstance instance) => caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(instance));
}
