using System.Diagnostics;
using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>The components of the Salesforce package as one script, and a page of the org on which one is shown.</summary>
public sealed class CompiledPackage : IAsyncLifetime
{
    private static readonly string Package = Path.Combine(Sight.Root(), "salesforce");
    private static readonly string Script = Path.Combine(Package, "preview", "dist", "components.js");

    public async ValueTask InitializeAsync()
    {
        Assert.True(Directory.Exists(Path.Combine(Package, "node_modules")), "The package's tools are not installed. Run tools/ensure salesforce-package (./test does).");
        using var build = Process.Start(new ProcessStartInfo("node", ["preview/build.mjs"]) { WorkingDirectory = Package, RedirectStandardError = true })!;
        var mistakes = await build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, mistakes);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task ShowAsync(Sight sight, World world, string component, int width, int height, string user, string? recordId = null, string? objectApiName = null)
    {
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={user}");
        // A real page of the org, emptied: a page that a test made up would count as one of the internet, which may frame nothing of this machine.
        await sight.Page.RouteAsync("**/lightning/static/package.js", route => route.FulfillAsync(new() { Path = Script, ContentType = "text/javascript" }));
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login");
        await sight.Page.EvaluateAsync("([width, height]) => { document.body.innerHTML = `<main id='place'></main>`; Object.assign(document.getElementById('place').style, { width: `${width}px`, height: `${height}px`, flex: 'none' }); }", new[] { width, height });
        await sight.Page.AddScriptTagAsync(new() { Url = "/lightning/static/package.js" });
        await sight.Page.EvaluateAsync(
            "([name, recordId, objectApiName]) => { tielinePreview.show(name, document.getElementById('place'), recordId ? { recordId, objectApiName } : {}); }",
            new[] { component, recordId, objectApiName });
    }
}
