using System.Globalization;
using System.Text;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Cards;
using Tieline.WebexSimulator.Messaging.Contents;
using Tieline.WebexSimulator.Messaging.News;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Posts, edits and deletes messages.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/messages</remarks>
internal sealed class Posting(WebexCloud cloud)
{
    public const int MostBytes = 7439;
    private const int MostEdits = 10;

    public (Message Message, Room Room) Post(Person author, Draft draft, string origin)
    {
        var body = draft.Body.Only("roomId", "parentId", "toPersonId", "toPersonEmail", "text", "markdown", "files", "attachments");
        Refuse.Unless(!draft.IsForm || !body.Has("attachments"), "A card cannot be sent together with a local file.");
        var card = CardCheck.Read(body.OptionalItems("attachments"), cloud.Switches);
        CheckWords(body, draft.File is not null);
        var room = MessageTarget.Find(author, body, cloud);
        Refuse.UnlessAllowed(!room.IsReadOnly, "The room is archived.");
        Refuse.UnlessAllowed(!room.IsAnnouncementOnly || room.IsRuledBy(author), "Only a moderator can post in a room in announcement mode.");
        var parent = body.OptionalText("parentId") is { } parentId ? MessageTarget.Parent(parentId, author, room, cloud) : null;
        var name = cloud.Draws.Uuid().ToString("D");
        var message = new Message
        {
            Id = HydraId.Of("MESSAGE", name, cloud.Switches.IdCluster), Number = cloud.Messages.LastNumber + 1, RoomId = room.Id, ParentId = parent?.Id, PersonId = author.Id, Said = Said(body, room),
            ContentId = Store(draft.File, name), Attachment = card, Created = cloud.Clock.Now,
        };
        cloud.Messages.Add(message);
        Touch(room, message.Created);
        room.Members.ForEach(member => member.IsRoomHidden = false);
        Tell(message, room, "created", author, origin);
        return (message, room);
    }

    public void Edit(Message message, Room room, Person editor, JsonBody body, string origin)
    {
        Refuse.UnlessAllowed(message.PersonId == editor.Id, "Only the author can edit a message.");
        Refuse.Unless(!body.Has("html"), "html cannot be part of an edit: send markdown.");
        body.Only(MessageView.EditFields);
        var roomId = body.OptionalText("roomId") ?? throw WebexFailure.BadRequest("roomId cannot be null");
        Refuse.Unless(Ids.Same(roomId, room.Id), "roomId is not the room of the message.");
        Refuse.Unless(message.ContentId is null && message.Attachment is null, "Editing messages with files or attachments is currently unsupported.");
        CheckWords(body, hasFile: false);
        Refuse.UnlessAllowed(!room.IsReadOnly, "The room is archived.");
        Refuse.Unless(message.Edits < MostEdits, "The limit of 10 edits per message has been reached.");
        message.Said = Said(body, room);
        message.Edits++;
        message.Updated = cloud.Clock.Now;
        Tell(message, room, "updated", editor, origin);
    }

    public void Delete(Message message, Room room, Person actor, string origin)
    {
        cloud.Messages.Remove(message);
        Tell(message, room, "deleted", actor, origin);
    }

    private static void CheckWords(JsonBody body, bool hasFile)
    {
        var (text, markdown) = (body.OptionalText("text"), body.OptionalText("markdown"));
        Refuse.Unless(text is not null || markdown is not null || hasFile, "Both text and file cannot be empty.");
        foreach (var words in new[] { text, markdown }.OfType<string>())
        {
            Refuse.Unless(Encoding.UTF8.GetByteCount(words) <= MostBytes,
                string.Create(CultureInfo.InvariantCulture, $"The message is longer than {MostBytes} bytes."));
        }
    }

    private MessageText Said(JsonBody body, Room room)
    {
        var (text, markdown) = (body.OptionalText("text"), body.OptionalText("markdown"));
        return markdown is null ? new MessageText { Text = text } : MarkdownText.Read(markdown, text, who =>
            (cloud.Directory.FindByEmail(who) ?? cloud.Directory.Find(who)) is { } person && room.Of(person) is not null ? person : null);
    }

    private string? Store(Upload? file, string messageName)
    {
        if (file is null)
        {
            return null;
        }

        var content = new Content
        {
            Id = HydraId.Of("CONTENT", messageName + "/0", cloud.Switches.IdCluster), FileName = file.FileName, ContentType = file.ContentType, Bytes = file.Bytes,
            ScannedAt = cloud.Clock.Now + TimeSpan.FromSeconds(cloud.Switches.FileScanSeconds),
        };
        cloud.Contents.Add(content);
        return content.Id;
    }

    private void Touch(Room room, DateTimeOffset at)
    {
        if (cloud.Switches.LastActivityLagSeconds == 0)
        {
            room.LastActivity = at;
            return;
        }

        cloud.After(TimeSpan.FromSeconds(cloud.Switches.LastActivityLagSeconds), () =>
        {
            room.LastActivity = at;
            cloud.Changed();
        });
    }

    private void Tell(Message message, Room room, string happening, Person actor, string origin)
    {
        cloud.Changed();
        var audience = room.Members.Where(member => MessageBook.Sees(cloud.Directory.Ever(member.PersonId), message, room));
        var told = happening != "updated" || cloud.Switches.MessageEditsAreTold;
        cloud.News.Tell(MessageNews.Of(message, room, happening, cloud, origin), actor, told ? audience : []);
    }
}
