using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/switches: what the vendor's papers leave open.</summary>
internal sealed class SwitchDoors(WebexCloud cloud)
{
    private static readonly Shape Seconds = Shape.Amount(0, JsonBody.MostSeconds);
    private static readonly Shape Most = Shape.Number(1, 10_000);

    private static readonly Shape Known = Shape.Object(new Dictionary<string, Shape>
    {
        ["originatedEventType"] = Shape.Text(100, 1), ["clickToDialBecomesOriginator"] = Shape.Flag, ["retrieveKeepsSession"] = Shape.Flag,
        ["muteIsToldByWebhook"] = Shape.Flag, ["forwardedIsTold"] = Shape.Flag, ["busyLineIsMissed"] = Shape.Flag, ["clickToDialRingSeconds"] = Seconds,
        ["parkRecallSeconds"] = Seconds, ["fileScanSeconds"] = Seconds, ["lastActivityLagSeconds"] = Seconds, ["messageEditsAreTold"] = Shape.Flag,
        ["membershipChangesNeedBothFields"] = Shape.Flag, ["cardLimitBytes"] = Shape.Number(0, 1_000_000_000), ["newestCardVersion"] = Shape.Version,
        ["callRecordsAreLimited"] = Shape.Flag, ["idCluster"] = Shape.Cluster, ["webhooksNeedHttps"] = Shape.Flag, ["callWebhooksOfOrganization"] = Shape.Flag,
        ["peopleMax"] = Most, ["membershipsMax"] = Most, ["messagesMax"] = Most, ["pagesMayBeShort"] = Shape.Flag, ["linksHoldValuelessParameters"] = Shape.Flag,
        ["retryAfter"] = Shape.OneOf(RetryAfter.Kinds), ["codeLivesSeconds"] = Seconds, ["pendingDeviceIs428"] = Shape.Flag,
        ["numbersOfOthersAreShown"] = Shape.Flag, ["endedMeetingShowsAfterSeconds"] = Seconds, ["runningMeetingShowsAfterSeconds"] = Seconds,
        ["leftTimeIs1970WhileInMeeting"] = Shape.Flag, ["reportsNeedParticipantsScope"] = Shape.Flag, ["meetingCreationsAreLimited"] = Shape.Flag,
        ["secondsPerRing"] = Seconds, ["roomMeetingInfoIsServed"] = Shape.Flag,
    });

    public void Map(ControlRoutes routes)
    {
        routes.Get("/switches", _ => cloud.Switches);
        routes.Post("/switches", (_, body) => Set(body));
    }

    /// <summary>What is not named stays as it is.</summary>
    private Switches Set(JsonBody body)
    {
        Known.Check(body.Root, "The body");
        var merged = JsonSerializer.SerializeToNode(cloud.Switches, WireJson.Options)!.AsObject();
        foreach (var field in body.Root.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            merged[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        cloud.Switches = merged.Deserialize<Switches>(WireJson.Options)!;
        cloud.Changed();
        return cloud.Switches;
    }
}
