using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

/// <summary>The simulator, hosted from the test assembly on a free port, and browsers that keep cookies and follow no redirect.</summary>
public sealed class ShellHost : IAsyncDisposable
{
    public const string Ann = "ann.berg@nordlys.example";
    public const string Secret = "pasted by an admin";
    public const string Tieline = "http://127.0.0.1:5080";
    private readonly WebApplication app;

    private ShellHost(WebApplication app) => this.app = app;

    public static async Task<ShellHost> StartAsync()
    {
        var app = SalesforceSimulatorApp.Create(new SalesforceSimulatorOptions { Url = "http://127.0.0.1:0", SeedStory = false });
        await app.StartAsync();
        return new ShellHost(app);
    }

    public SalesforceOrg Org => app.Services.GetRequiredService<SalesforceOrg>();

    public Uri Address => new(app.Urls.First());

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public HttpClient Browser() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };

    public async Task<HttpClient> SignedInAsync(string username = Ann)
    {
        var browser = Browser();
        using var answer = await SignInAsync(browser, username);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string username, string? startUrl = null) =>
        browser.PostAsync("/lightning/login", new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = username, ["startURL"] = startUrl ?? "" }));

    public async Task SetUpCallingAsync(string tieline = Tieline)
    {
        using var browser = Browser();
        (await browser.PostAsJsonAsync("/control/signer", new { secret = Secret, tieline })).EnsureSuccessStatusCode();
    }

    /// <summary>Creates a record by REST as that browser's user.</summary>
    public static async Task<string> CreateAsync(HttpClient browser, string objectName, object fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/services/data/v66.0/sobjects/{objectName}") { Content = JsonContent.Create(fields) };
        return (await SendAsync(browser, request)).GetProperty("id").GetString()!;
    }

    public static async Task UpdateAsync(HttpClient browser, string objectName, string id, object fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/services/data/v66.0/sobjects/{objectName}/{id}") { Content = JsonContent.Create(fields) };
        await SendAsync(browser, request);
    }

    public static async Task<JsonElement> SendAsync(HttpClient browser, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await SessionAsync(browser)).GetProperty("accessToken").GetString());
        using var answer = await browser.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public static async Task<JsonElement> SessionAsync(HttpClient browser) => await browser.GetFromJsonAsync<JsonElement>("/lightning/session");
}
