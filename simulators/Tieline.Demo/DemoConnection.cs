using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieline.Demo;

/// <summary>Connects the org and its agents through the same HTTP doors that an admin and the agents use.</summary>
internal sealed class DemoConnection(DemoOptions options)
{
    private static readonly string[] Agents =
        ["ann.berg@nordlys.example", "bo.lind@nordlys.example", "carla.ruiz@nordlys.example", "david.kim@nordlys.example", "eva.holm@nordlys.example"];

    /// <summary>Whether a tenant exists already.</summary>
    public async Task<bool> IsThereAsync()
    {
        using var admin = Admin();
        var tenants = await ReadAsync(await admin.GetAsync("/admin/api/tenants"));
        return (tenants["tenants"] as JsonArray ?? []).Count > 0;
    }

    public async Task MakeAsync(TextWriter progress)
    {
        using var admin = Admin();
        var tenant = await MakeTenantAsync(admin);
        var signIn = await PostAsync(admin, $"/admin/api/tenants/{tenant}/salesforce/sign-in", new JsonObject());
        await ConsentAsync((string)signIn["url"]!, "username", "integration@nordlys.example");
        await progress.WriteLineAsync("  Salesforce org: connected as integration@nordlys.example");
        foreach (var agent in Agents)
        {
            await SignInAgentAsync(agent);
            await progress.WriteLineAsync($"  {agent}: signed in to Salesforce and Webex");
        }
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
        foreach (var (cloud, field) in new[] { ("salesforce", "username"), ("webex", "email") })
        {
            var signIn = await PostAsync(panel, $"/panels/api/{cloud}/sign-in", new JsonObject());
            await ConsentAsync((string)signIn["url"]!, field, user);
        }
    }

    /// <summary>Does what a person does on a cloud's consent page: chooses who they are and allows.</summary>
    private static async Task ConsentAsync(string authorizeUrl, string personField, string person)
    {
        using var browser = Client(authorizeUrl);
        var url = new Uri(authorizeUrl);
        using var page = await browser.GetAsync(url);
        await CheckAsync(page);
        var parameters = System.Web.HttpUtility.ParseQueryString(url.Query);
        var form = parameters.AllKeys.Where(key => key is not null && key != personField).Select(key => KeyValuePair.Create(key!, parameters[key]!))
            .Append(new(personField, person)).Append(new("decision", "allow"));
        using var allowed = await browser.PostAsync(new Uri(url.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(form));
        var back = allowed.Headers.Location ?? throw new InvalidOperationException($"{url.Host} did not lead back: {(int)allowed.StatusCode} {await allowed.Content.ReadAsStringAsync()}");
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
