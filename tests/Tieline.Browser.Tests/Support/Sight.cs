using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>A page with what it complained about, and a camera.</summary>
public sealed class Sight : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Sight(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"script: {error}");
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The softphone inside the Lightning shell.</summary>
    public IFrameLocator Softphone => Page.FrameLocator("iframe[src*='/panels/softphone']");

    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "screenshots")).FullName;

    public Task PhotographAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>The page as it is now: a picture, and no violation that axe knows.</summary>
    public async Task SeeAsync(string name)
    {
        await PhotographAsync(name);
        await Page.MainFrame.IsUsableByAllAsync();
    }

    /// <summary>A panel as it is now, at its real size: a picture, and no violation that axe knows.</summary>
    public async Task SeePanelAsync(string name, string panel = "softphone")
    {
        await Page.Locator($"iframe[src*='/panels/{panel}']").ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        await Page.Panel(panel).IsUsableByAllAsync();
    }

    /// <summary>Adds one more panel to the shell's page, joined by the shell's own side of the host protocol.</summary>
    public Task EmbedAsync(string path, string panel, int width, int height) => Page.EvaluateAsync(
        """
        async ({ path, panel, width, height }) => {
          const session = await (await fetch('/lightning/session')).json();
          const { panelFrame } = await import('/lightning/static/panels/panel-frame.js');
          const { frame } = panelFrame(session, { panel, path, label: panel }, {}, {});
          frame.style.cssText = `position:fixed;right:1rem;top:10rem;width:${width}px;height:${height}px;z-index:9000;background:#fff`;
          document.body.append(frame);
        }
        """, new { path, panel, width, height });

    /// <summary>Tells an embedded panel whether its place is seen, as the page around it does.</summary>
    public Task TellVisibilityAsync(string panel, bool visible) => Page.EvaluateAsync(
        """
        ({ panel, visible }) => {
          const frame = document.querySelector(`iframe[src*='/panels/${panel}']`);
          frame.contentWindow.postMessage({ tieline: 1, type: 'visibility', visible, focused: true }, new URL(frame.src).origin);
        }
        """, new { panel, visible });

    /// <summary>Closes the page after a last picture of it: of a story that went wrong it tells most.</summary>
    public async ValueTask DisposeAsync()
    {
        await PhotographAsync($"last-{TestContext.Current.TestMethod?.MethodName}");
        await _context.CloseAsync();
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tieline.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Tieline.slnx above the tests.");
        }

        return folder.FullName;
    }
}
