using System.Text.Json;
using Microsoft.Playwright;

namespace Tieline.Bench.Pop;

/// <summary>Something that was seen in the browser, by the machine's clock.</summary>
/// <param name="What">A caller's name or number in the panel, or the id of a record that the panel asked for.</param>
/// <param name="At">Milliseconds since 1970.</param>
internal sealed record Sighting(int Agent, string What, double At);

/// <summary>Real softphones in Debian's chromium: one page with a frame per agent. What stands as the caller's name is written down when it changes.</summary>
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
    private readonly IPage _page;
    private readonly IReadOnlyList<int> _agents;

    private Screen(IPlaywright playwright, IBrowser browser, IPage page, IReadOnlyList<int> agents) =>
        (_playwright, _browser, _page, _agents) = (playwright, browser, page, agents);

    public static bool CanOpen => File.Exists("/usr/bin/chromium");

    public static async Task<Screen> OpenAsync(string address, IReadOnlyList<int> agents)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1720, Height = 980 } });
        var screen = new Screen(playwright, browser, page, agents);
        await page.GotoAsync(address);
        foreach (var agent in agents)
        {
            await page.FrameLocator($"iframe[name='{agent}']").Locator("[data-testid=softphone][data-ready]").WaitForAsync();
            await screen.FrameOf(agent).EvaluateAsync(Watch);
        }

        return screen;
    }

    public async Task<IReadOnlyList<Sighting>> InPanelsAsync()
    {
        var sightings = new List<Sighting>();
        foreach (var agent in _agents)
        {
            var seen = await FrameOf(agent).EvaluateAsync<JsonElement>("() => window.seen");
            sightings.AddRange(seen.EnumerateArray().Select(one => new Sighting(agent, one.GetProperty("what").GetString()!, one.GetProperty("at").GetDouble())));
        }

        return sightings;
    }

    public async Task<IReadOnlyList<Sighting>> AtHostAsync()
    {
        var pops = await _page.EvaluateAsync<JsonElement>("() => window.pops");
        return
        [
            .. pops.EnumerateArray().Where(one => one.GetProperty("record").ValueKind == JsonValueKind.String)
                .Select(one => new Sighting(one.GetProperty("agent").GetInt32(), one.GetProperty("record").GetString()!, one.GetProperty("at").GetDouble())),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private IFrame FrameOf(int agent) => _page.Frame($"{agent}") ?? throw new InvalidOperationException($"The frame of agent {agent} is gone.");
}
