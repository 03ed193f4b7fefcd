using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What a meeting is like when its maker says nothing.</summary>
internal static class MeetingDefaults
{
    private static readonly string[] Flags =
    [
        "enabledAutoRecordMeeting", "allowAnyUserToBeCoHost", "enabledJoinBeforeHost", "enableConnectAudioBeforeHost", "excludePassword",
        "publicMeeting", "enabledWebcastView", "enableAutomaticLock", "allowFirstUserToBeCoHost", "enabledBreakoutSessions",
        "enabledAudioWatermark", "enabledVisualWatermark", "requireAttendeeLogin", "restrictToInvitees",
    ];

    public static JsonObject Settings(string title, string password, bool webinar)
    {
        var settings = new JsonObject
        {
            ["title"] = title, ["password"] = password, ["timezone"] = "UTC", ["joinBeforeHostMinutes"] = 0, ["reminderTime"] = 10,
            ["unlockedMeetingJoinSecurity"] = "allowJoin", ["allowAuthenticatedDevices"] = true,
            ["sessionTypeId"] = webinar ? MeetingSite.WebinarSession : MeetingSite.MeetingSession, ["scheduledType"] = webinar ? "webinar" : "meeting",
            ["meetingOptions"] = new JsonObject
            {
                ["enabledChat"] = true, ["enabledVideo"] = true, ["enabledPolling"] = true, ["enabledNote"] = true, ["noteType"] = "allowAll",
                ["enabledFileTransfer"] = true, ["enabledUCFRichMedia"] = true,
            },
            ["attendeePrivileges"] = new JsonObject
            {
                ["enabledShareContent"] = true, ["enabledAnnotate"] = true, ["enabledViewParticipantList"] = true, ["enabledViewThumbnails"] = true,
                ["enabledChatHost"] = true, ["enabledChatPresenter"] = true, ["enabledChatOtherParticipants"] = true,
            },
            ["audioConnectionOptions"] = new JsonObject
            {
                ["audioConnectionType"] = "webexAudio", ["enabledTollFreeCallIn"] = false, ["enabledGlobalCallIn"] = true,
                ["enabledAudienceCallBack"] = false, ["entryAndExitTone"] = "beep", ["allowHostToUnmuteParticipants"] = false,
                ["allowAttendeeToUnmuteSelf"] = true, ["muteAttendeeUponEntry"] = webinar,
            },
        };
        foreach (var flag in Flags)
        {
            settings[flag] = false;
        }

        return (JsonObject)JsonNode.Parse(settings.ToJsonString())!;
    }

    /// <summary>A meeting made at once for a room lets everybody in.</summary>
    /// <remarks>Numbers are read back as double, which a number made as int does not answer to.</remarks>
    public static JsonObject Adhoc(JsonObject settings, string roomId)
    {
        settings["roomId"] = roomId;
        settings["unlockedMeetingJoinSecurity"] = "allowJoinWithLobby";
        settings["joinBeforeHostMinutes"] = 5.0;
        foreach (var flag in (string[])["allowAnyUserToBeCoHost", "enabledJoinBeforeHost", "enableConnectAudioBeforeHost"])
        {
            settings[flag] = true;
        }

        return settings;
    }
}
