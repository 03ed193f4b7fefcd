using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Meetings.Interpreting;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What the bodies of the meetings paths may hold.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings</remarks>
internal static class MeetingShapes
{
    public const int MostInvitees = 1000;
    private static readonly Shape Time = Shape.Text(40, 1);

    public static readonly Dictionary<string, Shape> InviteeFields = new()
    {
        ["email"] = Shape.Email, ["displayName"] = Shape.Text(256), ["coHost"] = Shape.Flag, ["panelist"] = Shape.Flag,
    };

    private static readonly Dictionary<string, Shape> Options = new()
    {
        ["enabledChat"] = Shape.Flag, ["enabledVideo"] = Shape.Flag, ["enabledPolling"] = Shape.Flag, ["enabledNote"] = Shape.Flag,
        ["noteType"] = Shape.OneOf("allowAll", "allowOne"), ["enabledFileTransfer"] = Shape.Flag, ["enabledUCFRichMedia"] = Shape.Flag,
    };

    private static readonly Dictionary<string, Shape> Privileges = new string[]
    {
        "enabledShareContent", "enabledSaveDocument", "enabledPrintDocument", "enabledAnnotate", "enabledViewParticipantList",
        "enabledViewThumbnails", "enabledRemoteControl", "enabledViewAnyDocument", "enabledViewAnyPage", "enabledContactOperatorPrivately",
        "enabledChatHost", "enabledChatPresenter", "enabledChatOtherParticipants",
    }.ToDictionary(name => name, _ => Shape.Flag);

    private static readonly Dictionary<string, Shape> Audio = new()
    {
        ["audioConnectionType"] = Shape.OneOf("webexAudio", "VoIP", "other", "none"), ["enabledTollFreeCallIn"] = Shape.Flag,
        ["enabledGlobalCallIn"] = Shape.Flag, ["enabledAudienceCallBack"] = Shape.Flag,
        ["entryAndExitTone"] = Shape.OneOf("beep", "announceName", "noTone"), ["allowHostToUnmuteParticipants"] = Shape.Flag,
        ["allowAttendeeToUnmuteSelf"] = Shape.Flag, ["muteAttendeeUponEntry"] = Shape.Flag,
    };

    private static readonly Dictionary<string, Shape> LiveStream = new()
    {
        ["destination"] = Shape.Text(100, 1), ["rtmpUrl"] = Shape.Text(1000, 1), ["streamUrl"] = Shape.Text(1000, 1),
        ["layoutWithoutSharedContent"] = Shape.OneOf("grid", "stack", "focus"),
        ["layoutWithSharedContent"] = Shape.OneOf("stack", "focusedContentWithActiveSpeaker", "focusedContent"),
        ["allowChangeLayoutInMeeting"] = Shape.Flag, ["followStageLayoutWhenSynced"] = Shape.Flag, ["resolution"] = Shape.Text(20),
    };

    /// <summary>What can be set when a meeting is made and changed afterwards.</summary>
    private static readonly Dictionary<string, Shape> Changeable = new()
    {
        ["title"] = Shape.Text(128, 1), ["agenda"] = Shape.Text(1300), ["password"] = Shape.Text(128), ["start"] = Time, ["end"] = Time,
        ["timezone"] = Shape.Text(64, 1), ["recurrence"] = Shape.Text(500), ["enabledAutoRecordMeeting"] = Shape.Flag,
        ["allowAnyUserToBeCoHost"] = Shape.Flag, ["enabledJoinBeforeHost"] = Shape.Flag, ["enableConnectAudioBeforeHost"] = Shape.Flag,
        ["joinBeforeHostMinutes"] = Shape.Among(0, 5, 10, 15, 30, 45, 60), ["excludePassword"] = Shape.Flag, ["publicMeeting"] = Shape.Flag,
        ["reminderTime"] = Shape.Number(0, 100_000), ["unlockedMeetingJoinSecurity"] = Shape.OneOf("allowJoin", "allowJoinWithLobby", "blockFromJoin"),
        ["sessionTypeId"] = Shape.Number(1, 100_000), ["enabledWebcastView"] = Shape.Flag, ["panelistPassword"] = Shape.Text(128),
        ["enableAutomaticLock"] = Shape.Flag, ["automaticLockMinutes"] = Shape.Among(0, 5, 10, 15, 20), ["allowFirstUserToBeCoHost"] = Shape.Flag,
        ["allowAuthenticatedDevices"] = Shape.Flag, ["sendEmail"] = Shape.Flag, ["hostEmail"] = Shape.Email,
        ["meetingOptions"] = Shape.Object(Options), ["attendeePrivileges"] = Shape.Object(Privileges),
        ["integrationTags"] = Shape.List(Shape.Text(64, 1), 3), ["enabledBreakoutSessions"] = Shape.Flag,
        ["trackingCodes"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["name"] = Shape.Text(128, 1), ["value"] = Shape.Text(128) }, "name", "value"), 10),
        ["enabledAudioWatermark"] = Shape.Flag, ["enabledVisualWatermark"] = Shape.Flag, ["visualWatermarkOpacity"] = Shape.Number(5, 80),
        ["audioConnectionOptions"] = Shape.Object(Audio), ["requireAttendeeLogin"] = Shape.Flag, ["restrictToInvitees"] = Shape.Flag,
    };

    public static readonly Shape Patch = Shape.Object(Changeable);

    public static readonly Shape Create = Shape.Object(new Dictionary<string, Shape>(Changeable)
    {
        ["adhoc"] = Shape.Flag, ["roomId"] = Shape.Text(300, 1), ["templateId"] = Shape.Text(100, 1), ["siteUrl"] = Shape.Text(255, 1),
        ["scheduledType"] = Shape.OneOf("meeting", "webinar", "personalRoomMeeting"),
        ["invitees"] = Shape.List(Shape.Object(InviteeFields, "email"), MostInvitees),
        ["registration"] = Webinars.RegistrationShapes.Form,
        ["enabledLiveStream"] = Shape.Flag, ["liveStream"] = Shape.Object(LiveStream, "destination", "rtmpUrl", "streamUrl"),
        ["simultaneousInterpretation"] = InterpreterShapes.Interpretation, ["breakoutSessions"] = BreakoutPlan.Sessions,
    });

    public static readonly Shape Join = Shape.Object(new Dictionary<string, Shape>
    {
        ["meetingId"] = Shape.Text(200, 1), ["meetingNumber"] = Shape.Text(30, 1), ["webLink"] = Shape.Text(2000, 1), ["joinDirectly"] = Shape.Flag,
        ["email"] = Shape.Email, ["displayName"] = Shape.Text(256, 1), ["password"] = Shape.Text(128), ["expirationMinutes"] = Shape.Number(1, 60),
        ["registrationId"] = Shape.Text(64), ["hostEmail"] = Shape.Email, ["createJoinLinkAsWebLink"] = Shape.Flag, ["createStartLinkAsWebLink"] = Shape.Flag,
    });
}
