using System.Text.Json;

namespace Tieline.WebexSimulator.Messaging.Cards;

/// <summary>A card that somebody filled in and submitted.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/attachment-actions</remarks>
internal sealed record AttachmentAction
{
    public const string Submit = "submit";

    public required string Id { get; init; }

    public string Type { get; init; } = Submit;

    public required string MessageId { get; init; }

    public required JsonElement Inputs { get; init; }

    public required string PersonId { get; init; }

    public required string RoomId { get; set; }

    public required DateTimeOffset Created { get; init; }
}
