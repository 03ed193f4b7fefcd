namespace Tieline.WebexSimulator.Meetings;

/// <summary>A SIP address that is rung up from a meeting; after half a minute it is not any more.</summary>
internal sealed record Callout(string Uuid, string Address, string DisplayName, string CorrelationId, DateTimeOffset Ends);
