using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The envelope of a webhook delivery about a meeting, a participant, a recording or a transcript.</summary>
internal sealed record ResourceEvent(
    string Id, string Name, string TargetUrl, string Resource, string Event, string? Filter, string OrgId, string CreatedBy, string AppId,
    string OwnedBy, string Status, DateTimeOffset Created, string ActorId, JsonObject Data);
