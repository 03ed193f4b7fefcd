using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Tieline.Server.Doctor;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Storage;
using Tieline.Server.Storage.Sqlite;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>What <see cref="Breakings"/> cannot break in a world that goes on.</summary>
public class OtherBreakings(PostgreSqlServer server)
{
    /// <summary>Sentences that <see cref="Breakings"/> does not bring about, and what does.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sentences = new Dictionary<string, string>
    {
        ["Database.Down"] = "here", ["Database.NoWriter"] = "here", ["Database.Slow"] = "no database here takes two seconds",
        ["FrameHeaders.Forbidden"] = "here", ["FrameHeaders.Changed"] = "here", ["Leftovers.Found"] = "here",
        ["PublicAddress.Private"] = "CheckTables: a name of this machine is all that there is in a test",
        ["SalesforceClock.NotSaid"] = "CheckTables: the simulators tell their time always", ["WebexClock.NotSaid"] = "CheckTables",
        ["MyDomain.Generic"] = "CheckTables: login.salesforce.com is not asked in a test",
        ["UserFrozen.Frozen"] = "the simulator ends the sessions of whoever is frozen",
        ["Certificate.NotInApp"] = "RefusalsTold: a certificate is made and not uploaded",
        ["Leftovers.NotAllowed"] = "what refuses all six places refuses the query before them",
        ["PackageVersion.None"] = "DoctorDoorTests: an org without the package", ["LaunchSecret.Alone"] = "DoctorDoorTests",
        ["WebexSignIns.Nobody"] = "DoctorDoorTests: a tenant that is only made", ["WebexAllowed.Nobody"] = "DoctorDoorTests", ["TokenLifetimes.Nobody"] = "DoctorDoorTests",
        ["WebhookActive.Nobody"] = "DoctorDoorTests", ["WebhookSecret.Nobody"] = "DoctorDoorTests", ["CallingLicence.Nobody"] = "DoctorDoorTests",
    };

    [Fact]
    public async Task A_proxy_that_forbids_frames_is_found()
    {
        var proxy = new AddsAHeader();
        await using var world = await HealthyWorld.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(proxy));
        Assert.Equal("well", (string)(await world.RunAsync())["FrameHeaders"]["verdict"]!);
        foreach (var (name, value, words) in new[] { ("X-Frame-Options", "DENY", "adds X-Frame-Options: DENY"), ("Content-Security-Policy", "frame-ancestors 'self'", "A proxy changes it") })
        {
            (proxy.Name, proxy.Value) = (name, value);
            var found = (await world.RunAsync())["FrameHeaders"];
            Assert.Equal("broken", (string)found["verdict"]!);
            Assert.Contains(words, (string)found["sentence"]!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("InstalledSubscriberPackage")]
    [InlineData("NamedCredential")]
    [InlineData("AuthProvider")]
    [InlineData("ConnectedApplication")]
    [InlineData("Site")]
    [InlineData("FlowDefinitionView")]
    public async Task Each_leftover_of_the_original_package_is_found(string what)
    {
        await using var world = await HealthyWorld.StartAsync();
        await LeaveAsync(world, what);
        var found = (await world.RunAsync())["Leftovers"];
        Assert.Equal("warning", (string)found["verdict"]!);
        Assert.Contains(what, (string)found["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_found_and_one_that_does_tells_its_size()
    {
        await using var sqlite = await Cellar.OnSqliteAsync();
        await using var postgreSql = await Cellar.OnPostgreSqlAsync(await server.NewDatabaseAsync());
        foreach (var cellar in new[] { sqlite, postgreSql })
        {
            var well = await new DatabaseCheck(cellar.Database, cellar.Writer).LookAsync(null!, TestWorld.Stop);
            Assert.Equal((Verdict.Well, cellar.Database.Name), (well.Verdict, well.Args[0]));
            Assert.True(await cellar.Database.SizeAsync(TestWorld.Stop) > 10_000);
        }

        var gone = new Database(new SqliteEngine("/nowhere/at/all/tieline.db"));
        var down = await new DatabaseCheck(gone, sqlite.Writer).LookAsync(null!, TestWorld.Stop);
        Assert.Equal((Verdict.Broken, "Down"), (down.Verdict, down.Says));
        await Assert.ThrowsAnyAsync<DbException>(() => gone.QueryAsync("SELECT 1", [], row => row.GetInt32(0), TestWorld.Stop));
        var still = await new DatabaseCheck(sqlite.Database, new GroupCommitWriter(sqlite.Database.Engine, NullLogger<GroupCommitWriter>.Instance)).LookAsync(null!, TestWorld.Stop);
        Assert.Equal((Verdict.Broken, "NoWriter"), (still.Verdict, still.Says));
    }

    [Fact]
    public async Task While_the_database_is_down_the_doctor_says_so()
    {
        await using var server = new PostgreSqlServer(); // One that only this test needs: it is stopped.
        await using var world = await TestWorld.StartAsync(new() { Database = await server.NewDatabaseAsync() });
        await world.ConnectAsync(TestWorld.Ann);
        using var admin = world.NewAdmin();
        var door = $"/admin/api/tenants/{world.TenantId}/doctor";
        await Simulator.ReadAsync(await admin.PostAsync(door, null, TestWorld.Stop));
        await server.StopAsync();
        try
        {
            world.Clock.Advance(TimeSpan.FromMinutes(2)); // What was read of the tenant is older than it is kept.
            var checks = (await Simulator.ReadAsync(await admin.PostAsync(door, null, TestWorld.Stop)))["checks"]!.AsArray();
            var found = checks.Single(one => (string)one!["name"]! == "Database")!;
            Assert.Equal(("broken", true), ((string)found["verdict"]!, ((string)found["sentence"]!).StartsWith("PostgreSQL does not answer", StringComparison.Ordinal)));
            Assert.Empty(checks.Where(one => one!["evidence"]!.ToJsonString().Contains("an error of Tieline", StringComparison.Ordinal)).Select(one => one!.ToJsonString()));
            foreach (var (method, path) in new[] { ("GET", "/admin/api/tenants"), ("GET", $"/admin/api/tenants/{Guid.NewGuid()}/doctor"), ("GET", door), ("POST", $"{door}/DeadDeliveries/fix") })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var answer = await admin.SendAsync(request, TestWorld.Stop);
                Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Contains("The database does not answer", await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
            }
        }
        finally
        {
            await server.StartAgainAsync();
        }

        await world.EventuallyAsync(async () => (await admin.GetAsync(door, TestWorld.Stop)).IsSuccessStatusCode);
    }

    [Fact]
    public void The_disk_of_this_machine_has_some_room()
    {
        var (free, total) = new DiskSpace(new TielineOptions { DataFolder = Path.GetTempPath() }).Read();
        Assert.InRange(free, 1, total);
    }

    private static async Task LeaveAsync(HealthyWorld world, string what)
    {
        Task<System.Text.Json.Nodes.JsonNode> SetUpAsync(string name, object fields) => world.World.Salesforce.ControlAsync("setup", new { @object = name, fields });
        switch (what)
        {
            case "NamedCredential":
                await world.Org.DeployOneAsync("NamedCredential", "namedCredentials/ApexMDTAPI.namedCredential", "<endpoint>https://example.my.salesforce.com</endpoint><label>ApexMDTAPI</label><principalType>Anonymous</principalType><protocol>NoAuthentication</protocol>");
                await world.SetTheClocksAsync();
                break;
            case "InstalledSubscriberPackage":
                var package = await SetUpAsync("SubscriberPackage", new { Name = "Webex for Salesforce", NamespacePrefix = "cisco_webex" });
                await SetUpAsync(what, new { SubscriberPackageId = (string)package["id"]! });
                break;
            case "AuthProvider":
                await SetUpAsync(what, new { DeveloperName = "ApexMDTAPI", FriendlyName = "ApexMDTAPI", ProviderType = "Salesforce" });
                break;
            case "ConnectedApplication":
                await SetUpAsync(what, new { Name = "Webex Salesforce Authorization" });
                break;
            case "Site":
                await SetUpAsync(what, new { Name = "Webex_for_Salesforce", MasterLabel = "Webex for Salesforce", Status = "Active", SiteType = "Visualforce" });
                break;
            default:
                await SetUpAsync(what, new { ApiName = "Notify_space", Label = "Webex notification of an account", IsActive = true });
                break;
        }
    }

    private sealed class AddsAHeader : IStartupFilter
    {
        public string? Name { get; set; }

        public string Value { get; set; } = "";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, further) =>
            {
                context.Response.OnStarting(() =>
                {
                    if (Name is not null)
                    {
                        context.Response.Headers[Name] = Microsoft.Extensions.Primitives.StringValues.Concat(context.Response.Headers[Name], Value);
                    }

                    return Task.CompletedTask;
                });
                await further(context);
            });
            next(app);
        };
    }
}
