using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>
/// The deliveries that a person's webhook received, one line each: seconds since the first, event, eventType, state,
/// personality, remote party, and what else is worth seeing.
/// </summary>
public static class Story
{
    public static string Of(Simulation simulation, string person)
    {
        var text = new StringBuilder();
        var bodies = Bodies(simulation, person);
        var start = bodies.Count == 0 ? default : Time(bodies[0], "created");
        foreach (var body in bodies)
        {
            text.AppendLine(Line(body, start));
        }

        return text.ToString().TrimEnd();
    }

    public static List<JsonNode> Bodies(Simulation simulation, string person) =>
        [.. simulation.Receiver.All.Where(received => received.Path == "/" + person).Select(received => JsonNode.Parse(received.Body)!)];

    /// <summary>Compares line by line, however many blanks lie between the columns.</summary>
    public static void Check(Simulation simulation, string person, string expected, string more = "")
    {
        var actual = $"{Of(simulation, person)}\n{more}";
        Assert.True(Squeeze(expected) == Squeeze(actual), $"{person} was told:\n{actual}\n\nexpected:\n{expected}");
    }

    private static string Line(JsonNode body, DateTimeOffset start)
    {
        var data = body["data"]!;
        var seconds = Math.Floor((Time(body, "eventTimestamp") - start).TotalSeconds);
        var extras = string.Join(' ', Extras(data));
        return $"{seconds,3} {body["event"],-7} {data["eventType"],-12} {data["state"],-12} {data["personality"],-11} {Remote(data["remoteParty"]!),-14} {extras}".TrimEnd();
    }

    private static IEnumerable<string> Extras(JsonNode data)
    {
        if (data["endpointType"] is { } type)
        {
            yield return type.GetValue<string>() == "DEVICE" ? "desk" : "app";
        }

        if (data["completedElsewhere"]!.GetValue<bool>())
        {
            yield return "elsewhere";
        }

        foreach (var redirection in data["redirections"]?.AsArray() ?? [])
        {
            yield return $"{redirection!["reason"]}:{redirection["redirectingParty"]!["name"]}";
        }

        if (data["recall"] is { } recall)
        {
            yield return $"recall:{recall["party"]!["number"]}";
        }

        if (data["recordingState"] is { } recording)
        {
            yield return $"rec:{recording}";
        }

        if (data["muted"]!.GetValue<bool>())
        {
            yield return "muted";
        }
    }

    private static string Remote(JsonNode party) => party["privacyEnabled"]!.GetValue<bool>() ? "(withheld)" : party["number"]?.GetValue<string>() ?? "(none)";

    private static DateTimeOffset Time(JsonNode body, string field) => DateTimeOffset.Parse(body["data"]![field]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Squeeze(string table) => string.Join('\n', table
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
