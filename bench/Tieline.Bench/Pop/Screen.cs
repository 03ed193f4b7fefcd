using System.Text.Json;
using Microsoft.Playwright;

namespace Tieline.Bench.Pop;

/// <summary>Something that was seen in the browser, by the machine's clock.</summary>
/// <param name="What">A caller's name or number in the panel, or the id of a record that the panel asked for.</param>
/// <param name="At">Milliseconds since 1970.</param>
internal sealed record Sighting(int Agent, string What, double At);

/// <summary>
/// Real softphones in Debian's chromium, each agent's in a browser context and so in a process of its own. What stands as the caller's name is written down when it changes.
/// </summary>
internal sealed class Screen : IAsyncDisposable
{
    private const string Watch = """
        () => {
          window.seen = [];
          let last = '';
          const look = () => {
            const name = document.querySelector('[data-testid=call-card][data-status=Ringing] [data-testid=caller-name]')?.textContent.trim() ?? '';
            if (name !== last) { last = name; if (name) { window.seen.push({ what: name, at: Date.now() }); } }
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Dictionary<int, IPage> _pages = [];

    private Screen(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static bool CanOpen => File.Exists("/usr/bin/chromium");

    public static async Task<Screen> OpenAsync(string address, IReadOnlyList<int> agents)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var screen = new Screen(playwright, browser);
        foreach (var agent in agents)
        {
            await screen.OpenAsync(address, agent);
        }

        return screen;
    }

    public Task<IReadOnlyList<Sighting>> InPanelsAsync() => SightingsAsync(page => SoftphoneOf(page).EvaluateAsync<JsonElement>("() => window.seen"));

    public Task<IReadOnlyList<Sighting>> AtHostAsync() => SightingsAsync(page => page.EvaluateAsync<JsonElement>("() => window.pops.filter(pop => pop.what)"));

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static IFrame SoftphoneOf(IPage page) => page.Frame("softphone") ?? throw new InvalidOperationException("A softphone's frame is gone.");

    private async Task OpenAsync(string address, int agent)
    {
        var page = _pages[agent] = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 460, Height = 500 } });
        await page.GotoAsync($"{address}/?agent={agent}");
        await page.FrameLocator("iframe").Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        await SoftphoneOf(page).EvaluateAsync(Watch);
    }

    private async Task<IReadOnlyList<Sighting>> SightingsAsync(Func<IPage, Task<JsonElement>> read)
    {
        var sightings = new List<Sighting>();
        foreach (var (agent, page) in _pages)
        {
            var seen = await read(page);
            sightings.AddRange(seen.EnumerateArray().Select(one => new Sighting(agent, one.GetProperty("what").GetString()!, one.GetProperty("at").GetDouble())));
        }

        return sightings;
    }
}
