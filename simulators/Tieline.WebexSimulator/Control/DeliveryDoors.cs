using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/webhook-delivery, /control/deliveries, /control/webhooks, /control/switches.</summary>
internal sealed class DeliveryDoors(WebexCloud cloud)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/webhook-delivery", _ => cloud.DeliveryMode);
        routes.Post("/webhook-delivery", (_, body) =>
        {
            cloud.DeliveryMode = Read(body);
            cloud.News.ChangeMode();
            return cloud.DeliveryMode;
        });
        routes.Post("/webhook-delivery/release", (_, body) =>
        {
            body.Only();
            var ofCalls = cloud.Switchboard.Book.Sessions.ToList().Sum(session => session.Deliveries.Release());
            return new { released = ofCalls + cloud.News.Release() + cloud.MeetingEvents.Release() };
        });
        routes.Get("/deliveries", http => new { deliveries = cloud.Road.Since(TimeDoors.Since(http)) });
        routes.Get("/webhooks", _ => new { webhooks = cloud.Webhooks.All });
        routes.Get("/switches", _ => cloud.Switches);
        routes.Post("/switches", (_, body) => SetSwitches(body));
    }

    private static DeliveryMode Read(JsonBody body)
    {
        body.Only("mode", "lateSeconds", "lose", "seed");
        var mode = body.Text("mode");
        if (!DeliveryMode.Names.Contains(mode))
        {
            throw WebexFailure.BadRequest($"mode must be one of: {string.Join(", ", DeliveryMode.Names)}.");
        }

        return new DeliveryMode
        {
            Mode = mode,
            LateSeconds = body.OptionalSeconds("lateSeconds") ?? 180,
            Lose = Numbers(body),
            Seed = body.OptionalCount("seed") ?? 1,
        };
    }

    private static int[] Numbers(JsonBody body)
    {
        if (!body.Root.TryGetProperty("lose", out var list))
        {
            return [];
        }

        return list.ValueKind == System.Text.Json.JsonValueKind.Array && list.EnumerateArray().All(item => item.TryGetInt32(out _))
            ? [.. list.EnumerateArray().Select(item => item.GetInt32())]
            : throw WebexFailure.BadRequest("lose must be a list of numbers, counted from 0.");
    }

    private Switches SetSwitches(JsonBody body)
    {
        body.Only("originatedEventType", "clickToDialBecomesOriginator", "retrieveKeepsSession", "muteIsToldByWebhook", "forwardedIsTold",
            "busyLineIsMissed", "clickToDialRingSeconds", "parkRecallSeconds", "callRecordsAreLimited", "webhooksNeedHttps",
            "fileScanSeconds", "lastActivityLagSeconds", "messageEditsAreTold", "membershipChangesNeedBothFields", "cardLimitBytes", "newestCardVersion",
            "endedMeetingShowsAfterSeconds", "runningMeetingShowsAfterSeconds", "leftTimeIs1970WhileInMeeting", "reportsNeedParticipantsScope",
            "secondsPerRing", "roomMeetingInfoIsServed");
        var now = cloud.Switches;
        cloud.Changed();
        return cloud.Switches = now with
        {
            OriginatedEventType = body.OptionalText("originatedEventType") ?? now.OriginatedEventType,
            ClickToDialBecomesOriginator = body.OptionalFlag("clickToDialBecomesOriginator") ?? now.ClickToDialBecomesOriginator,
            RetrieveKeepsSession = body.OptionalFlag("retrieveKeepsSession") ?? now.RetrieveKeepsSession,
            MuteIsToldByWebhook = body.OptionalFlag("muteIsToldByWebhook") ?? now.MuteIsToldByWebhook,
            ForwardedIsTold = body.OptionalFlag("forwardedIsTold") ?? now.ForwardedIsTold,
            BusyLineIsMissed = body.OptionalFlag("busyLineIsMissed") ?? now.BusyLineIsMissed,
            ClickToDialRingSeconds = body.OptionalSeconds("clickToDialRingSeconds") ?? now.ClickToDialRingSeconds,
            ParkRecallSeconds = body.OptionalSeconds("parkRecallSeconds") ?? now.ParkRecallSeconds,
            FileScanSeconds = body.OptionalSeconds("fileScanSeconds") ?? now.FileScanSeconds,
            LastActivityLagSeconds = body.OptionalSeconds("lastActivityLagSeconds") ?? now.LastActivityLagSeconds,
            MessageEditsAreTold = body.OptionalFlag("messageEditsAreTold") ?? now.MessageEditsAreTold,
            MembershipChangesNeedBothFields = body.OptionalFlag("membershipChangesNeedBothFields") ?? now.MembershipChangesNeedBothFields,
            CardLimitBytes = body.OptionalCount("cardLimitBytes") ?? now.CardLimitBytes,
            NewestCardVersion = CardVersion(body) ?? now.NewestCardVersion,
            CallRecordsAreLimited = body.OptionalFlag("callRecordsAreLimited") ?? now.CallRecordsAreLimited,
            WebhooksNeedHttps = body.OptionalFlag("webhooksNeedHttps") ?? now.WebhooksNeedHttps,
            EndedMeetingShowsAfterSeconds = body.OptionalSeconds("endedMeetingShowsAfterSeconds") ?? now.EndedMeetingShowsAfterSeconds,
            RunningMeetingShowsAfterSeconds = body.OptionalSeconds("runningMeetingShowsAfterSeconds") ?? now.RunningMeetingShowsAfterSeconds,
            LeftTimeIs1970WhileInMeeting = body.OptionalFlag("leftTimeIs1970WhileInMeeting") ?? now.LeftTimeIs1970WhileInMeeting,
            SecondsPerRing = body.OptionalSeconds("secondsPerRing") ?? now.SecondsPerRing,
            RoomMeetingInfoIsServed = body.OptionalFlag("roomMeetingInfoIsServed") ?? now.RoomMeetingInfoIsServed,
            ReportsNeedParticipantsScope = body.OptionalFlag("reportsNeedParticipantsScope") ?? now.ReportsNeedParticipantsScope,
        };
    }

    private static string? CardVersion(JsonBody body) => body.OptionalText("newestCardVersion") is not { } text || Version.TryParse(text, out _)
        ? body.OptionalText("newestCardVersion")
        : throw WebexFailure.BadRequest("newestCardVersion must be a version such as 1.3.");
}
