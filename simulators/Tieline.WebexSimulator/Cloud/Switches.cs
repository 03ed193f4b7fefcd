namespace Tieline.WebexSimulator.Cloud;

/// <summary>
/// What the vendor's papers leave open, each with the side taken here as default. See the README for the source of each.
/// </summary>
internal sealed record Switches
{
    /// <summary>The <c>eventType</c> of the first event of an outgoing call.</summary>
    public string OriginatedEventType { get; init; } = "originated";

    /// <summary>A click-to-dial leg becomes an <c>originator</c> when its device is picked up; false leaves it <c>clickToDial</c>.</summary>
    public bool ClickToDialBecomesOriginator { get; init; } = true;

    /// <summary>A retrieve joins the parked call's <c>callSessionId</c>; false gives it one of its own.</summary>
    public bool RetrieveKeepsSession { get; init; } = true;

    /// <summary>Muting is told by an <c>updated</c> event.</summary>
    public bool MuteIsToldByWebhook { get; init; } = true;

    /// <summary>A ringing call that is sent on tells its first owner <c>forwarded</c> before <c>disconnected</c>.</summary>
    public bool ForwardedIsTold { get; init; } = true;

    /// <summary>A call that finds the line busy is listed as missed although it never rang.</summary>
    public bool BusyLineIsMissed { get; init; }

    /// <summary>How long a device rings for a click-to-dial, a retrieve or a pickup that nobody answers.</summary>
    public double ClickToDialRingSeconds { get; init; } = 30;

    /// <summary>After this a parked call comes back to the one who parked it.</summary>
    public double ParkRecallSeconds { get; init; } = 60;

    /// <summary>How long one ring lasts, for settings that count rings.</summary>
    public double SecondsPerRing { get; init; } = 6;

    /// <summary>The meeting details of a room are served, although the vendor has announced their end for January 2025.</summary>
    public bool RoomMeetingInfoIsServed { get; init; }

    /// <summary>A file cannot be downloaded for so long after it was posted: it is being scanned (423).</summary>
    public double FileScanSeconds { get; init; }

    /// <summary>So long after a message the room's lastActivity still shows the one before.</summary>
    public double LastActivityLagSeconds { get; init; }

    /// <summary>An edited message is told to webhooks as <c>updated</c>.</summary>
    public bool MessageEditsAreTold { get; init; }

    /// <summary>A change of a membership must name both isModerator and isRoomHidden, as the published schema says.</summary>
    public bool MembershipChangesNeedBothFields { get; init; } = true;

    /// <summary>The largest card, in bytes of JSON.</summary>
    public int CardLimitBytes { get; init; } = 22 * 1024;

    /// <summary>The newest version of Adaptive Cards that is taken.</summary>
    public string NewestCardVersion { get; init; } = "1.3";

    /// <summary>Call records may be asked for once a minute, their further pages ten times.</summary>
    public bool CallRecordsAreLimited { get; init; } = true;

    /// <summary>The cluster in new identifiers: <c>us</c>, or one such as <c>urn:TEAM:us-west-2_r</c>.</summary>
    public string IdCluster { get; init; } = HydraId.UsualCluster;

    /// <summary>A webhook's target must be https, but for targets on loopback where the simulator was started so.</summary>
    public bool WebhooksNeedHttps { get; init; } = true;

    /// <summary>Webhooks for calls can be made for the whole organization, with <c>spark-admin:calls_read</c>.</summary>
    public bool CallWebhooksOfOrganization { get; init; }

    /// <summary>The largest page of /people.</summary>
    public int PeopleMax { get; init; } = 1000;

    /// <summary>The largest page of /memberships, /teams, /team/memberships and /webhooks.</summary>
    public int MembershipsMax { get; init; } = 1000;

    /// <summary>The largest page of /messages.</summary>
    public int MessagesMax { get; init; } = 1000;

    /// <summary>A first page is empty and every other half full, while the next one is named.</summary>
    public bool PagesMayBeShort { get; init; }

    /// <summary>The address of a next page holds parameters without a value.</summary>
    public bool LinksHoldValuelessParameters { get; init; } = true;

    /// <summary>What the cloud's own 423 and 429 say in <c>Retry-After</c>: one of <see cref="Http.RetryAfter"/>.</summary>
    public string RetryAfter { get; init; } = Http.RetryAfter.Seconds;

    /// <summary>How long a code of the sign-in can be exchanged.</summary>
    public double CodeLivesSeconds { get; init; } = 300;

    /// <summary>A device that waits for consent is told 428; false: 400.</summary>
    public bool PendingDeviceIs428 { get; init; } = true;

    /// <summary>Whoever is no administrator sees the phone numbers of others.</summary>
    public bool NumbersOfOthersAreShown { get; init; } = true;

    /// <summary>Meetings are made a hundred a day and user; off for whoever needs more of them.</summary>
    public bool MeetingCreationsAreLimited { get; init; } = true;

    /// <summary>An ended meeting is listed and read only so long after its end.</summary>
    public double EndedMeetingShowsAfterSeconds { get; init; } = 900;

    /// <summary>A meeting in progress is listed and read only so long after its start.</summary>
    public double RunningMeetingShowsAfterSeconds { get; init; } = 900;

    /// <summary>Somebody still in a meeting has a <c>leftTime</c> in 1970; false leaves it out.</summary>
    public bool LeftTimeIs1970WhileInMeeting { get; init; } = true;

    /// <summary>Reports want the participants' scope beside that of the schedules.</summary>
    public bool ReportsNeedParticipantsScope { get; init; } = true;
}
