using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.News;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Cards;

/// <summary>Somebody fills in the card of a message; whoever posted the card is told.</summary>
internal sealed class Submitting(WebexCloud cloud)
{
    public AttachmentAction Submit(Person person, JsonBody body)
    {
        body.Only("type", "messageId", "inputs");
        Refuse.Unless(body.OptionalText("type") == AttachmentAction.Submit, "type must be submit.");
        var messageId = body.OptionalText("messageId") ?? throw WebexFailure.BadRequest("messageId cannot be null");
        var inputs = body.OptionalObject("inputs") ?? throw WebexFailure.BadRequest("inputs cannot be null");
        var (message, room) = cloud.Messages.Visible(messageId, person, "Unable to get message.");
        Refuse.Unless(message.Attachment is not null, "The message has no card.");
        var action = new AttachmentAction
        {
            Id = cloud.NewId("ATTACHMENT_ACTION"), MessageId = message.Id, Inputs = JsonElement.Parse(inputs.Root.GetRawText()),
            PersonId = person.Id, RoomId = room.Id, Created = cloud.Clock.Now,
        };
        cloud.Actions.Add(action);
        cloud.Changed();
        cloud.News.Tell(MessageNews.Of(action, room, cloud), person, room.Members.Where(member => member.PersonId == message.PersonId));
        return action;
    }
}
