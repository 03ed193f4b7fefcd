namespace Tieline.WebexSimulator.Webhooks;

/// <summary>What an organization has said its webhooks want to hear of beyond calls, and until when.</summary>
internal sealed record InterestRegistration(string[] Resources, string[] Actors, int Duration, DateTimeOffset Expires)
{
    public const int UsualDays = 60;
    public static readonly string[] KnownActors = ["Workspaces", "Virtual Lines"];

    /// <summary>The webhook resource that each interest opens.</summary>
    public static readonly Dictionary<string, string> KnownResources = new()
    {
        ["Hook Status"] = "telephony_hookstatus",
        ["Agent"] = "telephony_agent",
        ["Services"] = "telephony_services",
        ["Agent Monitoring"] = "telephony_agentMonitoring",
        ["Queue"] = "telephony_queue",
        ["Queue Monitoring"] = "telephony_queueMonitoring",
    };

    public bool Opens(string resource, DateTimeOffset now) => Expires > now && Resources.Any(interest => KnownResources[interest] == resource);
}
