using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>Recordings into the recycle bin, out of it, out of the cloud, and to another owner.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/converged-recordings/move-recordings-into-the-recycle-bin</remarks>
internal sealed class RecycleBinEndpoints(WebexCloud cloud)
{
    private const string Root = "/convergedRecordings/";
    private const int MostIds = 100;

    public void Map(CloudRoutes routes)
    {
        Many(routes, "softDelete", "trashAll", CallRecording.Available, (recording, who) => cloud.Recordings.Move(recording, CallRecording.Deleted, who));
        Many(routes, "restore", "restoreAll", CallRecording.Deleted, (recording, who) => cloud.Recordings.Move(recording, CallRecording.Available, who));
        Many(routes, "purge", "purgeAll", CallRecording.Deleted, cloud.Recordings.Remove);
        routes.Post(Root + "reassign", Access.RecordingsReassign, Reassign);
    }

    private void Many(CloudRoutes routes, string name, string all, string status, Action<CallRecording, string> act) => routes.Post(Root + name, Access.RecordingsWrite, request =>
    {
        var body = request.Body.Only(all, "ownerEmail", "recordingIds");
        var (everything, email, ids) = (body.Flag(all), body.OptionalText("ownerEmail"), body.OptionalTexts("recordingIds") ?? []);
        var admin = request.Token.Has("spark-admin:recordings_write");
        Refuse.Unless(everything ? ids.Length == 0 : ids.Length is > 0 and <= MostIds, $"recordingIds must be empty with {all}, and hold 1 to {MostIds} without.");
        Refuse.Unless((email is not null) == (everything && admin), $"ownerEmail goes with {all} of an administrator only.");
        var owner = email is null ? request.Person : Owner(email);
        var chosen = everything
            ? [.. cloud.Recordings.All.Where(recording => recording.OwnerId == owner.Id && recording.Status == status)]
            : ids.Distinct().Select(id => Find(id, admin ? null : owner)).Where(recording => recording.Status == status).ToList();
        chosen.ForEach(recording => act(recording, request.Person.Id));
        return Reply.NoContent;
    });

    private Reply Reassign(CloudRequest request)
    {
        var body = request.Body.Only("ownerEmail", "ownerID", "recordingIds", "reassignOwnerEmail");
        var (email, id, ids) = (body.OptionalText("ownerEmail"), body.OptionalText("ownerID"), body.OptionalTexts("recordingIds") ?? []);
        var heir = Owner(body.Text("reassignOwnerEmail"));
        Refuse.Unless((email ?? id) is not null || ids.Length > 0, "One of ownerEmail, ownerID and recordingIds is required.");
        var owner = email is not null ? Owner(email) : id is null ? null : cloud.Directory.Find(id) ?? throw WebexFailure.NotFound();
        var chosen = ids.Length == 0
            ? cloud.Recordings.All.Where(recording => recording.OwnerId == owner!.Id).ToList()
            : ids.Distinct().Select(id => Find(id, null)).Where(recording => owner is null || recording.OwnerId == owner.Id).ToList();
        chosen.ForEach(recording => cloud.Recordings.Reassign(recording, heir.Id, request.Person.Id));
        return Reply.NoContent;
    }

    private Person Owner(string email) => cloud.Directory.FindByEmail(email) is { IsHuman: true } person ? person : throw WebexFailure.NotFound();

    private CallRecording Find(string id, Person? owner) =>
        cloud.Recordings.Find(id) is { } recording && (owner is null || recording.OwnerId == owner.Id) ? recording : throw WebexFailure.NotFound();
}
