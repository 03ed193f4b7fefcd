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

    /// <summary>The softphone alone, at its real size.</summary>
    public async Task PhotographSoftphoneAsync(string name) =>
        await Page.Locator("iframe[src*='/panels/softphone']").ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

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
