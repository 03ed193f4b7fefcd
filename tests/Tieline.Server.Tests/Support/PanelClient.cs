using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieline.Server.Tests.Support;

/// <summary>An agent's open panel: speaks to the server with its session, which lives here only.</summary>
public sealed class PanelClient : IDisposable
{
    private PanelClient(TestWorld world, string user, string session, Guid agentId)
    {
        (World, User, Session, AgentId) = (world, user, session, agentId);
        Http = world.NewClient();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session);
    }

    public TestWorld World { get; }

    /// <summary>The Salesforce username, which is also the e-mail address in Webex.</summary>
    public string User { get; }

    public string Session { get; }

    public Guid AgentId { get; }

    public HttpClient Http { get; }

    /// <summary>Opens a panel as the org's signer lets the user do.</summary>
    public static async Task<PanelClient> OpenAsync(TestWorld world, string user, TenantUnderTest? tenant = null)
    {
        tenant ??= world.Tenant;
        var token = await world.LaunchTokenAsync(user, tenant);
        using var http = world.NewClient();
        using var answer = await http.PostAsJsonAsync("/panels/api/session", new { token, org = tenant.OrgId });
        var session = await Simulator.ReadAsync(answer);
        return new PanelClient(world, user, (string)session["session"]!, (Guid)session["agent"]!["id"]!);
    }

    /// <summary>Signs in to a cloud (<c>webex</c> or <c>salesforce</c>) as a person does, and gives the page that the window ends with.</summary>
    public async Task<(HttpStatusCode Status, string Page, string State)> SignInAsync(string cloud, string? person = null, bool allow = true)
    {
        var begun = await PostAsync($"/panels/api/{cloud}/sign-in");
        var back = await Consent.GiveAsync(new Uri((string)begun["url"]!), person ?? User, allow);
        using var page = await Http.GetAsync(back);
        return (page.StatusCode, await page.Content.ReadAsStringAsync(), (string)begun["state"]!);
    }

    /// <summary>Signs in to Webex as <see cref="SignInAsync"/> does, and says yes where the window asks.</summary>
    public async Task<(HttpStatusCode Status, string Page)> MoveHereAsync(string? person = null)
    {
        var (_, page, _) = await SignInAsync("webex", person);
        string Field(string name) => WebUtility.HtmlDecode(page.Split($"name=\"{name}\" value=\"")[1].Split('"')[0]);
        using var answer = await Http.PostAsync("/connect/webex/answer", new FormUrlEncodedContent([new("state", Field("state")), new("kept", Field("kept")), new("answer", "go-on")]));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> PostAsync(string path, object? body = null)
    {
        using var answer = await Http.PostAsJsonAsync(path, body ?? new { });
        return await Simulator.ReadAsync(answer);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return await Simulator.ReadAsync(answer);
    }

    public void Dispose() => Http.Dispose();
}
