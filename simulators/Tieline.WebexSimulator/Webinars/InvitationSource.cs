namespace Tieline.WebexSimulator.Webinars;

/// <summary>Where registrants come from, such as a campaign: it comes back as <c>sourceId</c> on those who used its links.</summary>
internal sealed record InvitationSource(string Id, string SourceId, string SourceEmail);
