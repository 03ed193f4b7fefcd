using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Cloud;

/// <summary>What each of the <see cref="Switches"/> can be set to.</summary>
internal static class SwitchShapes
{
    private static readonly Shape Seconds = Shape.Amount(0, JsonBody.MostSeconds);
    private static readonly Shape Most = Shape.Number(1, 10_000);

    public static readonly Shape Known = Shape.Object(new Dictionary<string, Shape>
    {
        ["originatedEventType"] = Shape.Text(100, 1), ["clickToDialBecomesOriginator"] = Shape.Flag, ["retrieveKeepsSession"] = Shape.Flag,
        ["muteIsToldByWebhook"] = Shape.Flag, ["forwardedIsTold"] = Shape.Flag, ["busyLineIsMissed"] = Shape.Flag, ["clickToDialRingSeconds"] = Seconds,
        ["parkRecallSeconds"] = Seconds, ["fileScanSeconds"] = Seconds, ["lastActivityLagSeconds"] = Seconds, ["messageEditsAreTold"] = Shape.Flag,
        ["membershipChangesNeedBothFields"] = Shape.Flag, ["cardLimitBytes"] = Shape.Number(0, 1_000_000_000), ["newestCardVersion"] = Shape.Version,
        ["callRecordsAreLimited"] = Shape.Flag, ["idCluster"] = Shape.Cluster, ["webhooksNeedHttps"] = Shape.Flag, ["callWebhooksOfOrganization"] = Shape.Flag,
        ["peopleMax"] = Most, ["membershipsMax"] = Most, ["messagesMax"] = Most, ["pagesMayBeShort"] = Shape.Flag, ["linksHoldValuelessParameters"] = Shape.Flag,
        ["retryAfter"] = Shape.OneOf(RetryAfter.Kinds), ["codeLivesSeconds"] = Seconds, ["pendingDeviceIs428"] = Shape.Flag,
        ["numbersOfOthersAreShown"] = Shape.Flag, ["endedMeetingShowsAfterSeconds"] = Seconds, ["runningMeetingShowsAfterSeconds"] = Seconds,
        ["leftTimeIs1970WhileInMeeting"] = Shape.Flag, ["reportsNeedParticipantsScope"] = Shape.Flag,
        ["meetingCreationsAreLimited"] = Shape.Flag, ["secondsPerRing"] = Seconds, ["roomMeetingInfoIsServed"] = Shape.Flag,
    });
}
