using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Leaving;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;
using Tieline.Testing;

namespace Tieline.Server.Tests.Connections;

public class SecrecyTests
{
    private const string Note = "Wants a quote for forty zebras";

    // Everything that an operator can switch on by a level of the whole log or of a maker's name.
    private static readonly string[] Categories =
        ["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR", "Microsoft.EntityFrameworkCore", "System", "System.Net.Http", "Orleans", "Polly", "Npgsql", "Tieline"];

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Debug)]
    [InlineData(LogLevel.Trace)]
    public async Task No_secret_can_be_read_in_the_data_folder_or_in_the_log(LogLevel level)
    {
        var levels = Categories.ToDictionary(category => $"Logging:LogLevel:{category}", _ => (string?)level.ToString());
        await using var mail = await MailServer.StartAsync();
        var sent = new SentSecrets();
        await using var world = await TestWorld.StartAsync(new()
        {
            Configure = builder =>
            {
                sent.ListenIn(builder.Services);
                builder.Configuration.AddInMemoryCollection(levels);
                mail.World().Configure!(builder);
            },
        });
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Ann });
        await (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.Identity.UserInfoAsync(TestWorld.Stop);
        await using (var softphone = await Circuit.OpenAsync(world, ann.Session, "tieline-softphone"))
        {
            var played = await world.PlayAsync(TestWorld.Ann);
            await softphone.ShowsAsync(world, "Maria Lopez");
            using var saved = await ann.Http.PutAsJsonAsync($"/panels/api/calls/{played["callSessionId"]}/notes", new { notes = Note }, TestWorld.Stop);
            Assert.True(saved.IsSuccessStatusCode);
            await world.AdvanceAsync(TimeSpan.FromSeconds(15));
            await world.EventuallyAsync(async () => (await world.TasksAsync()).Count == 1);
        }

        var secrets = await SecretsAsync(world, ann);
        secrets.AddRange([MailServer.Password, await AdministerAsync(world)]);
        await ComeInByEveryWayAsync(world, ann, sent);
        Assert.All(
            ["code", "code_verifier", "client_secret", "refresh_token", "access_token", "assertion", "bearer", "state", "secret", "kept", "window", "key", "pasted"],
            name => Assert.True(sent.ByName.ContainsKey(name), $"No {name} was met."));
        secrets.AddRange(sent.All);
        Assert.All(secrets, secret => Assert.True(secret.Length >= 20, "A secret so short would be found by chance: " + secret));
        AssertNotOnDisk(world, secrets); // While it runs: the newest rows lie in the write-ahead log.
        Assert.True(File.Exists(Path.Combine(world.DataFolder, "tieline.db-wal")));
        await world.Server.StopAsync();
        AssertNotOnDisk(world, secrets);

        var lines = world.Log.Lines;
        Assert.True(level == LogLevel.Information || lines.Any(line => line.StartsWith($"{level} Microsoft", StringComparison.Ordinal)), "The log is not as talkative as this test means it to be.");
        Assert.All(secrets.Append("2025550143").Append(Note), secret => Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_key_ring_is_wrapped_and_opens_with_its_own_master_key_only()
    {
        await using var world = await TestWorld.StartAsync();
        var sealedText = world.Get<SecretBox>().Seal(Guid.Empty, "purpose", "a secret");
        var ring = string.Concat(Directory.GetFiles(Path.Combine(world.DataFolder, "keys")).Select(File.ReadAllText));
        Assert.Contains("<wrapped", ring, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", ring, StringComparison.Ordinal);
        Assert.Equal("a secret", world.Get<SecretBox>().Open(Guid.Empty, "purpose", sealedText));

        await world.Server.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(world.DataFolder, "master-key.txt"), Convert.ToBase64String(new byte[32]), TestWorld.Stop);
        await world.Server.StartAsync();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => world.Get<SecretBox>().Open(Guid.Empty, "purpose", sealedText));
    }

    [Fact]
    public void What_was_sealed_for_one_tenant_or_purpose_opens_for_no_other()
    {
        var box = new SecretBox(new EphemeralDataProtectionProvider());
        var (tenant, other) = (Guid.NewGuid(), Guid.NewGuid());
        var sealedText = box.Seal(tenant, "launch-secret", "a secret");
        Assert.Equal("a secret", box.Open(tenant, "launch-secret", sealedText));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => box.Open(other, "launch-secret", sealedText));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => box.Open(tenant, "webex-client-secret", sealedText));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("bm90IHRoaXJ0eS10d28gYnl0ZXM=")]
    public void A_master_key_of_another_size_is_refused_with_the_way_to_make_one(string key)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => MasterKey.Of(new TielineOptions { MasterKey = key }));
        Assert.Contains("openssl rand -base64 32", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>What an administrator does with secrets and with somebody's number, well and refused; gives the session of his page.</summary>
    private static async Task<string> AdministerAsync(TestWorld world)
    {
        using var admin = world.NewAdmin();
        var door = $"/admin/api/tenants/{world.TenantId}";
        foreach (var to in new[] { "it@nordlys.example", "nobody@nordlys.example" })
        {
            using var mailed = await admin.PostAsJsonAsync("/admin/api/mail/test", new { to }, TestWorld.Stop);
            Assert.Equal(to.StartsWith("it", StringComparison.Ordinal), mailed.IsSuccessStatusCode);
        }

        foreach (var who in new[] { "+1 202 555 0143", "(202) 5550143" })
        {
            using var found = await admin.PostAsJsonAsync($"{door}/person/find", new { who }, TestWorld.Stop);
            Assert.Contains("call_legs", await found.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        }

        foreach (var path in new[] { "config", "leaving", "leaving/export", "settings", "audit" })
        {
            using var read = await admin.GetAsync($"{door}/{path}", TestWorld.Stop);
            var text = await read.Content.ReadAsStringAsync(TestWorld.Stop);
            Assert.All([world.LaunchSecret, world.AdminKey, TestWorld.Secrets.ConsumerSecret, TestWorld.Secrets.WebexSecret, MailServer.Password], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        using var wrong = await admin.PostAsync($"{door}/config/apply", new StringContent("version: 1\nsettings:\n  calling.nonsense: x\n"), TestWorld.Stop);
        Assert.False(wrong.IsSuccessStatusCode);
        var session = (string)(await Simulator.ReadAsync(await admin.PostAsync("/admin/api/session", null, TestWorld.Stop)))["session"]!;
        await using var page = await Circuit.OpenAsync(world, session, "tieline-admin", page: "leaving");
        await page.ShowsAsync(world, "in-use");
        return session;
    }

    /// <summary>Each way in, each refused once at least, so that what lives for a moment only was there too.</summary>
    private static async Task ComeInByEveryWayAsync(TestWorld world, PanelClient ann, SentSecrets sent)
    {
        using var admin = world.NewAdmin();
        var door = $"/admin/api/tenants/{world.TenantId}";
        async Task<JsonNode> PostAsync(string to, object? body) => await Simulator.ReadAsync(await admin.PostAsJsonAsync($"{door}/{to}", body, TestWorld.Stop));
        async Task ChangeAsync(object change)
        {
            using var changed = await admin.PatchAsJsonAsync(door, change, TestWorld.Stop);
            Assert.True(changed.IsSuccessStatusCode);
        }

        // A refused sign-in, one whose question nobody answers, and a launch.
        await ChangeAsync(new { webex = new { clientSecret = "a-mistyped-secret-4714-do-not-leak" } });
        Assert.Contains("client secret does not fit", (await ann.SignInAsync("webex")).Page, StringComparison.Ordinal);
        await ChangeAsync(new { webex = new { clientSecret = TestWorld.Secrets.WebexSecret } });
        var (_, question, state) = await ann.SignInAsync("webex", person: TestWorld.Bo);
        sent.Add("state", state);
        sent.Add("kept", PopUpLaunch.KeptIn(question));
        var launch = await PopUpLaunch.BeginAsync(world, world.Tenant);
        sent.Add("window", launch.Window);
        Assert.Equal(System.Net.HttpStatusCode.OK, await launch.SignInAsync(TestWorld.Bo));
        sent.Add("session", (string?)(await launch.OpenAsync())?["session"]);

        // By certificate, as a Service App, by a pasted token; the proof's own secret; a new launch key.
        var certificate = (string)(await PostAsync("salesforce/certificate", null))["certificate"]!;
        await TokenTests.AppAsync(world, jwtPublicKey: certificate);
        await world.Salesforce.ControlAsync("switches", new { jwtNeedsApproval = false });
        await ChangeAsync(new { salesforce = new { way = "JwtBearer", userName = TestWorld.Integration } });
        await PostAsync("salesforce/connect", null);
        await ChangeAsync(new { salesforce = new { way = "WebServer" }, serviceApp = new { clientId = "Sapp", clientSecret = WebexWaysTests.AppSecret } });
        await PostAsync("webex/service-app", new { token = await WebexWaysTests.ServiceAppAsync(world.Webex) });
        var pasted = await WebexWaysTests.PersonalTokenAsync(world, TestWorld.Carla);
        sent.Add("pasted", pasted);
        await PostAsync("webex/personal-token", new { token = pasted });
        await WebhookProofTests.ProvedAsync(world, ann);
        await new PackagedOrg(world.Salesforce.Http, world.Address).PrepareAsync(TestWorld.Integration);
        await PostAsync("launch-key/rotate", null);
        var kept = await world.Get<Tenants>().SecretsAsync(world.TenantId, TestWorld.Stop);
        sent.Add("key", kept.SalesforceKey.Split('\n')[1]);
        sent.Add("launch", kept.LaunchSecret);
    }

    private static async Task<List<string>> SecretsAsync(TestWorld world, PanelClient ann)
    {
        var person = (await world.Get<Agents>().FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.PersonId!;
        var secrets = new List<string> { TestWorld.Secrets.ConsumerSecret, TestWorld.Secrets.WebexSecret, world.LaunchSecret, world.AdminKey, ann.Session };
        foreach (var key in new[] { GrantKey.Integration(world.TenantId), GrantKey.Agent(world.TenantId, ann.AgentId), GrantKey.Person(world.TenantId, person) })
        {
            var grant = (await world.Get<GrantStore>().FindAsync(key, TestWorld.Stop))!;
            secrets.AddRange([grant.AccessToken, grant.RefreshToken]);
        }

        var webhook = (await world.Get<WebhookSubscriptions>().OfPersonAsync(world.TenantId, person, TestWorld.Stop))!;
        secrets.Add(webhook.Secret);
        return secrets;
    }

    private static void AssertNotOnDisk(TestWorld world, List<string> secrets)
    {
        foreach (var file in Directory.GetFiles(world.DataFolder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("-key.txt", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.All(secrets, secret => Assert.False(Holds(bytes, secret), $"{Path.GetFileName(file)} holds {secret[..6]}..."));
        }
    }

    private static bool Holds(byte[] bytes, string secret) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0
        || bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='))) >= 0;
}
