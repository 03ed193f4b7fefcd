using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>axe-core, fetched once with npm into the artifacts folder.</summary>
public static class Axe
{
    private const string Package = "axe-core@4.10.3";
    private static readonly Lazy<Task<string>> Script = new(FetchAsync);

    /// <summary>What a panel lacks rightly: it is a part of another page, which has the landmarks and the first heading.</summary>
    private static readonly string[] OfWholePages = ["region", "landmark-one-main", "page-has-heading-one"];

    /// <summary>Violations in a frame, each as a line that says what and where: every one that axe knows, of whatever impact, but for what belongs to whole pages alone.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IFrame frame)
    {
        var isWhole = new Uri(frame.Url).AbsolutePath.StartsWith("/admin", StringComparison.Ordinal);
        await frame.EvaluateAsync($"() => {{ {await Script.Value} }}");
        var found = await frame.EvaluateAsync<JsonElement>("async () => (await axe.run(document)).violations.map(v => ({ impact: v.impact, id: v.id, help: v.help, nodes: v.nodes.map(n => n.html) }))");
        return [.. found.EnumerateArray()
            .Where(violation => isWhole || !OfWholePages.Contains(violation.GetProperty("id").GetString()))
            .Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: {violation.GetProperty("nodes")}")];
    }

    /// <summary>Asserts that there is none.</summary>
    public static async Task IsUsableByAllAsync(this IFrame frame)
    {
        var violations = await ViolationsAsync(frame);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    public static IFrame Panel(this IPage page, string panel) => page.Frames.Single(frame => frame.Url.Contains($"/panels/{panel}", StringComparison.Ordinal));

    private static async Task<string> FetchAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Sight.Root(), "artifacts", "axe")).FullName;
        var script = Path.Combine(folder, "package", "axe.min.js");
        if (!File.Exists(script))
        {
            await RunAsync(folder, "npm", "pack", "--silent", Package);
            await RunAsync(folder, "tar", "-xzf", Directory.GetFiles(folder, "axe-core-*.tgz").Single());
        }

        return await File.ReadAllTextAsync(script);
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder }) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
