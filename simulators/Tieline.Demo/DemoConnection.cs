using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieline.Demo;

/// <summary>Connects the org and its agents through the same HTTP doors that an admin and the agents use.</summary>
internal sealed class DemoConnection(DemoOptions options)
{
    private static readonly string[] Agents =
        ["ann.berg@nordlys.example", "bo.lind@nordlys.example", "carla.ruiz@nordlys.example", "david.kim@nordlys.example", "eva.holm@nordlys.example"];

    /// <summary>There while a connection is being made: a demo that was ended in the midst of it goes on with it at its next start.</summary>
    private string Begun => Path.Combine(options.DataFolder, "connecting.txt");

    /// <summary>Whether a tenant exists already, connected by us to the end or made by hand.</summary>
    public async Task<bool> IsDoneAsync()
    {
        using var admin = Admin();
        return !File.Exists(Begun) && await TenantAsync(admin) is not null;
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> with the door's words when a step fails.</summary>
    public async Task MakeAsync(TextWriter progress)
    {
        await File.WriteAllTextAsync(Begun, "The demo is connecting the org.\n");
        using var admin = Admin();
        var tenant = await TenantAsync(admin) ?? await MakeTenantAsync(admin);
        var signIn = await PostAsync(admin, $"/admin/api/tenants/{tenant}/salesforce/sign-in", new JsonObject());
        await ConsentAsync((string)signIn["url"]!, "integration@nordlys.example");
        await progress.WriteLineAsync("  Salesforce org: connected as integration@nordlys.example");
        foreach (var agent in Agents)
        {
            await SignInAgentAsync(agent);
            await progress.WriteLineAsync($"  {agent}: signed in to Salesforce and Webex");
        }

        File.Delete(Begun);
    }

    private static async Task<string?> TenantAsync(HttpClient admin)
    {
        var tenants = await ReadAsync(await admin.GetAsync("/admin/api/tenants"));
        return (tenants["tenants"] as JsonArray)?.Select(tenant => (string)tenant!["tenantId"]!).FirstOrDefault();
    }

    private async Task<string> MakeTenantAsync(HttpClient admin)
    {
        using var salesforce = Client(options.Salesforce);
        using var webex = Client(options.Webex);
        await PostAsync(salesforce, "/control/apps", new JsonObject
        {
            ["consumerKey"] = "3MVG9tieline-demo",
            ["consumerSecret"] = "salesforce-demo-secret",
            ["callbackUrls"] = new JsonArray($"{options.Tieline}/connect/salesforce/callback"),
            ["scopes"] = new JsonArray("api", "refresh_token", "id", "openid"),
            ["pkceRequired"] = true,
        });
        await PostAsync(webex, "/control/integrations", new JsonObject
        {
            ["name"] = "Tieline",
            ["clientId"] = "Ctieline-demo",
            ["clientSecret"] = "webex-demo-secret",
            ["redirectUris"] = new JsonArray($"{options.Tieline}/connect/webex/callback"),
            ["scopes"] = new JsonArray("spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"),
        });
        var made = await PostAsync(admin, "/admin/api/tenants", new JsonObject
        {
            ["name"] = "Nordlys Industries",
            ["defaultCountry"] = "US",
            ["hostOrigins"] = new JsonArray(options.Salesforce),
            ["salesforce"] = new JsonObject { ["loginUrl"] = options.Salesforce, ["consumerKey"] = "3MVG9tieline-demo", ["consumerSecret"] = "salesforce-demo-secret" },
            ["webex"] = new JsonObject { ["apiBase"] = $"{options.Webex}/v1", ["clientId"] = "Ctieline-demo", ["clientSecret"] = "webex-demo-secret" },
        });
        await PostAsync(salesforce, "/control/signer", new JsonObject { ["secret"] = (string)made["launchSecret"]!, ["tieline"] = options.Tieline });
        return (string)made["tenantId"]!;
    }

    private async Task SignInAgentAsync(string user)
    {
        // The shell signs the launch token for its signed-in user, as the org's signer does.
        using var shell = Client(options.Salesforce);
        using var signedIn = await shell.PostAsync("/lightning/login", new FormUrlEncodedContent([new("username", user)]));
        var launch = await PostAsync(shell, "/lightning/launch-token", new JsonObject { ["panel"] = "softphone" });
        using var panel = Client(options.Tieline);
        var session = await PostAsync(panel, "/panels/api/session", new JsonObject { ["token"] = (string)launch["token"]! });
        panel.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["session"]!);
        foreach (var cloud in new[] { "salesforce", "webex" })
        {
            var signIn = await PostAsync(panel, $"/panels/api/{cloud}/sign-in", new JsonObject());
            await ConsentAsync((string)signIn["url"]!, user);
        }
    }

    private static async Task ConsentAsync(string authorizeUrl, string person)
    {
        var back = await Consent.GiveAsync(new Uri(authorizeUrl), person);
        using var browser = Client(back.OriginalString);
        using var callback = await browser.GetAsync(back);
        await CheckAsync(callback);
    }

    private HttpClient Admin()
    {
        var client = Client(options.Tieline);
        var key = Environment.GetEnvironmentVariable("TIELINE_ADMIN_KEY") is { Length: > 0 } given
            ? given
            : File.ReadAllText(Path.Combine(options.DataFolder, "tieline", "admin-key.txt")).Trim();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static HttpClient Client(string address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(new Uri(address).GetLeftPart(UriPartial.Authority)) };

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, JsonObject body) => await ReadAsync(await client.PostAsJsonAsync(path, body));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            await CheckAsync(answer);
            var text = await answer.Content.ReadAsStringAsync();
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
