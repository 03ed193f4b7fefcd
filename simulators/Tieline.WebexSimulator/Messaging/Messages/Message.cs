using System.Text.Json;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>A message in a room.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/messages</remarks>
internal sealed class Message
{
    public required string Id { get; init; }

    /// <summary>Grows from message to message, over all rooms.</summary>
    public required long Number { get; init; }

    public required string RoomId { get; set; }

    /// <summary>The first message of the thread that this one answers in.</summary>
    public string? ParentId { get; init; }

    public required string PersonId { get; init; }

    public required MessageText Said { get; set; }

    /// <summary>The content that the message carries; at most one.</summary>
    public string? ContentId { get; init; }

    /// <summary>The card that the message carries, with its content type.</summary>
    public JsonElement? Attachment { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Updated { get; set; }

    public int Edits { get; set; }
}
