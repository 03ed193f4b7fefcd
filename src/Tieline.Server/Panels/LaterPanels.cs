namespace Tieline.Server.Panels;

/// <summary>Panels that the Salesforce package has a place for and this version has nothing to show in yet: their page says so.</summary>
internal static class LaterPanels
{
    public static readonly IReadOnlyList<string> Names = ["meetings-calendar", "meetings", "schedule-a-meeting", "spaces", "create-a-space", "webinars"];
}
