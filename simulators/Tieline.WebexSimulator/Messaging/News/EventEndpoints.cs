using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>/v1/events: what happened in messaging in the whole organization, newest first.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/events</remarks>
internal sealed class EventEndpoints(WebexCloud cloud)
{
    private static readonly string[] Resources =
    [
        "attachmentActions", "businessTexts", "call_records", "convergedRecordings", "file_transcodings", "files", "meetingMessages",
        "meetings", "meetingTranscripts", "memberships", "messages", "rooms", "tabs",
    ];

    public void Map(CloudRoutes routes)
    {
        routes.Get("/events", Access.Events, List);
        routes.Get("/events/{eventId}", Access.Events, request =>
        {
            var id = request.Route("eventId");
            return Reply.Ok(cloud.News.Events.FirstOrDefault(entry => Ids.Same(id, entry.Id)) ?? throw Ids.Unknown(id));
        });
    }

    private Reply List(CloudRequest request)
    {
        var resource = Refuse.Choice(request.Query("resource"), "resource", Resources);
        var type = Refuse.Choice(request.Query("type"), "type", "created", "updated", "deleted", "ended");
        var service = Refuse.Choice(request.Query("serviceType"), "serviceType", "calling");
        Refuse.Unless(service is null == resource is not "convergedRecordings", "serviceType goes with convergedRecordings, and only with them.");
        var actor = request.Query("actorId") is { } actorId ? HydraId.Name(actorId) ?? throw Ids.Unknown(actorId) : null;
        var (from, to) = (Refuse.Time(request.Query("from"), "from"), Refuse.Time(request.Query("to"), "to"));
        Refuse.Unless(to is null || to <= cloud.Clock.Now, "to cannot lie in the future.");
        return Paging.Page(request, [.. cloud.News.Events
            .Where(entry => resource is null || entry.Resource == resource)
            .Where(entry => type is null || entry.Type == type)
            .Where(entry => actor is null || HydraId.Name(entry.ActorId) == actor)
            .Where(entry => from is null || entry.Created > from)
            .Where(entry => to is null || entry.Created < to)
            .Reverse()], 1000);
    }
}
