using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class DeviceGrant
{
    [Theory]
    [InlineData("allow", 200)]
    [InlineData("deny", 400)]
    public async Task A_device_waits_until_somebody_decides(string decision, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var device = await BeginAsync(simulation);
        (await TokenAsync(simulation, device)).Expect(428);
        var page = device["verification_uri_complete"]!.GetValue<string>();
        Assert.Contains(device["user_code"]!.GetValue<string>(), (await simulation.SendAsync("GET", page, null, null)).Expect(200).Text, StringComparison.Ordinal);
        (await SignIn.PostAsync(simulation, "/v1/device/verify", new Dictionary<string, string>
        {
            ["user_code"] = device["user_code"]!.GetValue<string>(), ["email"] = "ann.berg@nordlys.example", ["decision"] = decision,
        })).Expect(200);
        var token = (await TokenAsync(simulation, device)).Expect(status);
        if (status == 200)
        {
            Assert.Equal("Ann Berg", (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(200).Of("displayName"));
            (await TokenAsync(simulation, device)).Expect(400);
        }
    }

    [Fact]
    public async Task A_code_ends_after_five_minutes_and_needs_the_clients_secret()
    {
        await using var simulation = await Simulation.StartAsync();
        var device = await BeginAsync(simulation);
        (await TokenAsync(simulation, device, "wrong")).Expect(401);
        await simulation.AdvanceAsync(300);
        (await TokenAsync(simulation, device)).Expect(400);
        (await simulation.SendAsync("GET", device["verification_uri_complete"]!.GetValue<string>(), null, null)).Expect(400);
        (await SignIn.PostAsync(simulation, "/v1/device/authorize", new Dictionary<string, string> { ["client_id"] = SignIn.ClientId, ["scope"] = "made:up" })).Expect(400);
    }

    private static async Task<JsonNode> BeginAsync(Simulation simulation) =>
        (await SignIn.PostAsync(simulation, "/v1/device/authorize", new Dictionary<string, string> { ["client_id"] = SignIn.ClientId, ["scope"] = "spark:people_read" })).Expect(200).Json;

    private static async Task<Answer> TokenAsync(Simulation simulation, JsonNode device, string secret = SignIn.Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/device/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SignIn.ClientId}:{secret}")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = device["device_code"]!.GetValue<string>(),
        });
        using var answer = await simulation.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
