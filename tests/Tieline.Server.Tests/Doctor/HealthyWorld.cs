using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Tests.Support;
using Tieline.Testing;

namespace Tieline.Server.Tests.Doctor;

/// <summary>A world in which the guide was followed to its end: the package deployed, permission sets given, two agents and an administrator of Webex signed in.</summary>
public sealed class HealthyWorld : IAsyncDisposable
{
    /// <summary>Has every licence and may read them; no agent.</summary>
    public const string WebexAdmin = "admin@nordlys.example";

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
        await healthy.SignWebexAdminInAsync();
        await healthy.SetTheClocksAsync();
        return healthy;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

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

    // As the connecting of an organization leaves it: a sign-in of nobody's softphone.
    private async Task SignWebexAdminInAsync()
    {
        var admin = (await World.Webex.ControlAsync("people"))["people"]!.AsArray().Single(one => (string)one!["email"]! == WebexAdmin)!;
        var token = (string)(await World.Webex.ControlAsync("tokens", new { user = WebexAdmin }))["access_token"]!;
        var key = GrantKey.Person(World.TenantId, WebexIds.BareUuid((string)admin["id"]!));
        await World.Get<Consents>().KeepAsync(key, new CloudTokens(token, "none", TimeSpan.FromHours(12), TimeSpan.FromDays(90), "spark:people_read"), TestWorld.Stop);
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

        public override (long Free, long Total) Read() => (Free, 100_000_000_000);
    }
}
