using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Rooms;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>A message as /v1/messages tells it; a webhook tells it without what it says.</summary>
internal sealed record MessageView(
    string Id, string? ParentId, string RoomId, string RoomType, string? ToPersonId, string? ToPersonEmail, string? Text, string? Markdown, string? Html,
    string[]? Files, string PersonId, string PersonEmail, List<string>? MentionedPeople, string[]? MentionedGroups, JsonElement[]? Attachments,
    DateTimeOffset Created, DateTimeOffset? Updated)
{
    /// <summary>What an edit may carry: the message as it was told, save its HTML.</summary>
    public static readonly string[] EditFields =
    [
        "id", "parentId", "roomId", "roomType", "toPersonId", "toPersonEmail", "text", "markdown", "files", "personId", "personEmail", "mentionedPeople",
        "mentionedGroups", "attachments", "created", "updated", "isVoiceClip",
    ];

    public static MessageView Of(Message message, Room room, WebexCloud cloud, string origin) => Metadata(message, room, cloud, origin) with
    {
        Text = message.Said.Text,
        Markdown = message.Said.Markdown,
        Html = message.Said.Html,
        Attachments = message.Attachment is { } attachment ? [attachment] : null,
        Updated = message.Updated,
    };

    public static MessageView Metadata(Message message, Room room, WebexCloud cloud, string origin) => new(
        message.Id, message.ParentId, room.Id, room.Type, null, null, null, null, null,
        message.ContentId is { } content ? [$"{origin}/v1/contents/{content}"] : null,
        message.PersonId, cloud.Directory.Ever(message.PersonId).Email,
        message.Said.MentionedPeople is { Count: > 0 } mentioned ? mentioned : null,
        message.Said.MentionsAll ? ["all"] : null, null, message.Created, null);
}
