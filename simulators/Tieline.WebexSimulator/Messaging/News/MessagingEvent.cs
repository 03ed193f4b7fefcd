namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>An entry of /v1/events.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/events</remarks>
internal sealed record MessagingEvent(
    string Id, string Resource, string Type, string ActorId, string OrgId, DateTimeOffset Created, EventData Data);
