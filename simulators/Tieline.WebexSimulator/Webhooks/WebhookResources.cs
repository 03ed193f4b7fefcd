namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Which events a resource has and which scope lets a person listen to it.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks#webhook-resources-and-events</remarks>
internal sealed record WebhookResource(string[] Events, string Scope, string? AdminScope = null)
{
    private static readonly string[] Changes = ["created", "updated", "deleted"];

    private static readonly Dictionary<string, WebhookResource> Table = new()
    {
        ["telephony_calls"] = new(Changes, "spark:calls_read"),
        ["telephony_conference"] = new(Changes, "spark:calls_read"),
        ["telephony_hookstatus"] = new(Changes, "spark:calls_read"),
        ["telephony_agent"] = new(Changes, "spark:calls_read"),
        ["telephony_services"] = new(Changes, "spark:calls_read"),
        ["telephony_agentMonitoring"] = new(Changes, "spark:calls_read"),
        ["telephony_queue"] = new(Changes, "spark:calls_read"),
        ["telephony_queueMonitoring"] = new(Changes, "spark:calls_read"),
        ["telephony_mwi"] = new(["updated"], "spark:calls_read"),
        ["messages"] = new(Changes, "spark:messages_read"),
        ["memberships"] = new(Changes, "spark:memberships_read"),
        ["rooms"] = new(["created", "updated", "migrated"], "spark:rooms_read"),
        ["attachmentActions"] = new(["created"], "spark:messages_read"),
        ["meetings"] = new(["created", "updated", "deleted", "started", "ended"], "meeting:schedules_read", "meeting:admin_schedule_read"),
        ["meetingParticipants"] = new(["joined", "left"], "meeting:participants_read", "meeting:admin_participants_read"),
        ["recordings"] = new(Changes, "meeting:recordings_read", "meeting:admin_recordings_read"),
        ["meetingTranscripts"] = new(["created"], "meeting:transcripts_read", "meeting:admin_transcripts_read"),
        ["serviceApp"] = new(["authorized", "deauthorized"], "application:webhooks_write"),
        ["convergedRecordings"] = new(Changes, "spark:recordings_read", "spark-admin:recordings_read"),
    };

    /// <summary>Null when webhooks do not know the resource. <c>all</c> is the firehose of messaging.</summary>
    public static WebhookResource? Find(string resource) =>
        resource == "all" ? new(["all"], "spark:all") : Table.GetValueOrDefault(resource);

    public bool Has(string happening) => Events.Contains(happening) || (happening == "all" && Events.Intersect(Changes).Any());
}
