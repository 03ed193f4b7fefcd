using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Calls;
using Tieline.Webex;

namespace Tieline.Server.Tests.Calls;

/// <summary>
/// A call as a pasted table: one webhook per line, columns by name, times in seconds from the start. Empty cells are left out of the payload.
/// A colleague's name in the column <c>remote</c> is an internal party, <c>withheld</c> a private one, a number an outside one, <c>112!</c> an emergency number.
/// </summary>
internal static class CallTable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Tenant = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly string[] Colleagues = ["ann", "bo", "carla", "david", "eva"];

    public static CallSession NewSession() => new(Tenant, "session-1");

    /// <summary>The events of each webhook, in the order of the lines.</summary>
    public static List<IReadOnlyList<CallEvent>> Read(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => EventsOf(names.Zip(Cells(line)).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    public static DateTimeOffset At(string seconds) => Start + TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));

    /// <summary>One line per agent: person, direction, outcome or status, remote, seconds talked; sorted.</summary>
    public static string Told(CallSession session) => string.Join('\n', session.Views().OrderBy(view => view.PersonId, StringComparer.Ordinal).Select(Told));

    private static string Told(CallView view)
    {
        var talk = view.TalkTime is { } time ? $" talked {time.TotalSeconds.ToString(CultureInfo.InvariantCulture)}" : "";
        var remote = view.Remote.IsPrivate ? "withheld" : view.Remote.Name ?? view.Remote.Number ?? "nobody";
        return $"{view.PersonId} {view.Direction} {(view.Outcome is { } outcome ? outcome.ToString() : $"is {view.Status}")} {remote}{talk}{(view.IsApproximate ? " approximately" : "")}";
    }

    private static string[] Cells(string line) => line.Split('|').Select(cell => cell.Trim()).ToArray();

    private static IReadOnlyList<CallEvent> EventsOf(Dictionary<string, string> row)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Webhook(row));
        Assert.True(TelephonyCallEvent.TryParse(body, out var told, out var problem), problem);
        return CallTranslator.Translate(row["person"], told);
    }

    private static JsonObject Webhook(Dictionary<string, string> row) => new()
    {
        ["id"] = "webhook-1", ["resource"] = "telephony_calls", ["event"] = row["event"], ["actorId"] = row["person"], ["data"] = Data(row),
    };

    private static JsonObject Data(Dictionary<string, string> row)
    {
        var data = new JsonObject
        {
            ["eventType"] = row.GetValueOrDefault("eventType", "updated"), ["eventTimestamp"] = At(row["at"]), ["callSessionId"] = "session-1",
            ["callId"] = row.GetValueOrDefault("call", "call-of-" + row["person"]), ["personality"] = row["personality"], ["state"] = row["state"],
            ["created"] = At(row.GetValueOrDefault("created", "0")), ["remoteParty"] = Party(row.GetValueOrDefault("remote", "+12025550143")),
            ["muteCapable"] = row["state"] == "connected", ["muted"] = false, ["completedElsewhere"] = row.ContainsKey("elsewhere"),
        };
        foreach (var time in (string[])["answered", "disconnected"])
        {
            if (row.TryGetValue(time, out var seconds))
            {
                data[time] = At(seconds);
            }
        }

        if (row.TryGetValue("redirectedBy", out var by))
        {
            data["redirections"] = new JsonArray(new JsonObject { ["reason"] = "noAnswer", ["redirectingParty"] = Party(by) });
        }

        return data;
    }

    private static JsonObject Party(string remote) => remote switch
    {
        "withheld" => new() { ["privacyEnabled"] = true, ["callType"] = "external" },
        "nobody" => new() { ["privacyEnabled"] = false, ["callType"] = "external" },
        _ when Colleagues.Contains(remote) => new() { ["name"] = remote, ["number"] = "1101", ["personId"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("ciscospark://us/PEOPLE/" + remote)), ["privacyEnabled"] = false, ["callType"] = "location" },
        _ when remote.EndsWith('!') => new() { ["number"] = remote[..^1], ["privacyEnabled"] = false, ["callType"] = "emergency" },
        _ => new() { ["number"] = remote, ["privacyEnabled"] = false, ["callType"] = "external" },
    };
}
