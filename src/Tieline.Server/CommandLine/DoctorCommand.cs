using System.CommandLine;
using System.Text.Json.Nodes;

namespace Tieline.Server.CommandLine;

/// <summary><c>tieline doctor</c>: has the server look at itself and both clouds, and says what it found.</summary>
internal static class DoctorCommand
{
    public static Command Make(TextWriter output, TextWriter error)
    {
        var server = new ServerOptions();
        var fix = new Option<string?>("--fix") { Description = "Mends this check, where that is possible, and looks again." };
        var command = new Command("doctor", "Checks everything that must be right, and says who can mend what is not.") { fix };
        server.AddTo(command);
        command.SetAction((parsed, cancellationToken) => server.RunAsync(
            parsed, error,
            async client =>
            {
                if (parsed.GetValue(fix) is { Length: > 0 } name && await client.AskAsync(HttpMethod.Post, $"doctor/{Uri.EscapeDataString(name)}/fix", null, cancellationToken) is { IsGood: false } refused)
                {
                    throw new CommandException(refused.Problem());
                }

                var found = (await client.AskAsync(HttpMethod.Post, "doctor", null, cancellationToken)).Json();
                await (server.IsJson(parsed) ? output.WriteLineAsync(found.ToJsonString()) : output.WriteAsync(Words(found)));
                return Checks(found).Any(check => VerdictOf(check) == "broken" || !CouldLook(check)) ? CommandExit.Found : CommandExit.Well;
            },
            cancellationToken));
        return command;
    }

    private static IEnumerable<JsonNode> Checks(JsonNode found) => (found["checks"] as JsonArray ?? []).OfType<JsonNode>();

    private static string VerdictOf(JsonNode check) => ((string?)check["verdict"] ?? "").ToLowerInvariant();

    // What nobody could look at may be broken; what cannot be told by any API is no reason for alarm.
    private static bool CouldLook(JsonNode check) => (bool?)check["couldLook"] ?? true;

    private static string Words(JsonNode found)
    {
        var checks = Checks(found).ToList();
        var text = new System.Text.StringBuilder();
        foreach (var check in checks)
        {
            text.Append($"{VerdictOf(check),-8} {check["title"]} ({check["name"]})").AppendLine();
            if (VerdictOf(check) != "well")
            {
                Add(text, check["sentence"], "");
                Add(text, check["evidence"], "Seen: ");
                Add(text, check["whoMends"], "Who: ");
                text.Append((bool?)check["canFix"] == true ? $"         Mend it: tieline doctor --fix {check["name"]}{Environment.NewLine}" : "");
            }
        }

        var counts = checks.GroupBy(VerdictOf).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => $"{same.Count()} {same.Key}");
        return text.AppendJoin(", ", counts).Append('.').AppendLine().ToString();
    }

    private static void Add(System.Text.StringBuilder text, JsonNode? value, string before)
    {
        // Evidence comes in lines.
        var told = value is JsonArray lines ? string.Join("; ", lines.Select(line => line?.ToString())) : value?.ToString();
        if (told is { Length: > 0 } words)
        {
            text.Append("         ").Append(before).Append(words).AppendLine();
        }
    }
}
