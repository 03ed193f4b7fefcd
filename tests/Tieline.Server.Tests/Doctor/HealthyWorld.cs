using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Support;
using Tieline.Testing;

namespace Tieline.Server.Tests.Doctor;

/// <summary>A world in which the guide was followed to its end: the package deployed, permission sets given, two agents signed in, a Service App connected.</summary>
public sealed class HealthyWorld : IAsyncDisposable
{
    /// <summary>Authorizes the Service App; no agent.</summary>
    public const string WebexAdmin = "admin@nordlys.example";

    /// <summary>Those that the guide and the page tell to tick for a Service App.</summary>
    public static readonly string[] ServiceAppScopes = ["spark-admin:calls_read", "spark-admin:licenses_read", "spark-admin:people_read"];

    private readonly List<IAsyncDisposable> _further = [];

    private HealthyWorld(TestWorld world) => (World, Org) = (world, new PackagedOrg(world.Salesforce.Http, world.Address));

    public TestWorld World { get; }

    public PackagedOrg Org { get; }

    internal FakeDisk Disk { get; private init; } = null!;

    public IReadOnlyList<PanelClient> Agents { get; private set; } = [];

    private string Door => $"/admin/api/tenants/{World.TenantId}/doctor";

    public static async Task<HealthyWorld> StartAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var disk = new FakeDisk();
        var world = await TestWorld.StartAsync(new() { Configure = builder => Configure(builder, disk, configure) });
        var healthy = new HealthyWorld(world) { Disk = disk };
        healthy.Agents = await world.ConnectAsync();
        await healthy.LicenseAsync("calling", "meetings", "webinars");
        await healthy.Org.PrepareAsync(TestWorld.Integration, TestWorld.Ann, TestWorld.Bo);
        // The package's own set shall do alone.
        await healthy.Org.ChangeAsync("PermissionSetAssignment", "PermissionSet.Name = 'Webex_Integration'", null);
        await healthy.ConnectServiceAppAsync();
        // As the button Create Site leaves it.
        await world.Get<TenantChanges>().NoteProofAsync(world.TenantId, world.Address, Actor.AdminKey, TestWorld.Stop);
        await healthy.SetTheClocksAsync();
        return healthy;
    }

    /// <summary>Ends with this world.</summary>
    public T Ends<T>(T further)
        where T : IAsyncDisposable
    {
        _further.Add(further);
        return further;
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        foreach (var further in _further)
        {
            await further.DisposeAsync();
        }
    }

    /// <summary>Runs all checks through the door.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> RunAsync(string language = "en")
    {
        var answer = await AskAsync(HttpMethod.Post, Door, language);
        return answer["checks"]!.AsArray().ToDictionary(check => (string)check!["name"]!, check => check!);
    }

    public async Task<JsonNode> FixAsync(string check) => await AskAsync(HttpMethod.Post, $"{Door}/{check}/fix");

    public async Task<JsonNode> AskAsync(HttpMethod method, string path, string language = "en", object? body = null)
    {
        using var admin = World.NewAdmin();
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await Simulator.ReadAsync(await admin.SendAsync(request, TestWorld.Stop));
    }

    /// <summary>The deployment and its reading took some of the org's time; all three clocks show the same again.</summary>
    public async Task SetTheClocksAsync()
    {
        var now = DateTimeOffset.Parse((string)(await World.Salesforce.ControlAsync("clock"))["now"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (now > World.Clock.UtcNow)
        {
            await World.Webex.ControlAsync("clock", new { advanceSeconds = (now - World.Clock.UtcNow).TotalSeconds });
            World.Clock.AdvanceTo(now);
        }
    }

    /// <summary>Ann has these licences of Webex and no others; Bo has all.</summary>
    public Task LicenseAsync(params string[] licenses) => World.Webex.ControlAsync($"people/{TestWorld.Ann}", new { licenses });

    private async Task ConnectServiceAppAsync()
    {
        var refreshToken = await WebexWaysTests.ServiceAppAsync(World.Webex, ServiceAppScopes);
        using var admin = World.NewAdmin();
        using var kept = await admin.PatchAsJsonAsync($"/admin/api/tenants/{World.TenantId}", new { serviceApp = new { clientId = WebexWaysTests.AppId, clientSecret = WebexWaysTests.AppSecret } }, TestWorld.Stop);
        using var linked = await admin.PostAsJsonAsync($"/admin/api/tenants/{World.TenantId}/webex/service-app", new { token = refreshToken }, TestWorld.Stop);
        Assert.True(linked.IsSuccessStatusCode, await linked.Content.ReadAsStringAsync(TestWorld.Stop));
    }

    private static void Configure(WebApplicationBuilder builder, FakeDisk disk, Action<WebApplicationBuilder>? more)
    {
        builder.Services.AddSingleton<DiskSpace>(disk);
        more?.Invoke(builder);
    }

    /// <summary>A disk whose room a test sets. The real one is read in <see cref="CheckTables"/>.</summary>
    internal sealed class FakeDisk() : DiskSpace(new TielineOptions())
    {
        public long Free { get; set; } = 50_000_000_000;

        public override (long Free, long Total) Read() => Free >= 0 ? (Free, 100_000_000_000) : throw new IOException("no such device");
    }
}
