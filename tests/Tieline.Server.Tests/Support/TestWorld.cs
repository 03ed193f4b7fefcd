using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator;
using Tieline.WebexSimulator;

namespace Tieline.Server.Tests.Support;

/// <summary>
/// Both clouds and the server in this process, each on a free port, all clocks at the same time and moved together by
/// <see cref="AdvanceAsync"/>. Connected through the doors that admins and agents use: <see cref="ConnectAsync"/>.
/// Salesforce lies at localhost and Tieline at 127.0.0.1, which are different sites.
/// </summary>
public sealed partial class TestWorld : IAsyncDisposable
{
    public const string Ann = "ann.berg@nordlys.example";
    public const string Bo = "bo.lind@nordlys.example";
    public const string Carla = "carla.ruiz@nordlys.example";
    public const string David = "david.kim@nordlys.example";
    public const string Eva = "eva.holm@nordlys.example";
    public const string Integration = "integration@nordlys.example";

    /// <summary>Ends with the running test.</summary>
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly TestWorldOptions _options;
    private readonly List<PanelClient> _panels = [];
    private readonly List<Simulator> _furtherOrgs = [];
    private TenantUnderTest? _tenant;

    private TestWorld(TestWorldOptions options, Simulator salesforce, Simulator webex)
    {
        (_options, Salesforce, Webex) = (options, salesforce, webex);
        DataFolder = Directory.CreateTempSubdirectory("tieline-world-").FullName;
        Server = new ServerUnderTest(options, DataFolder, Clock, Log);
        Child = new ChildServer(options, DataFolder, Log);
        Address = options.ServerAsChild ? Child.Address : Server.Address;
        Http = NewClient();
    }

    public ManualClock Clock { get; } = new();

    public TestLog Log { get; } = new();

    public Simulator Salesforce { get; }

    public Simulator Webex { get; }

    public ServerUnderTest Server { get; }

    public ChildServer Child { get; }

    public string DataFolder { get; }

    /// <summary>Of the server, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>The server, without any key.</summary>
    public HttpClient Http { get; }

    /// <summary>The tenant of <see cref="ConnectOrgAsync()"/>.</summary>
    public TenantUnderTest Tenant => _tenant ?? throw new InvalidOperationException("Connect the org first.");

    public Guid TenantId => Tenant.Id;

    public string LaunchSecret => Tenant.LaunchSecret;

    /// <summary>18 characters.</summary>
    public string OrgId => Tenant.OrgId;

    public string AdminKey => File.ReadAllText(Path.Combine(DataFolder, "admin-key.txt")).Trim();

    public static async Task<TestWorld> StartAsync(TestWorldOptions? options = null)
    {
        options ??= new TestWorldOptions();
        var salesforce = await Simulator.StartAsync(SalesforceSimulatorApp.Create(new() { Url = "http://localhost:0" }), "localhost");
        var webex = await Simulator.StartAsync(WebexSimulatorApp.Create(new() { Url = "http://127.0.0.1:0", LoopbackWebhooks = true }), "127.0.0.1");
        var world = new TestWorld(options, salesforce, webex);
        foreach (var cloud in options.ServerAsChild ? [] : new[] { salesforce, webex })
        {
            await cloud.ControlAsync("clock", new { mode = "stepped", now = world.Clock.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ") });
        }

        await (options.ServerAsChild ? world.Child.StartAsync() : world.Server.StartAsync());
        return world;
    }

    /// <summary>A service of the server in this process.</summary>
    public T Get<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address) };

    public HttpClient NewAdmin()
    {
        var admin = NewClient();
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        return admin;
    }

    /// <summary>Connects the org and signs these agents in to both clouds; Ann and Bo when none are named.</summary>
    public async Task<IReadOnlyList<PanelClient>> ConnectAsync(params string[] agents)
    {
        await ConnectOrgAsync();
        var panels = new List<PanelClient>();
        foreach (var agent in agents.Length > 0 ? agents : [Ann, Bo])
        {
            panels.Add(await ConnectAgentAsync(agent));
        }

        return panels;
    }

    /// <summary>The org's REST API as one of its users.</summary>
    public async Task<HttpClient> OrgAsync(string user = Integration, Simulator? org = null)
    {
        var its = org ?? Salesforce;
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = its.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await its.ControlAsync($"token?user={user}"))["access_token"]!);
        return client;
    }

    /// <summary>Makes the tenant and signs the integration user in.</summary>
    public async Task ConnectOrgAsync() => _tenant = await ConnectOrgAsync("Nordlys Industries", Salesforce);

    /// <summary>Another org, as a sandbox is one, joined with the same Webex org as another tenant.</summary>
    public async Task<TenantUnderTest> ConnectSecondOrgAsync()
    {
        var second = await Simulator.StartAsync(SalesforceSimulatorApp.Create(new() { Url = "http://localhost:0", OrgNumber = 2 }), "localhost");
        _furtherOrgs.Add(second);
        await second.ControlAsync("clock", new { mode = "stepped", now = Clock.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ") });
        return await ConnectOrgAsync("Nordlys sandbox", second);
    }

    /// <summary>As <see cref="ConnectOrgAsync"/>, for tests that share a world.</summary>
    public Task ConnectOrgOnceAsync() => _tenant is not null ? Task.CompletedTask : ConnectOrgAsync();

    /// <summary>Makes a tenant through the admin's door; registers Tieline's apps in both clouds first.</summary>
    public async Task<(Guid TenantId, string LaunchSecret)> NewTenantAsync(string name, Simulator? org = null)
    {
        var salesforce = org ?? Salesforce;
        await salesforce.ControlAsync("apps", new
        {
            consumerKey = "3MVG9test", consumerSecret = Secrets.ConsumerSecret, callbackUrls = new[] { $"{Address}/connect/salesforce/callback" },
            scopes = new[] { "api", "refresh_token", "id", "openid" }, pkceRequired = true,
        });
        await Webex.ControlAsync("integrations", new
        {
            name = "Tieline", clientId = "Ctest", clientSecret = Secrets.WebexSecret, redirectUris = new[] { $"{Address}/connect/webex/callback" },
            scopes = new[] { "spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms" },
        });
        using var admin = NewAdmin();
        using var answer = await admin.PostAsJsonAsync("/admin/api/tenants", new
        {
            name, defaultCountry = "US", hostOrigins = new[] { salesforce.Address },
            salesforce = new { loginUrl = salesforce.Address, consumerKey = "3MVG9test", consumerSecret = Secrets.ConsumerSecret },
            webex = new { apiBase = Webex.Address + "/v1", clientId = "Ctest", clientSecret = Secrets.WebexSecret },
        });
        var made = await Simulator.ReadAsync(answer);
        return ((Guid)made["tenantId"]!, (string)made["launchSecret"]!);
    }

    public async Task<System.Net.HttpStatusCode> SignInIntegrationAsync(Guid tenantId, string user = Integration, bool allow = true)
    {
        using var admin = NewAdmin();
        var begun = await Simulator.ReadAsync(await admin.PostAsJsonAsync($"/admin/api/tenants/{tenantId}/salesforce/sign-in", new { }));
        using var page = await Http.GetAsync(await Consent.GiveAsync(new Uri((string)begun["url"]!), user, allow));
        return page.StatusCode;
    }

    /// <summary>Opens a panel for the agent and signs him in to both clouds.</summary>
    public async Task<PanelClient> ConnectAgentAsync(string user)
    {
        var panel = await OpenPanelAsync(user);
        foreach (var cloud in new[] { "salesforce", "webex" })
        {
            var (status, page, _) = await panel.SignInAsync(cloud);
            Assert.True(status == System.Net.HttpStatusCode.OK, page);
        }

        return panel;
    }

    /// <summary>Opens a panel with a launch token; both clouds stay as they are.</summary>
    public async Task<PanelClient> OpenPanelAsync(string user, TenantUnderTest? tenant = null)
    {
        var panel = await PanelClient.OpenAsync(this, user, tenant ?? Tenant);
        _panels.Add(panel);
        return panel;
    }

    /// <summary>A launch token as the org's signer makes it for this user now.</summary>
    public async Task<string> LaunchTokenAsync(string user, TenantUnderTest? tenant = null)
    {
        var its = tenant ?? Tenant;
        return OrgSigner.Sign(
            its.LaunchSecret, its.OrgId, await its.UserIdAsync(user), _options.ServerAsChild ? TimeProvider.System.GetUtcNow() : Clock.UtcNow);
    }

    public Task<string> SalesforceUserIdAsync(string user) => Tenant.UserIdAsync(user);

    /// <summary>Stops the server in this process and starts it again with the same data, as an update does.</summary>
    public async Task RestartServerAsync()
    {
        await Server.StopAsync();
        await Server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _panels.ForEach(panel => panel.Dispose());
        Http.Dispose();
        await Server.StopAsync();
        Child.Dispose();
        await Webex.DisposeAsync();
        await Salesforce.DisposeAsync();
        foreach (var org in _furtherOrgs)
        {
            await org.DisposeAsync();
        }

        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task<TenantUnderTest> ConnectOrgAsync(string name, Simulator org)
    {
        var (tenantId, launchSecret) = await NewTenantAsync(name, org);
        await org.ControlAsync("signer", new { secret = launchSecret, tieline = Address });
        Assert.Equal(System.Net.HttpStatusCode.OK, await SignInIntegrationAsync(tenantId));
        using var admin = NewAdmin();
        var shown = await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{tenantId}"));
        return new TenantUnderTest(tenantId, launchSecret, (string)shown["tenant"]!["salesforceOrgId"]!, org);
    }

    /// <summary>What must never be readable in a file or a log.</summary>
    public static class Secrets
    {
        public const string ConsumerSecret = "consumer-secret-4711-do-not-leak";
        public const string WebexSecret = "webex-secret-4712-do-not-leak";
    }
}
