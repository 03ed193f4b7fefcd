using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using Tieline.SalesforceSimulator;

namespace Tieline.Browser.Tests.Lightning;

/// <summary>The Lightning shell at localhost, a panel that only speaks the host protocol at 127.0.0.1 (another site), and chromium.</summary>
public sealed class ShellInBrowser : IAsyncLifetime
{
    public const string Ann = "ann.berg@nordlys.example";
    private WebApplication salesforce = null!;
    private WebApplication panels = null!;
    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;
    private HttpClient rest = null!;

    public string Shell { get; private set; } = "";

    public string Panels { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        salesforce = SalesforceSimulatorApp.Create(new SalesforceSimulatorOptions { Url = "http://127.0.0.1:0" });
        await salesforce.StartAsync();
        var port = new Uri(salesforce.Urls.First()).Port;
        Shell = $"http://localhost:{port}";
        await StartPanelsAsync();
        rest = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        (await rest.PostAsJsonAsync("/control/signer", new { secret = "secret", tieline = Panels })).EnsureSuccessStatusCode();
        var token = (await rest.GetFromJsonAsync<JsonElement>($"/control/token?user={Ann}")).GetProperty("access_token").GetString();
        rest.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--test-third-party-cookie-phaseout"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        rest.Dispose();
        await chromium.DisposeAsync();
        playwright.Dispose();
        await salesforce.DisposeAsync();
        await panels.DisposeAsync();
    }

    /// <summary>A browser window of its own, signed in, at that page of the shell.</summary>
    /// <param name="address">A page of the shell.</param>
    /// <param name="tokenAfter">How long the org takes to sign a launch token.</param>
    public async Task<IPage> OpenAsync(string address = "/lightning/page/home", TimeSpan tokenAfter = default)
    {
        var context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 1366, Height = 850 } });
        context.SetDefaultTimeout(Patience.Milliseconds);
        if (tokenAfter > TimeSpan.Zero)
        {
            await context.RouteAsync("**/lightning/launch-token", async route =>
            {
                await Task.Delay(tokenAfter);
                await route.ContinueAsync();
            });
        }

        var page = await context.NewPageAsync();
        // What changes before the page hears of changes is not told to it.
        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync($"{Shell}/lightning/login?user={Ann}&startURL={Uri.EscapeDataString(address)}"),
            answer => answer.Url.Contains("/lightning/events", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Brings a package into the org, as an administrator; what is in it is open to everybody.</summary>
    public async Task DeployAsync(byte[] zip)
    {
        (await rest.PostAsJsonAsync("/control/switches", new { customNeedsPermission = false })).EnsureSuccessStatusCode();
        var token = (await rest.GetFromJsonAsync<JsonElement>("/control/token?user=admin@nordlys.example")).GetProperty("access_token").GetString();
        using var body = new MultipartFormDataContent
        {
            { new StringContent("""{"deployOptions":{"singlePackage":true,"rollbackOnError":true}}""", new MediaTypeHeaderValue("application/json")), "json" }, { new ByteArrayContent(zip), "file", "deploy.zip" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/data/v66.0/metadata/deployRequest") { Content = body, Headers = { Authorization = new("Bearer", token) } };
        using var submitted = await rest.SendAsync(request);
        var id = (await submitted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        (await rest.PostAsJsonAsync("/control/clock", new { advanceSeconds = 3 })).EnsureSuccessStatusCode();
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/services/data/v66.0/metadata/deployRequest/{id}?includeDetails=true") { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await rest.SendAsync(asked);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"status\":\"Succeeded\"", text, StringComparison.Ordinal);
    }

    public async Task<string> CreateAsync(string objectName, object fields)
    {
        using var answer = await rest.PostAsJsonAsync($"/services/data/v66.0/sobjects/{objectName}", fields);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>The status of the org's answer.</summary>
    public async Task<int> AskAsync(string path)
    {
        using var answer = await rest.GetAsync(path);
        return (int)answer.StatusCode;
    }

    public async Task UpdateAsync(string objectName, string id, object fields) =>
        (await rest.PatchAsJsonAsync($"/services/data/v66.0/sobjects/{objectName}/{id}", fields)).EnsureSuccessStatusCode();

    public async Task DeleteAsync(string objectName, string id) => (await rest.DeleteAsync($"/services/data/v66.0/sobjects/{objectName}/{id}")).EnsureSuccessStatusCode();

    private async Task StartPanelsAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        panels = builder.Build();
        panels.MapGet("/panels/{panel}", () => Results.Content(PanelPage, "text/html; charset=utf-8"));
        await panels.StartAsync();
        Panels = panels.Urls.First();
    }

    /// <summary>Keeps what it hears in <c>heard</c> and says what <c>say</c> is given.</summary>
    private const string PanelPage = """
        <!doctype html><html lang="en"><title>Panel</title><body><h1>Panel</h1><input id="note" aria-label="Notes">
        <script>
        let host = null; const heard = []; const name = location.pathname.split("/").pop();
        const say = message => parent.postMessage({ tieline: 1, ...message }, host ?? "*");
        const greeting = setInterval(() => say({ type: "hello", panel: name }), 100);
        addEventListener("message", event => {
          if (event.source !== parent) return;
          host ??= event.origin;
          heard.push(event.data);
          if (event.data.type === "welcome") { clearInterval(greeting); say({ type: "needToken", requestId: "1", reason: "start" }); }
        });
        </script></body></html>
        """;
}

/// <summary>What a test does with a panel's frame.</summary>
internal static class PanelFrame
{
    /// <summary>The frame of a panel once it has its token.</summary>
    internal static async Task<IFrame> PanelAsync(this IPage page, string panel = "softphone")
    {
        var frame = await page.FrameAsync($"/panels/{panel}?");
        await frame.HearsAsync("token");
        return frame;
    }

    internal static Task SayAsync(this IFrame frame, object message) => frame.EvaluateAsync("message => say(message)", message);

    /// <summary>Waits until the newest message of this type fulfils a JavaScript condition on <c>m</c>; gives it back.</summary>
    /// <remarks>Looks by a timer. By animation frames, which is the usual way, it would look once only: a frame of another site that is not shown gets none.</remarks>
    internal static async Task<JsonElement> HearsAsync(this IFrame frame, string type, string condition = "true")
    {
        try
        {
            var found = await frame.WaitForFunctionAsync($"type => {{ const m = typeof heard === 'undefined' ? null : heard.findLast(one => one.type === type); return m && ({condition}) ? m : null; }}", type, new() { PollingInterval = 50 });
            return await found.JsonValueAsync<JsonElement>();
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The panel at {frame.Url} never heard {type} with {condition}, but {await frame.EvaluateAsync<string>("JSON.stringify(heard)")}");
        }
    }
}
