using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetings/controls: whether a meeting in progress is locked and recorded.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/update-meeting-control-status</remarks>
internal sealed class ControlEndpoints(WebexCloud cloud)
{
    private static readonly Shape Change = Shape.Object(new Dictionary<string, Shape>
    {
        ["recordingStarted"] = Shape.Flag, ["recordingPaused"] = Shape.Flag, ["locked"] = Shape.Flag,
    });

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings/controls", MeetingAccess.ControlsRead, request => View(Running(request, MeetingAccess.ControlsRead)));
        routes.Put("/meetings/controls", MeetingAccess.ControlsWrite, Update);
    }

    private Reply Update(CloudRequest request)
    {
        Change.Check(request.Body.Root, "The body");
        var instance = Running(request, MeetingAccess.ControlsWrite);
        var (started, paused) = (request.Body.OptionalFlag("recordingStarted"), request.Body.OptionalFlag("recordingPaused"));
        if (paused is not null && started is null && !instance.RecordingRuns)
        {
            throw WebexFailure.Conflict("The meeting is not being recorded.");
        }

        if (started is false)
        {
            instance.StopRecording();
        }
        else if (started is true && !instance.RecordingRuns)
        {
            instance.StartRecording();
        }

        instance.RecordingPauses = instance.RecordingRuns && (paused ?? instance.RecordingPauses);
        instance.Locked = request.Body.OptionalFlag("locked") ?? instance.Locked;
        cloud.Changed();
        return View(instance);
    }

    private MeetingInstance Running(CloudRequest request, Access access)
    {
        var caller = MeetingCaller.Of(request, cloud, access);
        var target = MeetingTarget.Find(cloud, MeetingTarget.Required(request, "meetingId"));
        if (!caller.Leads(target.Series))
        {
            throw caller.Refusal(target.Series);
        }

        return target.LastInstance(cloud.Meetings) is { Live: true } running ? running : throw WebexFailure.Conflict("The meeting is not in progress.");
    }

    private static Reply View(MeetingInstance instance) =>
        Reply.Ok(new { locked = instance.Locked, recordingStarted = instance.RecordingRuns, recordingPaused = instance.RecordingPauses });
}
