using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>A server with a tenant of which only the org's address is known, and an administrator who connects it through the doors.</summary>
public sealed class WizardWorld : IAsyncDisposable
{
    public const string Key = "3MVG9wizard";

    private WizardWorld(TestWorld world, Guid tenantId) => (World, TenantId, Admin) = (world, tenantId, world.NewAdmin());

    public TestWorld World { get; }

    public Guid TenantId { get; }

    public HttpClient Admin { get; }

    public static async Task<WizardWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync();
        var tenant = await world.Get<TenantChanges>().AddAsync("Nordlys", MyDomain.Read(world.Salesforce.Address)!, "US", Actor.AdminKey, TestWorld.Stop);
        return new WizardWorld(world, tenant.Id);
    }

    /// <summary>Registers the app in Salesforce; what is given goes over what is usual.</summary>
    public Task AppAsync(Action<JsonObject>? change = null)
    {
        var app = new JsonObject
        {
            ["consumerKey"] = Key,
            ["consumerSecret"] = TestWorld.Secrets.ConsumerSecret,
            ["callbackUrls"] = new JsonArray($"{World.Address}/connect/salesforce/callback"),
            ["scopes"] = new JsonArray("api", "refresh_token", "id", "openid"),
            ["pkceRequired"] = true,
        };
        change?.Invoke(app);
        return World.Salesforce.ControlAsync("apps", app);
    }

    public async Task PatchAsync(object change)
    {
        using var answer = await Admin.PatchAsJsonAsync($"/admin/api/tenants/{TenantId}", change, TestWorld.Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync(TestWorld.Stop));
    }

    public Task KeysAsync(string way = "WebServer", string secret = TestWorld.Secrets.ConsumerSecret, string key = Key) =>
        PatchAsync(new { salesforce = new { way, consumerKey = key, consumerSecret = secret } });

    /// <summary>Posts to one of the tenant's doors: the sentence of the answer, whether it is good or not.</summary>
    public async Task<(HttpStatusCode Status, string Message)> PostAsync(string door, object? body = null)
    {
        using var answer = await Admin.PostAsJsonAsync($"/admin/api/tenants/{TenantId}/{door}", body ?? new { }, TestWorld.Stop);
        var text = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        return (answer.StatusCode, (string?)json["message"] ?? (string?)json["detail"] ?? text);
    }

    /// <summary>Begins a sign-in of the integration user: its address, or the sentence why there is none.</summary>
    public async Task<(Uri? Url, string? Problem)> BeginAsync()
    {
        using var answer = await Admin.PostAsJsonAsync($"/admin/api/tenants/{TenantId}/salesforce/sign-in", new { }, TestWorld.Stop);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestWorld.Stop))!;
        return answer.IsSuccessStatusCode ? (new Uri((string)json["url"]!), null) : (null, (string)json["detail"]!);
    }

    /// <summary>The whole way through the browser: what the window says at its end, and what the administrator's door says.</summary>
    public async Task<(string Page, string Outcome)> SignInAsync(Func<Uri, Uri>? onTheWay = null, Func<Uri, Task<Uri>>? onTheWayBack = null, bool allow = true)
    {
        var (url, problem) = await BeginAsync();
        Assert.Null(problem);
        var back = await Consent.GiveAsync(onTheWay?.Invoke(url!) ?? url!, TestWorld.Integration, allow);
        using var page = await World.Http.GetAsync(onTheWayBack is null ? back : await onTheWayBack(back), TestWorld.Stop);
        var state = System.Web.HttpUtility.ParseQueryString(url!.Query)["state"];
        var outcome = await Simulator.ReadAsync(await Admin.GetAsync($"/admin/api/tenants/{TenantId}/salesforce/sign-in/{state}", TestWorld.Stop));
        return (WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestWorld.Stop)), (string)outcome["message"]!);
    }

    public async Task<JsonNode> ShownAsync() => await Simulator.ReadAsync(await Admin.GetAsync($"/admin/api/tenants/{TenantId}", TestWorld.Stop));

    public async Task<string> SalesforceStateAsync() => (string)(await ShownAsync())["salesforce"]!["state"]!;

    /// <summary>The trail's words, newest first: <c>what subject before after</c>.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync() =>
        [.. (await World.Get<AuditTrail>().ListAsync(TenantId, null, 100, TestWorld.Stop)).Select(one => $"{one.Event.What} {one.Event.Subject} {one.Event.Before} > {one.Event.After} ({one.Who.Name})")];

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await World.DisposeAsync();
    }
}
