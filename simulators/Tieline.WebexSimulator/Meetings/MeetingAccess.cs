using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The scopes of the meetings paths: the user's own first, then the administrator's or the compliance officer's.</summary>
/// <remarks>https://developer.webex.com/docs/meetings#user-level-authentication-and-scopes</remarks>
internal static class MeetingAccess
{
    public const string ConfigWriteScope = "meeting:admin_config_write";
    private const string Compliance = "spark-compliance:meetings";

    public static readonly Access SchedulesRead = new(false, "meeting:schedules_read", "meeting:admin_schedule_read");
    public static readonly Access SchedulesWrite = new(false, "meeting:schedules_write", "meeting:admin_schedule_write");
    public static readonly Access ParticipantsRead = new(false, "meeting:participants_read", "meeting:admin_participants_read");
    public static readonly Access ParticipantsWrite = new(false, "meeting:participants_write");
    public static readonly Access RecordingsRead = new(false, "meeting:recordings_read", "meeting:admin_recordings_read");
    public static readonly Access RecordingsWrite = new(false, "meeting:recordings_write", "meeting:admin_recordings_write");
    public static readonly Access TranscriptsRead = new(false, "meeting:transcripts_read", "meeting:admin_transcripts_read");
    public static readonly Access TranscriptsWrite = new(false, "meeting:transcripts_write", Compliance + "_write");
    public static readonly Access TranscriptsOfAll = new(false, Compliance + "_read");
    public static readonly Access SummariesRead = new(false, "meeting:summaries_read");
    public static readonly Access SummariesWrite = new(false, "meeting:summaries_write", Compliance + "_write");
    public static readonly Access SummariesOfAll = new(false, Compliance + "_read");
    public static readonly Access PreferencesRead = new(false, "meeting:preferences_read", "meeting:admin_preferences_read");
    public static readonly Access PreferencesWrite = new(false, "meeting:preferences_write", "meeting:admin_preferences_write");
    public static readonly Access RoomsRefresh = new(false, "meeting:admin_preferences_write");
    public static readonly Access ControlsRead = new(false, "meeting:controls_read");
    public static readonly Access ControlsWrite = new(false, "meeting:controls_write");
    public static readonly Access ConfigRead = new(false, "meeting:admin_config_read");
    public static readonly Access ConfigWrite = new(false, ConfigWriteScope);
    public static readonly Access AdminRecordingsRead = new(false, "meeting:admin_recordings_read");
    public static readonly Access AdminRecordingsWrite = new(false, "meeting:admin_recordings_write");
    public static readonly Access GroupRecordings = new(false, "meeting:group_meeting_read");
    public static readonly Access AdminSchedulesRead = new(false, "meeting:admin_schedule_read");
    public static readonly Access AdminSchedulesWrite = new(false, "meeting:admin_schedule_write");
}
