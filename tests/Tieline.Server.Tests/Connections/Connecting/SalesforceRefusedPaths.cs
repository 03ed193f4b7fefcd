using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>Each way in which Salesforce does not let Tieline in, met at the simulated org: the sentence says what it was and who mends it, and nothing is kept.</summary>
public class SalesforceRefusedPaths
{
    /// <summary>What Salesforce would say on a page of its own, from which nobody comes back: told before anybody is sent there.</summary>
    [Theory]
    [InlineData("key", "knows no app with this consumer key")]
    [InlineData("callback", "does not know Tieline’s callback URL")]
    [InlineData("scope", "adds the OAuth scopes api, refresh_token, id and openid")]
    public async Task What_Salesforce_would_tell_the_user_alone_is_told_to_the_administrator(string wrong, string sentence)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync(app =>
        {
            app["callbackUrls"] = wrong == "callback" ? new JsonArray("https://elsewhere.example/callback") : app["callbackUrls"]!.DeepClone();
            app["scopes"] = wrong == "scope" ? new JsonArray("id", "openid", "refresh_token") : app["scopes"]!.DeepClone();
        });
        await wizard.KeysAsync(key: wrong == "key" ? "3MVG9mistyped" : WizardWorld.Key);
        var (url, problem) = await wizard.BeginAsync();
        Assert.Null(url);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
        Assert.NotNull(await NotedAsync(wizard)); // For the doctor too.

        await wizard.AppAsync();
        await wizard.KeysAsync();
        Assert.Contains("Tieline is connected", (await wizard.SignInAsync()).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked", "The org blocks this app because it is not installed")]
    [InlineData("notPreAuthorized", "adds the integration user’s permission set or profile to the app’s policies")]
    [InlineData("ip", "does not allow sign-ins from this server’s IP address")]
    [InlineData("frozen", "activates or unfreezes the user")]
    [InlineData("hours", "login hours and IP ranges")]
    public async Task Who_may_not_sign_in_is_told_who_mends_it(string wrong, string sentence)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await BreakAsync(wizard, wrong);
        await wizard.KeysAsync();
        var (page, outcome) = await wizard.SignInAsync();
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains(sentence, outcome, StringComparison.Ordinal);
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
    }

    private static async Task<string?> NotedAsync(WizardWorld wizard) =>
        (await wizard.World.Get<CloudRefusals>().ListAsync(wizard.TenantId, Clouds.Salesforce, TestWorld.Stop)).SingleOrDefault(one => one.Subject == GrantKey.Integration(wizard.TenantId).Subject)?.Code;

    [Fact]
    public async Task A_wrong_secret_is_named()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync(secret: "a mistyped secret");
        await AssertRefusedAsync(wizard, wizard.SignInAsync(), "The consumer secret does not fit the consumer key");
    }

    [Fact]
    public async Task What_the_server_is_refused_when_it_signs_in_by_itself_is_noted_until_it_is_let_in()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync(app => app["clientCredentialsUser"] = TestWorld.Integration);
        await wizard.KeysAsync("ClientCredentials", secret: "a mistyped secret");
        Assert.Equal(HttpStatusCode.Conflict, (await wizard.PostAsync("salesforce/connect")).Status);
        Assert.Equal("invalid_client", await NotedAsync(wizard));
        await WaysInTests.ConnectAsync(wizard, "ClientCredentials");
        Assert.Null(await NotedAsync(wizard));
    }

    [Fact]
    public async Task Who_denies_consent_changes_nothing()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await AssertRefusedAsync(wizard, wizard.SignInAsync(allow: false), "You chose not to let Tieline in");
    }

    [Fact]
    public async Task A_proof_that_does_not_fit_is_named()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await AssertRefusedAsync(
            wizard, wizard.SignInAsync(url => new Uri(Regex.Replace(url.OriginalString, "code_challenge=[^&]+", "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))),
            "The proof of this sign-in (PKCE) did not fit");
    }

    [Fact]
    public async Task A_code_that_ran_out_is_named()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await AssertRefusedAsync(
            wizard,
            wizard.SignInAsync(onTheWayBack: async back =>
            {
                await wizard.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 16 * 60 }); // A code lives a quarter of an hour.
                return back;
            }),
            "The code of this sign-in was used or has run out");
    }

    [Fact]
    public async Task A_state_that_is_not_ours_is_refused_and_ends_no_sign_in()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        var (page, outcome) = await wizard.SignInAsync(onTheWayBack: back => Task.FromResult(new Uri(Regex.Replace(back.OriginalString, "state=[^&]+", "state=" + new string('A', 64)))));
        Assert.Contains("This sign-in was not started here", page, StringComparison.Ordinal);
        Assert.Equal("", outcome); // It still waits for its own way back.
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
    }

    [Fact]
    public async Task An_org_without_API_access_is_named_before_anything_is_kept()
    {
        await using var wizard = await WizardWorld.StartAsync();
        await wizard.AppAsync();
        await wizard.KeysAsync();
        await wizard.World.Salesforce.ControlAsync("faults", new
        {
            match = new { method = "GET", path = "^/services/data/" },
            fault = new
            {
                kind = "status", status = 403,
                body = new[] { new { errorCode = "API_DISABLED_FOR_ORG", message = "The REST API is not enabled for this Organization." } },
            },
        });
        await AssertRefusedAsync(wizard, wizard.SignInAsync(), "The org has no API access (API_DISABLED_FOR_ORG)");
        Assert.Equal("API_DISABLED_FOR_ORG", await NotedAsync(wizard));
    }

    [Theory]
    [InlineData("certificate", "Salesforce did not accept Tieline’s signature")]
    [InlineData("clock", "the server’s clock is off")]
    [InlineData("notPreAuthorized", "adds the integration user’s permission set or profile")]
    [InlineData("ip", "does not allow sign-ins from this server’s IP address")]
    [InlineData("blocked", "installs or unblocks it")]
    [InlineData("noKey", "There is no key pair yet")]
    public async Task A_certificate_that_is_refused_says_why(string wrong, string sentence)
    {
        await using var wizard = await WizardWorld.StartAsync();
        var certificate = wrong == "noKey" ? null : await CertificateAsync(wizard);
        await wizard.World.Salesforce.ControlAsync("switches", new { jwtNeedsApproval = wrong == "notPreAuthorized" });
        var uploaded = wrong == "certificate" ? KeyPair.Make(wizard.World.Clock.UtcNow).Certificate : certificate; // Another server's.
        await BreakAsync(wizard, wrong, app => app["jwtPublicKey"] = uploaded);
        await wizard.KeysAsync("JwtBearer");
        await wizard.PatchAsync(new { salesforce = new { userName = TestWorld.Integration } });
        if (wrong == "clock")
        {
            await wizard.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 600 });
        }

        var (status, message) = await wizard.PostAsync("salesforce/connect");
        Assert.Equal((HttpStatusCode.Conflict, true), (status, message.Contains(sentence, StringComparison.Ordinal)));
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
    }

    [Theory]
    [InlineData("noUser", "names the integration user under Run As")]
    [InlineData("secret", "The consumer secret does not fit")]
    [InlineData("ip", "does not allow sign-ins from this server’s IP address")]
    public async Task Client_credentials_that_are_refused_say_why(string wrong, string sentence)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await BreakAsync(wizard, wrong, app => app["clientCredentialsUser"] = wrong == "noUser" ? null : TestWorld.Integration);
        await wizard.KeysAsync("ClientCredentials", wrong == "secret" ? "a mistyped secret" : TestWorld.Secrets.ConsumerSecret);
        var (status, message) = await wizard.PostAsync("salesforce/connect");
        Assert.Equal((HttpStatusCode.Conflict, true), (status, message.Contains(sentence, StringComparison.Ordinal)));
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
    }

    internal static async Task<string> CertificateAsync(WizardWorld wizard) =>
        (string)(await Simulator.ReadAsync(await wizard.Admin.PostAsync($"/admin/api/tenants/{wizard.TenantId}/salesforce/certificate", null, TestWorld.Stop)))["certificate"]!;

    private static async Task AssertRefusedAsync(WizardWorld wizard, Task<(string Page, string Outcome)> signIn, string sentence)
    {
        var (page, outcome) = await signIn;
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains(sentence, outcome, StringComparison.Ordinal);
        Assert.Equal("Unlinked", await wizard.SalesforceStateAsync());
    }

    private static async Task BreakAsync(WizardWorld wizard, string wrong, Action<JsonObject>? also = null)
    {
        var salesforce = wizard.World.Salesforce;
        await wizard.AppAsync(app =>
        {
            if (wrong == "blocked")
            {
                app["installed"] = false;
            }
            else if (wrong == "notPreAuthorized")
            {
                app["permittedUsers"] = "AdminApprovedPreAuthorized";
            }

            also?.Invoke(app);
        });
        if (wrong == "ip")
        {
            await salesforce.ControlAsync("ip", new { ranges = new[] { "203.0.113.0/24" } });
        }
        else if (wrong == "hours")
        {
            foreach (var profile in await ProfilesAsync(salesforce))
            {
                await salesforce.ControlAsync("loginhours", new { profile, days = Enum.GetNames<DayOfWeek>(), from = "03:00", to = "03:01" });
            }
        }
        else if (wrong == "frozen")
        {
            await FreezeAsync(salesforce, TestWorld.Integration);
        }
    }

    private static async Task<IEnumerable<string>> ProfilesAsync(Simulator org) =>
        (await QueryAsync(org, "SELECT Name FROM Profile"))["records"]!.AsArray().Select(row => (string)row!["Name"]!);

    private static async Task FreezeAsync(Simulator org, string user)
    {
        var id = (string)(await org.ControlAsync("users"))["users"]!.AsArray().Single(one => (string)one!["username"]! == user)!["id"]!;
        var login = (string)(await QueryAsync(org, $"SELECT Id FROM UserLogin WHERE UserId = '{id}'"))["records"]![0]!["Id"]!;
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/services/data/v66.0/sobjects/UserLogin/{login}") { Content = System.Net.Http.Json.JsonContent.Create(new { IsFrozen = true }) };
        await SendAsync(org, change);
    }

    private static Task<JsonNode> QueryAsync(Simulator org, string soql) => SendAsync(org, new HttpRequestMessage(HttpMethod.Get, $"/services/data/v66.0/query?q={Uri.EscapeDataString(soql)}"));

    private static async Task<JsonNode> SendAsync(Simulator org, HttpRequestMessage request)
    {
        var token = (string)(await org.ControlAsync("token?user=admin@nordlys.example"))["access_token"]!;
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await org.Http.SendAsync(request, TestWorld.Stop);
        return await Simulator.ReadAsync(answer);
    }
}
