using System.CommandLine;
using System.Text.Json.Nodes;

namespace Tieline.Server.CommandLine;

/// <summary><c>tieline uninstall list</c>: what of Tieline is still in use in both clouds. Removing is done on the page Leaving.</summary>
internal static class UninstallCommands
{
    public static Command Make(TextWriter output, TextWriter error)
    {
        var server = new ServerOptions();
        var list = new Command("list", "Lists what is still in use. Ends with 1 when something is.");
        list.SetAction((parsed, cancellationToken) => server.RunAsync(
            parsed, error,
            async client =>
            {
                var found = (await client.AskAsync(HttpMethod.Get, "leaving", null, cancellationToken)).Json();
                await (server.IsJson(parsed) ? output.WriteLineAsync(found.ToJsonString()) : output.WriteAsync(Words(found)));
                return Rows(found, "items").Any() || Rows(found, "gaps").Any() ? CommandExit.Found : CommandExit.Well;
            },
            cancellationToken));
        var uninstall = new Command("uninstall", "Leaving Tieline.") { list };
        server.AddTo(uninstall);
        return uninstall;
    }

    private static IEnumerable<JsonNode> Rows(JsonNode found, string name) => (found[name] as JsonArray ?? []).OfType<JsonNode>();

    private static string Words(JsonNode found)
    {
        var lines = Rows(found, "items").Select(item => $"{item["title"]}: {item["name"]}{((long?)item["count"] is > 1 and var count ? $" ({count})" : "")}")
            .Concat(Rows(found, "gaps").Select(gap => $"{gap["title"]}: cannot be listed. {gap["why"]}"));
        return string.Concat(lines.DefaultIfEmpty("Nothing is in use.").Select(line => line + Environment.NewLine));
    }
}
