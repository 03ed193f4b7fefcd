namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>
/// Something that happened in messaging: what a webhook tells of it, what /v1/events keeps of it, and the values
/// that a webhook's filter can ask for.
/// </summary>
internal sealed record Happening(string Resource, string Event, object Data, EventData Kept, Dictionary<string, string[]> Values);
