namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>Words that mean something at one door or another, and some that mean nothing anywhere.</summary>
internal static class FuzzWords
{
    /// <summary>Names of members, by the beginning of the path that may know them.</summary>
    public static readonly (string Prefix, string[] Names)[] Members =
    [
        ("/v1/telephony/conference", ["callIds", "callId", "lineOwnerId"]),
        ("/v1/telephony/config", ["preferredAnswerEndpointId", "id"]),
        ("/v1/telephony/webhook", ["interests", "duration", "resource", "actor"]),
        ("/v1/telephony", ["destination", "endpointId", "callId", "callId1", "callId2", "action", "toVoicemail", "isGroupPark", "dtmf", "target", "lineOwnerId", "singleNumberReachPhoneNumber"]),
        ("/v1/people", ["emails", "phoneNumbers", "extension", "locationId", "displayName", "firstName", "lastName", "nickName", "roles", "licenses", "addresses", "siteUrls", "loginEnabled", "department", "type", "value", "avatar", "title", "manager", "managerId", "orgId"]),
        ("/v1/licenses", ["email", "personId", "orgId", "licenses", "siteUrls", "id", "operation", "properties", "locationId", "phoneNumber", "extension", "siteUrl", "accountType"]),
        ("/v1/webhooks", ["name", "targetUrl", "resource", "event", "filter", "secret", "ownedBy", "status"]),
        ("/v1/rooms", ["title", "teamId", "isLocked", "isPublic", "description", "isAnnouncementOnly", "isReadOnly", "classificationId"]),
        ("/v1/memberships", ["roomId", "personId", "personEmail", "isModerator", "isRoomHidden"]),
        ("/v1/team", ["teamId", "personId", "personEmail", "isModerator", "name", "description"]),
        ("/v1/messages", ["roomId", "parentId", "toPersonId", "toPersonEmail", "text", "markdown", "files", "attachments", "contentType", "content", "version", "type", "body"]),
        ("/v1/attachment", ["type", "messageId", "inputs"]),
        ("/v1/applications", ["clientId", "clientSecret", "targetOrgId"]),
        ("/v1/convergedRecordings", ["trashAll", "ownerEmail", "ownerID", "recordingIds", "reassignOwnerEmail", "reason", "comment", "restoreAll", "purgeAll"]),
        ("/v1/recordings", ["recordingIds", "trashAll", "restoreAll", "purgeAll", "hostEmail", "siteUrl", "addEmails", "removeEmails", "webShareLink"]),
        ("/v1/meetingPreferences", ["topic", "hostPin", "enabledAutoLock", "autoLockMinutes", "enabledNotifyHost", "supportCoHost", "coHosts", "email", "displayName", "defaultAudioType", "officeNumber",
            "mobileNumber", "countryCode", "number", "audioPin", "videoDevices", "deviceName", "deviceAddress", "isDefault", "enabledJoinBeforeHost", "joinBeforeHostMinutes",
            "enabledAutoShareRecording", "delegateEmails", "emails", "siteUrl"]),
        ("/v1/admin", ["siteUrl", "personId", "email", "sessionTypeIds", "name", "options", "value", "defaultValue", "inputMode", "hostProfileCode", "scheduleStartCodes", "service", "type",
            "trackingCodes", "personalMeetingRoomIds", "systemGenerated", "personalMeetingRoomId"]),
        ("/v1/meeting", ["title", "start", "end", "timezone", "recurrence", "invitees", "registration", "sessionTypeId", "scheduledType", "integrationTags", "meetingOptions", "trackingCodes",
            "joinBeforeHostMinutes", "password", "agenda", "adhoc", "roomId", "templateId", "hostEmail", "email", "displayName", "meetingId", "meetingNumber", "webLink", "items", "registrants",
            "emails", "orderBy", "customizedQuestions", "questionId", "answers", "optionId", "answer", "rules", "options", "question", "value", "condition", "result", "order", "type", "firstName",
            "lastName", "zipCode", "participantId", "muted", "admit", "expel", "sendEmail", "joinDirectly", "expirationMinutes", "maxRegisterNum", "coHost", "panelist", "required", "maxLength",
            "reason", "meetingIds", "sourceId", "sourceEmail", "personId", "registrationId", "id", "joinTimeFrom", "joinTimeTo", "enabledAutoRecordMeeting", "reminderTime", "locked", "recordingStarted", "recordingPaused",
            "enabled", "interpreters", "languageCode1", "languageCode2", "name", "breakoutSessions", "simultaneousInterpretation", "meetingStartTimeFrom", "meetingStartTimeTo", "address", "addressType", "comment"]),
        ("/control/calls", ["from", "to", "scenario", "ringSeconds", "talkSeconds", "name", "transferTo", "by", "action", "end"]),
        ("/control/legs", ["device", "action", "destination"]),
        ("/control/outside", ["answerAfterSeconds", "deviceAnswersAfterSeconds", "numbers", "+12025550143", "behaviour", "afterSeconds"]),
        ("/control/people", ["email", "firstName", "lastName", "number", "extension", "deskPhone", "app", "bot", "lineBusy", "recordingMode", "executive", "licenses", "roles", "device"]),
        ("/control/webhook-delivery", ["mode", "lateSeconds", "lose", "seed"]),
        ("/control/faults", ["match", "times", "after", "fault", "method", "path", "kind", "status", "body", "headers", "seconds", "delayMs", "delaySeconds", "retryAfter", "tokenDies"]),
        ("/control/clock", ["mode", "now", "advanceSeconds"]),
        ("/control/meetings", ["email", "displayName", "phone", "panelist", "sourceId", "question", "questionId", "answer", "text", "answers", "title", "type", "options", "correct", "count", "seed",
            "attending", "walkIns", "opened", "closed", "meetings", "webinars", "registrants", "open", "participantId", "surveyName", "questions"]),
        ("/control/messages", ["from", "roomId", "parentId", "toPersonId", "toPersonEmail", "text", "markdown", "files", "attachments"]),
        ("/control/attachment-actions", ["from", "type", "messageId", "inputs"]),
        ("/control/contents", ["scan", "seconds"]),
        ("/control/rooms", ["by"]),
        ("/control/voicemails", ["from", "name", "seconds"]),
        ("/control", ["clientId", "clientSecret", "redirectUris", "scopes", "name", "owner", "users", "user", "accessTokensOnly", "admin", "email"]),
    ];

    /// <summary>Those that begin with an at sign stand for what there is in the world of the moment.</summary>
    public static readonly string[] Texts =
    [
        "@room", "@room", "@message", "@message", "@team", "@person", "@person", "@meeting", "@meeting", "@series", "@series", "@instance", "@instance", "@call", "@call", "@session", "@webhook", "@endpoint", "@content", "@licence", "@organization", "@card",
        "", " ", "x", "me", "null", "ann.berg@nordlys.example", "bo.lind@nordlys.example", "admin@nordlys.example", "tieline@webex.bot", "new@nordlys.example", "other@webex.bot", "a@b.c",
        "+12025550143", "+14085550100", "1101", "1102", "1100", "*73", "tel:+12025550143", "sip:a@b.example", "🙂", "\u0000", "é", "{", "%", "%00", "../../x",
        "2026-03-02T09:10:00Z", "2026-03-04 11:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-03-03T09:00:00.000Z", "2026-02-30T00:00:00Z", "UTC", "Europe/Copenhagen",
        "FREQ=DAILY;COUNT=3", "FREQ=YEARLY;BYMONTHDAY=-400", "FREQ=MONTHLY;INTERVAL=999;BYDAY=5FR", "webinar", "meeting", "adhoc",
        "answer", "reject", "busy", "ignore", "hangup", "hold", "resume", "mute", "unmute", "divert", "voicemail", "park", "noAnswer", "far", "device", "app", "manual", "answered", "missed",
        "all", "created", "updated", "deleted", "migrated", "rooms", "messages", "memberships", "telephony_calls", "telephony_conference", "telephony_mwi", "meetings", "recordings", "serviceApp", "org", "creator",
        "active", "inactive", "http://127.0.0.1:9/hook", "https://127.0.0.1:9/hook", "roomType=direct", "state=connected&callType=external",
        "inOrder", "doubled", "shuffled", "late", "lost", "held", "unsigned", "wronglySigned", "status", "slow", "cut", "refuse", "lateCommit", "tooManyRequests", "unauthorized", "locked", "refreshFails",
        "stepped", "clean", "scanning", "infected", "unscannable", "calling", "webinars", "Full Administrator", "Always", "On Demand", "Never", "none", "add", "remove", "attendee", "host",
        "single", "multiple", "short", "checkbox", "lastName", "DESC", "approve", "submit", "personalRoomMeeting", "nordlys.webex.example", "Department", "2580", "select", "optional", "required", "adminSet", "All", "MeetingCenter", "rating", "text", "3", "214", "spark:calls_read", "spark-admin:calls_read", "Ctieline-demo", "webex-demo-secret", "Hook Status", "Workspaces",
        "Y2lzY29zcGFyazovL3VzL1JPT00vMDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw", "00000000-0000-4000-8000-000000000000", "Y2lzY29zcGFyazovLw", "====", "#1*A,", "**b** <@all> [x](http://y) <@personId:|>",
    ];

    public static readonly string[] Queries =
    [
        "max", "cursor", "offset", "from", "to", "email", "displayName", "id", "roomId", "personId", "personEmail", "mentionedPeople", "before", "beforeMessage", "parentId", "type", "sortBy", "teamId",
        "callingData", "excludeStatus", "roles", "locationId", "orgId", "ownedBy", "allow", "lineOwnerId", "memberId", "startTime", "endTime", "meetingId", "meetingType", "meetingNumber", "webLink",
        "state", "scheduledType", "current", "hostEmail", "siteUrl", "integrationTag", "meetingSeriesId", "status", "since", "clientId", "resource", "serviceType", "hasChat", "isModified", "panelist", "userEmail", "service", "defaultSite", "breakoutSessionId", "meetingStartTimeFrom", "meetingStartTimeTo",
        "registrationTimeFrom", "registrationTimeTo", "vttFormat", "format", "limit", "next", "orgPublicSpaces", "ownerEmail", "expires", "ticket",
    ];

    public static readonly string[] FormFields =
    [
        "grant_type", "client_id", "client_secret", "code", "redirect_uri", "scope", "state", "token", "refresh_token", "user_code", "device_code", "email", "decision", "response_type", "code_challenge",
        "code_challenge_method", "code_verifier", "login_hint",
    ];

    public static readonly string[] FormTexts =
    [
        "refresh_token", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code", "Ctieline-demo", "webex-demo-secret", "http://127.0.0.1:5080/connect/webex/callback", "code", "allow", "deny",
        "spark:calls_read", "spark-admin:calls_read", "openid", "S256", "plain", "ann.berg@nordlys.example", "admin@nordlys.example", "%", "%zz", "a=b&c", "\u0000", "🙂", "@code", "@refresh", "@usercode", "@devicecode",
    ];
}
