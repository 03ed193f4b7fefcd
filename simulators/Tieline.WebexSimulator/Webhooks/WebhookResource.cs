using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Which events a resource has, whose right to read it lets somebody listen, and whether a webhook can hear it for the whole organization.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks#webhook-resources-and-events</remarks>
internal sealed record WebhookResource(string[] Events, Access Access, bool OfOrganization = false)
{
    /// <summary>What the event <c>all</c> stands for.</summary>
    public static readonly string[] Changes = ["created", "updated", "deleted"];

    private static readonly Dictionary<string, WebhookResource> Table = new()
    {
        ["telephony_calls"] = new(Changes, Access.MemberCallsRead),
        ["telephony_conference"] = new(Changes, Access.MemberCallsRead),
        ["telephony_hookstatus"] = new(Changes, Access.MemberCallsRead),
        ["telephony_agent"] = new(Changes, Access.MemberCallsRead),
        ["telephony_services"] = new(Changes, Access.MemberCallsRead),
        ["telephony_agentMonitoring"] = new(Changes, Access.MemberCallsRead),
        ["telephony_queue"] = new(Changes, Access.MemberCallsRead),
        ["telephony_queueMonitoring"] = new(Changes, Access.MemberCallsRead),
        ["telephony_mwi"] = new(["updated"], Access.MemberCallsRead),
        ["messages"] = new(Changes, Access.MessagesRead),
        ["memberships"] = new(Changes, Access.MembershipsRead),
        ["rooms"] = new(["created", "updated", "migrated"], Access.RoomsRead),
        ["attachmentActions"] = new(["created"], Access.MessagesRead),
        ["meetings"] = new(["created", "updated", "deleted", "started", "ended"], MeetingAccess.SchedulesRead, OfOrganization: true),
        ["meetingParticipants"] = new(["joined", "left"], MeetingAccess.ParticipantsRead, OfOrganization: true),
        ["recordings"] = new(Changes, MeetingAccess.RecordingsRead, OfOrganization: true),
        ["meetingTranscripts"] = new(["created"], MeetingAccess.TranscriptsRead, OfOrganization: true),
        ["serviceApp"] = new(["authorized", "deauthorized"], Access.ServiceAppNews),
        ["convergedRecordings"] = new(Changes, Access.RecordingsRead, OfOrganization: true),
    };

    /// <summary>Null when webhooks do not know the resource. <c>all</c> is the firehose of messaging.</summary>
    public static WebhookResource? Find(string resource) =>
        resource == "all" ? new(["all"], Access.Firehose) : Table.GetValueOrDefault(resource);

    public bool Has(string happening) => Events.Contains(happening) || (happening == "all" && Events.Intersect(Changes).Any());
}
