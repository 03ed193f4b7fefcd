namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>What the list of events keeps of a room, a membership, a message or an attachment action.</summary>
internal sealed record EventData(
    string Id, string? RoomId, string? RoomType, string? Text, string? PersonId, string? PersonEmail, string? CreatorId, string? Type, DateTimeOffset Created);
