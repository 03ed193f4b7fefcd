using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>All recordings of calls, and the making of them.</summary>
internal sealed class RecordingStore(WebexCloud cloud)
{
    public const string Resource = "convergedRecordings";
    private readonly Dictionary<string, CallRecording> byId = [];

    public IReadOnlyCollection<CallRecording> All => byId.Values;

    public CallRecording? Find(string id) => byId.GetValueOrDefault(id);

    public void Add(CallRecording recording) => byId[recording.Id] = recording;

    public void Begin(Leg leg)
    {
        leg.RecordingActions.Add(new(RecordingAction.Start, cloud.Clock.Now));
        leg.RecordingState = "started";
        leg.WasRecorded = true;
    }

    /// <summary>The recording that runs on the leg, if any, stops and is filed.</summary>
    public void Finish(Leg leg)
    {
        if (leg.RecordingState is not ("started" or "paused"))
        {
            return;
        }

        var now = cloud.Clock.Now;
        leg.RecordingState = "stopped";
        var recording = new CallRecording
        {
            Id = cloud.Draws.Uuid().ToString("D"),
            Topic = $"Call with {leg.Remote.Name ?? leg.Remote.Number ?? "unknown"}",
            OwnerId = leg.Person.Id,
            Created = now,
            Actions = [.. leg.RecordingActions, new(RecordingAction.Stop, now)],
            Trigger = leg.Person.RecordingMode,
            CallId = HydraId.Name(leg.CallId)!,
            CallSessionId = HydraId.SessionUuid(leg.Session.Id),
            Personality = Words.Of(leg.Personality),
            Remote = leg.Remote,
            Ticket = cloud.Draws.Hex(16),
        };
        leg.RecordingActions.Clear();
        Add(recording);
        Tell(recording, "created", leg.Person.Id);
    }

    public void Move(CallRecording recording, string status, string actorId)
    {
        recording.Status = status;
        Tell(recording, "updated", actorId);
    }

    public void Reassign(CallRecording recording, string ownerId, string actorId)
    {
        recording.OwnerId = ownerId;
        Tell(recording, "updated", actorId);
    }

    public void Remove(CallRecording recording, string actorId)
    {
        byId.Remove(recording.Id);
        Tell(recording, "deleted", actorId);
    }

    public void Clear() => byId.Clear();

    private void Tell(CallRecording recording, string happening, string actorId)
    {
        cloud.Changed();
        var view = RecordingView.Of(recording, cloud, TimeZoneInfo.Utc);
        cloud.Announcer.Tell(Resource, happening, actorId, view, webhook => webhook.OwnedBy == "org" || webhook.CreatedBy == recording.OwnerId, name => name switch
        {
            "recordingId" => view.Id,
            "ownerId" => view.OwnerId,
            "ownerEmail" => view.OwnerEmail,
            "ownerType" => view.OwnerType,
            "storageRegion" => view.StorageRegion,
            "serviceType" => view.ServiceType,
            "locationId" => view.ServiceData.LocationId,
            _ => null,
        });
    }
}
