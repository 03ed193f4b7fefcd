using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Cards;

/// <summary>/v1/attachment/actions: what people put into cards. Seen by whoever posted the card and by whoever filled it in.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/attachment-actions</remarks>
internal sealed class AttachmentActionEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Post("/attachment/actions", Access.MessagesWrite, request => Reply.Of(202, cloud.Submitting.Submit(request.Person, request.Body)));
        routes.Get("/attachment/actions/{id}", Access.MessagesRead, One);
    }

    private Reply One(CloudRequest request)
    {
        var id = request.Route("id");
        var action = cloud.Actions.Find(id) ?? throw Ids.Unknown(id);
        var concerned = action.PersonId == request.Person.Id || cloud.Messages.Find(action.MessageId)?.PersonId == request.Person.Id;
        return concerned && cloud.Rooms.Find(action.RoomId)?.Of(request.Person) is not null ? Reply.Ok(action) : throw WebexFailure.NotFound();
    }
}
