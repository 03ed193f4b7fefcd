namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>A door that things are thrown at; a part of its path in braces is filled with something.</summary>
internal sealed record FuzzDoor(string Method, string Path)
{
    public string[] Members { get; } = Array.Find(FuzzWords.Members, area => Path.StartsWith(area.Prefix, StringComparison.Ordinal)).Names ?? ["x"];
}

/// <summary>The doors that no list of the simulator's own names: sign-in, downloads, control.</summary>
internal static class FuzzDoors
{
    public static readonly string[] Forms =
    [
        "/v1/access_token", "/v1/authorize", "/v1/device/authorize", "/v1/device/token", "/v1/device/verify", "/idb/oauth2/v1/authorize", "/idb/oauth2/v1/access_token", "/idb/oauth2/v1/revoke",
    ];

    public static readonly FuzzDoor[] Others =
    [
        .. Forms.Select(path => new FuzzDoor("GET", path)),
        new("GET", "/idb/.well-known/openid-configuration"), new("GET", "/nbr/recordings/{id}/{kind}"), new("GET", "/recordings/calling/{id}/audio.mp3"), new("GET", "/v1/nothing"),
    ];

    public static readonly FuzzDoor[] Control =
    [
        .. Of("GET", "people", "scenarios", "calls", "outside", "meetings", "webhook-delivery", "rooms", "rooms/{id}/messages", "deliveries", "webhooks", "clock", "faults", "usage", "paths", "integrations",
            "service-apps", "switches", "state", "voicemails"),
        .. Of("POST", "people", "people/{who}", "people/{who}/dial", "people/{who}/voicemails", "calls", "calls", "calls/{session}/far-end", "legs/{call}/device", "legs/{call}/device", "outside",
            "meetings/{meeting}/join", "meetings/{meeting}/leave", "meetings/{meeting}/ask", "meetings/{meeting}/answer", "meetings/{meeting}/chat", "meetings/{meeting}/say", "meetings/{meeting}/vote",
            "meetings/{meeting}/poll", "meetings/{meeting}/record", "meetings/{meeting}/end", "meetings/{meeting}/registrants", "meetings/{meeting}/breakouts", "meetings/{meeting}/pickUp", "meetings/{meeting}/survey", "meetings/{meeting}/surveyAnswers", "meetings/script", "webhook-delivery", "webhook-delivery/release", "messages",
            "attachment-actions", "contents/{content}", "rooms/{room}/migrate", "clock", "faults", "integrations", "integrations/Ctieline-demo/users", "service-apps", "service-apps/{app}/authorize",
            "service-apps/{app}/deauthorize", "tokens", "bots", "bots/{who}/token", "tokens/revoke", "switches", "reset"),
        .. Of("DELETE", "faults", "faults/{id}"),
    ];

    private static IEnumerable<FuzzDoor> Of(string method, params string[] paths) => paths.Select(path => new FuzzDoor(method, "/control/" + path));
}
