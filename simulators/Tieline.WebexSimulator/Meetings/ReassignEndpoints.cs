using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>POST /v1/meetings/reassignHost: an administrator gives meetings to another host.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/reassign-meetings-to-a-new-host</remarks>
internal sealed class ReassignEndpoints(WebexCloud cloud)
{
    private static readonly Shape Body = Shape.Object(new Dictionary<string, Shape>
    {
        ["hostEmail"] = Shape.Email, ["meetingIds"] = Shape.List(Shape.Text(200, 1), 100),
    }, "hostEmail", "meetingIds");

    public void Map(CloudRoutes routes) => routes.Post("/meetings/reassignHost", MeetingAccess.AdminSchedulesWrite, Reassign);

    private Reply Reassign(CloudRequest request)
    {
        Body.Check(request.Body.Root, "The body");
        var host = cloud.Directory.FindByEmail(request.Body.Text("hostEmail")) is { } found && Hosting.IsOpenTo(found)
            ? found
            : throw WebexFailure.Forbidden("The user cannot be a host on this site.");
        var outcomes = request.Body.OptionalTexts("meetingIds")!.Distinct().Select(id => Reassign(id, host)).ToList();
        cloud.Changed();
        return outcomes.TrueForAll(outcome => outcome.HttpStatus == "204") ? Reply.NoContent : Reply.Of(207, new { items = outcomes });
    }

    private Outcome Reassign(string id, Person host)
    {
        if (cloud.Meetings.Find(id) is not { Deleted: false } series)
        {
            return new Outcome(id, "404", "The requested resource could not be found.");
        }

        if (cloud.Meetings.Live(series) is not null)
        {
            return new Outcome(id, "403", "A meeting in progress cannot be reassigned.");
        }

        (series.HostId, series.HostLeft) = (host.Id, false);
        series.Invitees.RemoveAll(invitee => string.Equals(invitee.Email, host.Email, StringComparison.OrdinalIgnoreCase));
        cloud.MeetingEvents.Series("updated", series);
        return new Outcome(id, "204", null);
    }

    private sealed record Outcome(string MeetingId, string HttpStatus, string? Message)
    {
        public object[]? Errors => Message is null ? null : [new { description = Message }];
    }
}
