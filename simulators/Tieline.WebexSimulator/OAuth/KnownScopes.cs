namespace Tieline.WebexSimulator.OAuth;

/// <summary>The scopes that an application may ask for.</summary>
/// <remarks>https://developer.webex.com/docs/integrations#scopes</remarks>
internal static class KnownScopes
{
    /// <summary>Added to every grant, asked for or not: messages are encrypted.</summary>
    public const string Kms = "spark:kms";

    /// <summary>Only a Service App can use it, although an administrator grants it.</summary>
    private const string GroupMeetings = "meeting:group_meeting_read";

    public static readonly string[] User =
    [
        "spark:all", Kms, "spark:people_read", "spark:people_write", "spark:calls_read", "spark:calls_write",
        "spark:telephony_config_read", "spark:telephony_config_write", "spark:recordings_read", "spark:recordings_write", "spark:xsi",
        "spark:rooms_read", "spark:rooms_write", "spark:memberships_read", "spark:memberships_write", "spark:messages_read",
        "spark:messages_write", "spark:teams_read", "spark:teams_write", "spark:team_memberships_read", "spark:team_memberships_write",
        "meeting:schedules_read", "meeting:schedules_write", "meeting:participants_read", "meeting:participants_write",
        "meeting:recordings_read", "meeting:recordings_write", "meeting:transcripts_read", "meeting:transcripts_write", "meeting:summaries_read", "meeting:summaries_write",
        "meeting:preferences_read", "meeting:preferences_write", "meeting:controls_read", "meeting:controls_write",
        "spark:applications_token", "application:webhooks_read", "application:webhooks_write", "openid", "email", "profile",
    ];

    /// <summary>Only an administrator can grant these.</summary>
    public static readonly string[] Admin =
    [
        "spark-admin:people_read", "spark-admin:people_write", "spark-admin:calls_read", "spark-admin:calls_write",
        "spark-admin:telephony_config_read", "spark-admin:telephony_config_write", "spark-admin:calling_cdr_read",
        "spark-admin:recordings_read", "spark-admin:recordings_write", "spark-admin:licenses_read", "spark-admin:roles_read",
        "spark:applications_token", "spark-admin:organizations_read", "spark-admin:organizations_write", "identity:tokens_read", "identity:tokens_write",
        "spark-compliance:recordings_read", "spark-compliance:recordings_write", "meeting:admin_schedule_read", "meeting:admin_schedule_write", "meeting:admin_participants_read",
        "meeting:admin_recordings_read", "meeting:admin_recordings_write", "meeting:admin_transcripts_read",
        "meeting:admin_preferences_read", "meeting:admin_preferences_write", "meeting:admin_config_read", "meeting:admin_config_write",
        GroupMeetings, "spark-compliance:meetings_read", "spark-compliance:meetings_write", "spark-compliance:events_read",
    ];

    public static readonly string[] Bot =
    [
        Kms, "spark:people_read", "spark:rooms_read", "spark:rooms_write", "spark:memberships_read", "spark:memberships_write",
        "spark:messages_read", "spark:messages_write",
    ];

    private static readonly HashSet<string> Known = [.. User, .. Admin];

    public static bool IsKnown(string scope) => Known.Contains(scope);

    public static bool NeedsAdmin(string scope) =>
        scope.Contains("admin", StringComparison.Ordinal) || scope.StartsWith("spark-compliance", StringComparison.Ordinal) || scope.StartsWith("identity:", StringComparison.Ordinal)
        || scope == GroupMeetings;
}
