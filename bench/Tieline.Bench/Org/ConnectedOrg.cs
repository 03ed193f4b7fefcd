using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.Bench.Org;

/// <summary>Clouds and server, each in a process of its own, connected through the doors that an administrator and the agents use.</summary>
internal sealed class ConnectedOrg : IDisposable
{
    private const int SignInsAtOnce = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-bench-").FullName;

    private ConnectedOrg(string hostOrigin) => HostOrigin = hostOrigin;

    public string Tieline { get; } = $"http://127.0.0.1:{Ports.Free()}";

    public string Salesforce { get; } = $"http://localhost:{Ports.Free()}";

    public string Webex { get; } = $"http://127.0.0.1:{Ports.Free()}";

    /// <summary>Besides the simulator's shell, a page of the bench may frame the panels.</summary>
    public string HostOrigin { get; }

    public string OrgId { get; private set; } = "";

    public Worker Clouds { get; private set; } = null!;

    public Worker Server { get; private set; } = null!;

    public IReadOnlyList<Seat> Seats { get; private set; } = [];

    public static async Task<ConnectedOrg> StartAsync(int agents, string hostOrigin = "http://localhost:1")
    {
        var org = new ConnectedOrg(hostOrigin);
        org.Clouds = await Worker.StartAsync("clouds", org.Salesforce, org.Webex);
        org.Server = await Worker.StartAsync("whole", org._folder, org.Tieline);
        await org.ConnectAsync();
        await People.MakeAgentsAsync(org.Salesforce, org.Webex, agents);
        org.Seats = [.. Enumerable.Range(0, agents).Select(i => new Seat(org, People.AgentNamed(i)))];
        await Parallel.ForEachAsync(org.Seats, new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce }, async (seat, _) => await seat.SignInAsync());
        return org;
    }

    public void Dispose()
    {
        foreach (var seat in Seats)
        {
            seat.Dispose();
        }

        Server.Dispose();
        Clouds.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConnectAsync()
    {
        using var salesforce = Http.Client(Salesforce);
        using var webex = Http.Client(Webex);
        using var admin = Http.Client(Tieline);
        await salesforce.PostAsync("/control/limits", new JsonObject { ["dailyRequests"] = int.MaxValue });
        await salesforce.PostAsync("/control/apps", new JsonObject
        {
            ["consumerKey"] = "bench", ["consumerSecret"] = "bench-secret", ["callbackUrls"] = new JsonArray($"{Tieline}/connect/salesforce/callback"),
            ["scopes"] = new JsonArray("api", "refresh_token", "id", "openid"), ["pkceRequired"] = true,
        });
        await webex.PostAsync("/control/integrations", new JsonObject
        {
            ["name"] = "Tieline", ["clientId"] = "bench", ["clientSecret"] = "bench-secret", ["redirectUris"] = new JsonArray($"{Tieline}/connect/webex/callback"),
            ["scopes"] = new JsonArray("spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"),
        });
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(_folder, "admin-key.txt"))).Trim());
        var tenant = await admin.PostAsync("/admin/api/tenants", new JsonObject
        {
            ["name"] = "Nordlys Industries", ["defaultCountry"] = "US", ["hostOrigins"] = new JsonArray(Salesforce, HostOrigin),
            ["salesforce"] = new JsonObject { ["loginUrl"] = Salesforce, ["consumerKey"] = "bench", ["consumerSecret"] = "bench-secret" },
            ["webex"] = new JsonObject { ["apiBase"] = $"{Webex}/v1", ["clientId"] = "bench", ["clientSecret"] = "bench-secret" },
        });
        await salesforce.PostAsync("/control/signer", new JsonObject { ["secret"] = (string)tenant["launchSecret"]!, ["tieline"] = Tieline });
        var signIn = await admin.PostAsync($"/admin/api/tenants/{(string)tenant["tenantId"]!}/salesforce/sign-in", new JsonObject());
        await Http.ConsentAsync((string)signIn["url"]!, "username", "integration@nordlys.example");
        var state = await Http.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{(string)tenant["tenantId"]!}"));
        OrgId = FindOrgId(state) ?? throw new InvalidOperationException($"The tenant names no org: {state.ToJsonString()}");
    }

    private static string? FindOrgId(JsonNode tenant) =>
        System.Text.RegularExpressions.Regex.Match(tenant.ToJsonString(), "\"(00D[0-9A-Za-z]{15})\"") is { Success: true } found ? found.Groups[1].Value : null;
}
