using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class ServiceApps
{
    public const string App = """{"clientId":"Csync","clientSecret":"hush","name":"Call sync","scopes":["spark-admin:calls_read","spark-admin:calls_write","spark-admin:people_read","spark:people_read","spark-admin:calling_cdr_read"],"owner":"bo.lind@nordlys.example"}""";
    private const string ByAdmin = """{"admin":"admin@nordlys.example"}""";

    /// <summary>Registers the app, lets the administrator authorize it, and fetches its tokens as its developer.</summary>
    public static async Task<Answer> OpenAsync(Simulation simulation)
    {
        await simulation.PostAsync("/control/service-apps", App);
        await simulation.PostAsync("/control/service-apps/Csync/authorize", ByAdmin);
        return (await TokenAsync(simulation)).Expect(200);
    }

    [Fact]
    public async Task An_app_has_tokens_once_an_administrator_has_authorized_it()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/service-apps", App);
        (await TokenAsync(simulation)).Expect(403);
        (await simulation.SendAsync("POST", "/control/service-apps/Csync/authorize", """{"admin":"bo.lind@nordlys.example"}""", null)).Expect(403);
        await simulation.PostAsync("/control/service-apps/Csync/authorize", ByAdmin);
        (await TokenAsync(simulation, secret: "wrong")).Expect(401);
        (await TokenAsync(simulation, organization: Guid.Empty.ToString())).Expect(403);
        var token = (await TokenAsync(simulation)).Expect(200);
        Assert.Null(token.Json["scope"]);
        Assert.Equal(("appuser", "Call sync"), await MeAsync(simulation, token.Of("access_token")));
        var refreshed = (await SignIn.TokenAsync(simulation, ("client_id", "Csync"), ("client_secret", "hush"),
            ("grant_type", "refresh_token"), ("refresh_token", token.Of("refresh_token")))).Expect(200);
        Assert.Equal(("appuser", "Call sync"), await MeAsync(simulation, refreshed.Of("access_token")));
        await simulation.PostAsync("/control/service-apps/Csync/deauthorize", ByAdmin);
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(401);
        (await SignIn.TokenAsync(simulation, ("client_id", "Csync"), ("client_secret", "hush"),
            ("grant_type", "refresh_token"), ("refresh_token", token.Of("refresh_token")))).Expect(400);
    }

    [Fact]
    public async Task An_app_that_is_registered_again_keeps_its_account()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OpenAsync(simulation)).Of("access_token");
        var account = (await simulation.GetAsync("/control/service-apps"))["serviceApps"]![0]!["machineAccount"]!.GetValue<string>();
        var again = await simulation.PostAsync("/control/service-apps", App.Replace("Call sync", "Calls", StringComparison.Ordinal));
        Assert.Equal((account, "Calls"), (again["machineAccount"]?.GetValue<string>(), again["name"]!.GetValue<string>()));
        (await SignIn.MeAsync(simulation, token)).Expect(200);
        await simulation.PostAsync("/control/service-apps/Csync/deauthorize", ByAdmin);
        (await SignIn.MeAsync(simulation, token)).Expect(401);
    }

    [Fact]
    public async Task An_app_steers_the_calls_of_members_and_has_none_itself()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OpenAsync(simulation)).Of("access_token");
        Assert.Equal("Target user not authorized", (await simulation.SendAsync("GET", "/v1/telephony/calls", null, token)).Expect(400).Message);
        Assert.Equal("Target user not authorized", (await simulation.SendAsync("GET", "/v1/telephony/calls/members/me/calls", null, token)).Expect(400).Message);
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann");
        var member = $"/v1/telephony/calls/members/{simulation.Id("ann")}";
        Assert.Single((await simulation.SendAsync("GET", member + "/calls", null, token)).Expect(200).Items);
        (await simulation.SendAsync("POST", member + "/answer", JsonSerializer.Serialize(new { callId }), token)).Expect(204);
        (await simulation.SendAsync("POST", member + "/hangup", JsonSerializer.Serialize(new { callId }), token)).Expect(204);
        (await simulation.SendAsync("POST", member + "/dial", """{"destination":"1102"}""", token)).Expect(201);
    }

    [Fact]
    public async Task One_webhook_of_an_app_hears_everybodys_calls()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OpenAsync(simulation)).Of("access_token");
        var webhook = JsonSerializer.Serialize(new { name = "all", targetUrl = simulation.Receiver.Url + "/app", resource = "telephony_calls", @event = "created" });
        (await simulation.SendAsync("POST", "/v1/webhooks", webhook, token)).Expect(200);
        await simulation.PlayAsync("manual", "ann");
        await simulation.PlayAsync("manual", "bo");
        await simulation.SettleAsync();
        var actors = Story.Bodies(simulation, "app").Select(body => body["actorId"]!.GetValue<string>());
        Assert.Equal([simulation.Id("ann"), simulation.Id("bo")], actors);
    }

    [Fact]
    public async Task The_developers_webhook_hears_of_both_decisions()
    {
        await using var simulation = await Simulation.StartAsync();
        var app = await simulation.PostAsync("/control/service-apps", App);
        foreach (var happening in (string[])["authorized", "deauthorized"])
        {
            (await simulation.ApiAsync("bo", "POST", "/webhooks", new { name = happening, targetUrl = simulation.Receiver.Url + "/bo", resource = "serviceApp", @event = happening })).Expect(200);
        }

        await simulation.PostAsync("/control/service-apps/Csync/authorize", ByAdmin);
        await simulation.PostAsync("/control/service-apps/Csync/deauthorize", ByAdmin);
        await simulation.SettleAsync();
        var told = Story.Bodies(simulation, "bo");
        Assert.Equal(["authorized", "deauthorized"], told.Select(body => body["event"]!.GetValue<string>()));
        Assert.All(told, body => Assert.Equal(app["applicationId"]!.GetValue<string>(), body["data"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Too_long_a_list_of_scopes_is_refused()
    {
        await using var simulation = await Simulation.StartAsync();
        var body = JsonNode.Parse(App)!;
        body["scopes"] = new JsonArray([.. Enumerable.Repeat("spark-admin:telephony_config_write", 26).Select(scope => (JsonNode)scope)]);
        (await simulation.SendAsync("POST", "/control/service-apps", body.ToJsonString(), null)).Expect(400);
    }

    private static async Task<Answer> TokenAsync(Simulation simulation, string secret = "hush", string? organization = null)
    {
        var app = (await simulation.GetAsync("/control/service-apps"))["serviceApps"]![0]!["applicationId"]!.GetValue<string>();
        var own = (await simulation.ApiAsync("ann", "GET", "/people/me")).Of("orgId");
        return await simulation.ApiAsync("bo", "POST", $"/applications/{app}/token", new { clientId = "Csync", clientSecret = secret, targetOrgId = organization ?? own });
    }

    private static async Task<(string Type, string Name)> MeAsync(Simulation simulation, string token)
    {
        var me = (await SignIn.MeAsync(simulation, token)).Expect(200);
        return (me.Of("type"), me.Of("displayName"));
    }
}
