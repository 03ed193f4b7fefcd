using Microsoft.Playwright;

namespace Tieline.Browser.Tests.Support;

/// <summary>Debian's chromium with third-party cookies blocked. One for all tests; each test opens a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--test-third-party-cookie-phaseout",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }

    /// <summary>A fresh browser profile; its scripts' errors and console errors are collected.</summary>
    /// <param name="width">Of the page in pixels.</param>
    /// <param name="height">Of the page in pixels.</param>
    /// <param name="bypassContentPolicy">Pages may do what their content policy forbids: for what stands on another page than it was made for.</param>
    /// <param name="locale">The browser's language.</param>
    public async Task<Sight> OpenAsync(int width = 1440, int height = 900, bool bypassContentPolicy = false, string locale = "en-US")
    {
        var context = await _browser!.NewContextAsync(new() { BypassCSP = bypassContentPolicy, ViewportSize = new() { Width = width, Height = height }, Locale = locale, TimezoneId = "America/New_York" });
        context.SetDefaultTimeout(Patience.Milliseconds);
        return new Sight(context, await context.NewPageAsync());
    }
}
