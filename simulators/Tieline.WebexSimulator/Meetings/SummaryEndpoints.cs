using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetingSummaries: the host's own; a compliance officer sees the deleted ones too.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-summaries</remarks>
internal sealed class SummaryEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetingSummaries", MeetingAccess.SummariesRead, request => Summary(request, MeetingAccess.SummariesRead, false));
        routes.Get("/admin/meetingSummaries", MeetingAccess.SummariesOfAll, request => Summary(request, MeetingAccess.SummariesOfAll, true));
        routes.Delete("/meetingSummaries/{id}", MeetingAccess.SummariesWrite, Delete);
    }

    private Reply Summary(CloudRequest request, Access access, bool everything)
    {
        var caller = MeetingCaller.Of(request, cloud, access) with { WholeOrganization = everything };
        var instance = MeetingTarget.OwnInstance(request, cloud, caller);
        if (instance.Live)
        {
            throw WebexFailure.BadRequest("meetingId must be the id of an ended meeting instance.");
        }

        var shows = instance.Summary is { } summary && (everything || !summary.Deleted);
        return Reply.Ok(new { items = shows ? [Artefacts.SummaryOf(instance, cloud.Meetings.SeriesOf(instance))] : Array.Empty<object>() });
    }

    private Reply Delete(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SummariesWrite);
        var instance = cloud.Meetings.Instances.FirstOrDefault(one => one.Summary is { Deleted: false } summary && summary.Id == request.Route("id")
            && (caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one)))) ?? throw WebexFailure.NotFound();
        instance.Summary!.Deleted = true;
        cloud.Changed();
        return Reply.NoContent;
    }
}
