using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Who besides the host sees a recording.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings/share-a-recording</remarks>
internal sealed class SharingEndpoints(WebexCloud cloud)
{
    private const int MostEmails = 100;

    private static readonly Dictionary<string, Shape> Fields = new()
    {
        ["hostEmail"] = Shape.Email, ["addEmails"] = Shape.List(Shape.Email, MostEmails), ["removeEmails"] = Shape.List(Shape.Email, MostEmails), ["sendEmail"] = Shape.Flag,
    };

    private static readonly Shape ById = Shape.Object(Fields);
    private static readonly Shape ByLink = Shape.Object(new Dictionary<string, Shape>(Fields) { ["webShareLink"] = Shape.Text(2000, 1) }, "webShareLink");

    public void Map(CloudRoutes routes)
    {
        routes.Post("/recordings/{id}/accessList", MeetingAccess.RecordingsWrite, request => Share(request, ById, recording => recording.Id == request.Route("id")));
        routes.Post("/recordings/accessList", MeetingAccess.RecordingsWrite, request => Share(request, ByLink, recording => RecordingViews.Playback(recording) == request.Body.Text("webShareLink")));
    }

    private Reply Share(CloudRequest request, Shape shape, Func<MeetingRecording, bool> isMeant)
    {
        shape.Check(request.Body.Root, "The body");
        var (more, less) = (request.Body.OptionalTexts("addEmails") ?? [], request.Body.OptionalTexts("removeEmails") ?? []);
        if (more.Length + less.Length == 0)
        {
            throw WebexFailure.BadRequest("addEmails or removeEmails is required and cannot be empty.");
        }

        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.RecordingsWrite, request.Body.OptionalText("hostEmail"));
        var instance = cloud.Meetings.Instances.FirstOrDefault(one => one.Recording is { Status: MeetingRecording.Available } recording && isMeant(recording)
            && (caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(one)))) ?? throw WebexFailure.NotFound();
        instance.Recording!.Share(more);
        instance.Recording.SharedWith.RemoveAll(email => less.Contains(email, StringComparer.OrdinalIgnoreCase));
        cloud.Changed();
        return Reply.NoContent;
    }
}
