using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.Server.CommandLine;

/// <summary><c>tieline config export | plan | apply</c>: a tenant's settings as a file.</summary>
internal static class ConfigCommands
{
    public static Command Make(TextWriter output, TextWriter error)
    {
        var server = new ServerOptions();
        var config = new Command("config", "A tenant's settings as a file: written, compared, applied.") { Export(server, output, error), Plan(server, output, error), Apply(server, output, error) };
        server.AddTo(config);
        return config;
    }

    private static Command Export(ServerOptions server, TextWriter output, TextWriter error)
    {
        var file = new Option<FileInfo?>("--out") { Description = "The file to write; otherwise the screen." };
        var command = new Command("export", "Writes what is set as YAML.") { file };
        command.SetAction((parsed, cancellationToken) => server.RunAsync(
            parsed, error,
            async client =>
            {
                var answer = await client.AskAsync(HttpMethod.Get, "config", null, cancellationToken);
                if (!answer.IsGood)
                {
                    throw new CommandException(answer.Problem());
                }

                var text = server.IsJson(parsed) ? new JsonObject { ["yaml"] = answer.Text }.ToJsonString() : answer.Text;
                await (parsed.GetValue(file) is { } to ? CommandFiles.WriteAsync(to, text) : output.WriteAsync(text));
                return CommandExit.Well;
            },
            cancellationToken));
        return command;
    }

    private static Command Plan(ServerOptions server, TextWriter output, TextWriter error)
    {
        var file = FileArgument();
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Ends with 1 when there are differences." };
        var keep = new Option<FileInfo?>("--out") { Description = "Keeps the plan, so that apply does this and nothing else." };
        var command = new Command("plan", "Shows what the file would change.") { file, detailed, keep };
        command.SetAction((parsed, cancellationToken) => server.RunAsync(
            parsed, error,
            async client =>
            {
                var plan = (await client.AskAsync(HttpMethod.Post, "config/plan", await CommandFiles.ReadAsync(parsed.GetValue(file)!), cancellationToken)).Json();
                await (server.IsJson(parsed) ? output.WriteLineAsync(plan.ToJsonString()) : output.WriteAsync(Words(plan)));
                if (parsed.GetValue(keep) is { } to)
                {
                    await CommandFiles.WriteAsync(to, plan.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                }

                return parsed.GetValue(detailed) && Changes(plan).Count > 0 ? CommandExit.Found : CommandExit.Well;
            },
            cancellationToken));
        return command;
    }

    private static Command Apply(ServerOptions server, TextWriter output, TextWriter error)
    {
        var file = FileArgument();
        var kept = new Option<FileInfo?>("--plan") { Description = "The plan that was kept: anything else is refused." };
        var command = new Command("apply", "Changes what the file says, all of it or nothing.") { file, kept };
        command.SetAction((parsed, cancellationToken) => server.RunAsync(
            parsed, error,
            async client =>
            {
                var text = await CommandFiles.ReadAsync(parsed.GetValue(file)!);
                var plan = parsed.GetValue(kept) is { } from
                    ? CommandFiles.Parse(await CommandFiles.ReadAsync(from), from)
                    : (await client.AskAsync(HttpMethod.Post, "config/plan", text, cancellationToken)).Json();
                var done = (await client.AskAsync(HttpMethod.Post, $"config/apply?plan={Uri.EscapeDataString((string?)plan["fingerprint"] ?? "none")}", text, cancellationToken)).Json();
                await (server.IsJson(parsed)
                    ? output.WriteLineAsync(done.ToJsonString())
                    : output.WriteAsync(Words(done) + (Changes(done).Count == 0 ? "" : $"Changed: {done["changed"]}.{Environment.NewLine}")));
                return CommandExit.Well;
            },
            cancellationToken));
        return command;
    }

    private static Argument<FileInfo> FileArgument() => new("file") { Description = "The file of settings, in YAML." };

    private static JsonArray Changes(JsonNode plan) => plan["changes"] as JsonArray ?? [];

    private static string Words(JsonNode plan)
    {
        var lines = Changes(plan).Select(change => $"{change!["sign"]} {change["key"]} for {change["for"]}: {Value(change["before"])} -> {Value(change["after"])}");
        return string.Concat(lines.DefaultIfEmpty("Nothing to change.").Select(line => line + Environment.NewLine));
    }

    private static string Value(JsonNode? value) => (string?)value is not { } text ? "not set" : text.Length == 0 ? "empty" : text;
}
