using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>The three ways into Salesforce and the three into Webex, through the doors.</summary>
public class WaysInTests
{
    private const string Token = "POST /services/oauth2/token";

    [Theory]
    [InlineData("JwtBearer")]
    [InlineData("ClientCredentials")]
    public async Task The_server_signs_in_by_itself_and_asks_anew_once_for_all_when_the_session_has_ended(string way)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, way);
        Assert.Equal("Linked", await wizard.SalesforceStateAsync());
        var salesforce = await wizard.World.Get<CloudClients>().SalesforceAsIntegrationAsync(wizard.TenantId, TestWorld.Stop);
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        var before = (await wizard.World.Salesforce.RequestsAsync()).Count(one => one == Token);

        var names = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).UserName));

        Assert.All(names, name => Assert.Equal(TestWorld.Integration, name));
        Assert.Equal(before + 1, (await wizard.World.Salesforce.RequestsAsync()).Count(one => one == Token));
    }

    [Fact]
    public async Task What_is_refused_later_needs_attention_and_one_relink_mends_it()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, "ClientCredentials");
        var salesforce = await wizard.World.Get<CloudClients>().SalesforceAsIntegrationAsync(wizard.TenantId, TestWorld.Stop);
        await wizard.AppAsync(); // Somebody has taken the user out of the app's policy.
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await Assert.ThrowsAsync<Tieline.Salesforce.SalesforceException>(() => salesforce.Identity.UserInfoAsync(TestWorld.Stop));
        Assert.Equal("NeedsAttention", await wizard.SalesforceStateAsync());
        Assert.Contains("no client credentials user", (string)(await wizard.ShownAsync())["salesforce"]!["reason"]!, StringComparison.Ordinal);

        await wizard.AppAsync(app => app["clientCredentialsUser"] = TestWorld.Integration);
        Assert.Equal(HttpStatusCode.OK, (await wizard.PostAsync("salesforce/connect")).Status);
        Assert.Equal("Linked", await wizard.SalesforceStateAsync());
        Assert.Equal(TestWorld.Integration, (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).UserName);
    }

    // Such a way keeps no consent that could end.
    [Theory]
    [InlineData("JwtBearer")]
    [InlineData("ClientCredentials")]
    public async Task What_is_refused_for_a_while_in_words_that_are_new_heals_by_itself(string way)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, way);
        var salesforce = await wizard.World.Get<CloudClients>().SalesforceAsIntegrationAsync(wizard.TenantId, TestWorld.Stop);
        var body = new { error = "invalid_grant", error_description = "authentication failure" };
        await wizard.World.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/token" }, times = 1, fault = new { kind = "status", status = 400, body } });
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await Assert.ThrowsAsync<Tieline.Salesforce.SalesforceException>(() => salesforce.Identity.UserInfoAsync(TestWorld.Stop));
        Assert.Equal("NeedsAttention", await wizard.SalesforceStateAsync());

        await wizard.World.EventuallyAsync(async () =>
        {
            try
            {
                return (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).UserName == TestWorld.Integration;
            }
            catch (Tieline.Salesforce.SalesforceException)
            {
                return false; // The failure serves for two seconds.
            }
        });
        Assert.Equal("Linked", await wizard.SalesforceStateAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_is_over_is_given_back_in_whichever_words_Salesforce_knows_it_no_more(bool unknownTokenHasNoType)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, "ClientCredentials");
        await wizard.World.Salesforce.ControlAsync("switches", new { unknownTokenHasNoType });
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        Assert.Empty(await wizard.World.Get<Consents>().GiveBackAsync(GrantKey.Integration(wizard.TenantId), TestWorld.Stop));
        Assert.Contains("POST /services/oauth2/revoke", await wizard.World.Salesforce.RequestsAsync());
    }

    [Fact]
    public async Task A_connection_made_with_a_certificate_outlives_a_restart()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, "JwtBearer");
        await wizard.World.RestartServerAsync();
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        var salesforce = await wizard.World.Get<CloudClients>().SalesforceAsIntegrationAsync(wizard.TenantId, TestWorld.Stop);
        Assert.Equal(TestWorld.Integration, (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).UserName);
    }

    [Fact]
    public async Task A_new_key_counts_once_its_certificate_is_in_the_app_and_the_former_one_until_then()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, "JwtBearer");
        await SalesforceRefusedPaths.CertificateAsync(wizard);
        var certificate = await SalesforceRefusedPaths.CertificateAsync(wizard); // Pressed twice, and not uploaded yet.
        Assert.Equal(HttpStatusCode.OK, (await wizard.PostAsync("salesforce/connect")).Status);
        await wizard.AppAsync(app => app["jwtPublicKey"] = certificate);
        Assert.Equal(HttpStatusCode.OK, (await wizard.PostAsync("salesforce/connect")).Status);
        await wizard.World.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        var salesforce = await wizard.World.Get<CloudClients>().SalesforceAsIntegrationAsync(wizard.TenantId, TestWorld.Stop);
        Assert.Equal(TestWorld.Integration, (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).UserName);
    }

    [Fact]
    public async Task Each_change_stands_in_the_trail_and_no_secret_does()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await ConnectAsync(wizard, "JwtBearer");
        var trail = await wizard.AuditAsync();
        Assert.Contains(trail, one => one.StartsWith("linked Salesforce", StringComparison.Ordinal));
        Assert.Contains("connection salesforce.consumerKey  > 3MVG9wizard (admin key)", trail);
        Assert.Contains("secret salesforce.consumerSecret  >  (admin key)", trail);
        Assert.Contains("secret salesforce.key  >  (admin key)", trail);
        Assert.Contains($"tenant Nordlys  > {wizard.World.Salesforce.Address} (admin key)", trail);
        var secrets = await wizard.World.Get<Tenants>().SecretsAsync(wizard.TenantId, TestWorld.Stop);
        foreach (var secret in new[] { secrets.SalesforceKey.Split('\n')[1], secrets.SalesforceConsumerSecret, secrets.LaunchSecret })
        {
            Assert.DoesNotContain(trail, one => one.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, wizard.World.Log.Text, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(wizard.World.DataFolder, "tieline.db*"), file => Assert.DoesNotContain(secret, Read(file), StringComparison.Ordinal));
            Assert.DoesNotContain(secret, (await wizard.ShownAsync()).ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_what_is_sent_is_changed_and_what_is_wrong_is_named()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.PatchAsync(new { name = "Nordlys A/S", defaultCountry = "dk", salesforce = new { loginUrl = "https://nordlys.lightning.force.com/lightning/page/home" } });
        var tenant = (await wizard.ShownAsync())["tenant"]!;
        Assert.Equal(("Nordlys A/S", "DK", "https://nordlys.my.salesforce.com"), ((string)tenant["name"]!, (string)tenant["defaultCountry"]!, (string)tenant["salesforceLogin"]!));
        using var wrong = await wizard.Admin.PatchAsJsonAsync(
            $"/admin/api/tenants/{wizard.TenantId}",
            new { name = "", defaultCountry = "Denmark", hostOrigins = new[] { "http://example.com" }, salesforce = new { way = "Magic", userName = "x" }, webex = new { apiBase = "file:///etc" } }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(
            ["defaultCountry", "hostOrigins", "name", "salesforce.userName", "salesforce.way", "webex.apiBase"],
            JsonNode.Parse(await wrong.Content.ReadAsStringAsync(TestWorld.Stop))!["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        using var nobody = await wizard.Admin.PatchAsJsonAsync($"/admin/api/tenants/{Guid.NewGuid()}", new { name = "x" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task The_public_address_is_proved_by_the_server_itself()
    {
        await using var wizard = await WizardWorld.StartAsync();
        var report = await Simulator.ReadAsync(await wizard.Admin.PostAsync("/admin/api/checks/public-address", null, TestWorld.Stop));
        Assert.Equal(("ThisMachine", true), ((string)report["state"]!, (bool)report["serves"]!));

        // Somebody else's server gives the nonce back unsealed.
        var proof = wizard.World.Get<AddressProof>();
        Assert.False(proof.IsAnswerTo("nonce", "nonce"));
        Assert.False(proof.IsAnswerTo("nonce", proof.Answer("another")));
        Assert.True(proof.IsAnswerTo("nonce", proof.Answer("nonce")));
    }

    [Fact]
    public async Task My_Domain_is_checked_by_what_the_org_itself_says()
    {
        await using var wizard = await WizardWorld.StartAsync();
        var good = await CheckAsync(wizard, wizard.World.Salesforce.Address + "/lightning/page/home");
        Assert.Equal(("Good", wizard.World.Salesforce.Address), ((string)good["state"]!, (string)good["loginUrl"]!));
        var webex = await CheckAsync(wizard, wizard.World.Webex.Address);
        Assert.Equal("NotThere", (string)webex["state"]!);
        using var none = await wizard.Admin.PostAsJsonAsync("/admin/api/checks/my-domain", new { address = "https://login.salesforce.com" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
    }

    internal static async Task ConnectAsync(WizardWorld wizard, string way)
    {
        var certificate = way == "JwtBearer" ? await SalesforceRefusedPaths.CertificateAsync(wizard) : null;
        await wizard.AppAsync(app =>
        {
            app["clientCredentialsUser"] = way == "ClientCredentials" ? TestWorld.Integration : null;
            app["jwtPublicKey"] = certificate;
        });
        await wizard.World.Salesforce.ControlAsync("switches", new { jwtNeedsApproval = false }); // An administrator has let the integration user in.
        await wizard.KeysAsync(way);
        await wizard.PatchAsync(new { salesforce = new { userName = TestWorld.Integration } });
        var (status, message) = await wizard.PostAsync("salesforce/connect");
        Assert.True(status == HttpStatusCode.OK, message);
    }

    private static async Task<JsonNode> CheckAsync(WizardWorld wizard, string address) =>
        await Simulator.ReadAsync(await wizard.Admin.PostAsJsonAsync("/admin/api/checks/my-domain", new { address }, TestWorld.Stop));

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
