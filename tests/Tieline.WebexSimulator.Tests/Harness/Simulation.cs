using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>A simulator of its own on a free port, time standing still, with a receiver for its webhooks.</summary>
public sealed class Simulation : IAsyncDisposable
{
    public const string Maria = "+12025550143";
    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly Dictionary<string, JsonNode> people = [];

    private Simulation(WebApplication app, WebhookReceiver receiver)
    {
        (this.app, Receiver) = (app, receiver);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public WebhookReceiver Receiver { get; }

    public HttpClient Http => http;

    public static async Task<Simulation> StartAsync(string? stateFile = null, bool stepped = true, int seed = 1, bool loopbackWebhooks = true)
    {
        var app = WebexSimulatorApp.Create(new WebexSimulatorOptions { Url = "http://127.0.0.1:0", StateFile = stateFile, Seed = seed, LoopbackWebhooks = loopbackWebhooks });
        await app.StartAsync();
        var simulation = new Simulation(app, await WebhookReceiver.StartAsync());
        var everybody = await simulation.GetAsync("/control/people");
        foreach (var person in everybody["people"]!.AsArray().Concat(everybody["bots"]!.AsArray()))
        {
            simulation.people[person!["email"]!.GetValue<string>().Split('@')[0].Split('.')[0]] = person;
        }

        if (stepped)
        {
            await simulation.PostAsync("/control/clock", """{"mode":"stepped"}""");
            await simulation.PostAsync("/control/clock", """{"now":"2026-03-02T09:00:00Z"}""");
        }

        return simulation;
    }

    /// <summary>A field of a person, who is named by first name in lower case.</summary>
    public string Of(string person, string field) => people[person][field]!.GetValue<string>();

    /// <summary>Somebody who was not there from the beginning, with an access token.</summary>
    public void Introduce(string name, string accessToken) => people[name] = new JsonObject { ["access_token"] = accessToken };

    public string Token(string person) => Of(person, "access_token");

    public string Id(string person) => Of(person, "id");

    public string Endpoint(string person, string type) =>
        people[person]["endpoints"]!.AsArray().First(endpoint => endpoint!["type"]!.GetValue<string>() == type)!["id"]!.GetValue<string>();

    public async Task<JsonNode> GetAsync(string path) => (await SendAsync("GET", path, null, null)).Expect(200).Json;

    public async Task<JsonNode> PostAsync(string path, string body) => (await SendAsync("POST", path, body, null)).Expect(200).Json;

    public Task AdvanceAsync(double seconds) =>
        PostAsync("/control/clock", JsonSerializer.Serialize(new { advanceSeconds = seconds }));

    public Task SettleAsync() => AdvanceAsync(0);

    public Task<Answer> ApiAsync(string person, string method, string path, object? body = null) =>
        SendAsync(method, "/v1" + path, body is null ? null : body as string ?? JsonSerializer.Serialize(body), Token(person));

    /// <summary>Sends a call command and fails unless it is carried out.</summary>
    public async Task<Answer> CommandAsync(string person, string command, object body, int status = 204) =>
        (await ApiAsync(person, "POST", "/telephony/calls/" + command, body)).Expect(status);

    public async Task<Answer> SendAsync(string method, string path, string? body, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return new Answer((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Each person named gets a webhook of their own for all telephony events.</summary>
    public async Task ListenAsync(params string[] names)
    {
        foreach (var name in names)
        {
            (await ApiAsync(name, "POST", "/webhooks", new
            {
                name = "calls", targetUrl = $"{Receiver.Url}/{name}", resource = "telephony_calls", @event = "all", secret = "s3cret",
            })).Expect(200);
        }
    }

    public async Task<JsonNode> PlayAsync(string scenario, string to = "ann", string? from = Maria, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["from"] = from is not null && people.ContainsKey(from) ? Of(from, "email") : from;
        body["to"] = people.ContainsKey(to) ? Of(to, "email") : to;
        body["scenario"] = scenario;
        return await PostAsync("/control/calls", body.ToJsonString());
    }

    /// <summary>The person's live calls, oldest first.</summary>
    public async Task<JsonArray> CallsAsync(string person) => (await ApiAsync(person, "GET", "/telephony/calls")).Expect(200).Items;

    /// <summary>The id of the person's only (or n-th) live call.</summary>
    public async Task<string> CallIdAsync(string person, int index = 0) => (await CallsAsync(person))[index]!["id"]!.GetValue<string>();

    public async Task DeviceAsync(string person, string action, string? device = null, int index = 0) =>
        await PostAsync($"/control/legs/{await CallIdAsync(person, index)}/device", JsonSerializer.Serialize(new { device, action }));

    public async Task FarEndAsync(string callSessionId, string action) =>
        await PostAsync($"/control/calls/{callSessionId}/far-end", JsonSerializer.Serialize(new { action }));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
