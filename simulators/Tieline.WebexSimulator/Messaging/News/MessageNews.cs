using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Cards;
using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.Messaging.Rooms;

namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>What there is to tell of a message, and of a card that somebody filled in: metadata, never the words.</summary>
internal static class MessageNews
{
    public static Happening Of(Message message, Room room, string happening, WebexCloud cloud, string origin)
    {
        var data = MessageView.Metadata(message, room, cloud, origin);
        return new(
            "messages", happening, data,
            new EventData(message.Id, room.Id, room.Type, message.Said.Text, data.PersonId, data.PersonEmail, null, null, message.Created),
            new()
            {
                ["roomId"] = [room.Id], ["roomType"] = [room.Type], ["personId"] = [data.PersonId], ["personEmail"] = [data.PersonEmail],
                ["mentionedPeople"] = [.. message.Said.MentionedPeople], ["hasFiles"] = [Word(message.ContentId is not null)],
                ["hasAttachments"] = [Word(message.Attachment is not null)],
            });
    }

    public static Happening Of(AttachmentAction action, Room room, WebexCloud cloud) => new(
        "attachmentActions", "created", new { action.Id, type = AttachmentAction.Submit, action.MessageId, action.PersonId, roomId = room.Id, action.Created },
        new EventData(action.Id, room.Id, room.Type, null, action.PersonId, cloud.Directory.Ever(action.PersonId).Email, null, AttachmentAction.Submit, action.Created),
        new() { ["messageId"] = [action.MessageId], ["personId"] = [action.PersonId], ["roomId"] = [room.Id] });

    private static string Word(bool flag) => flag ? "true" : "false";
}
