using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Leaving;

/// <summary>What an operator does and sees at the doors of leaving.</summary>
internal static class LeavingWorld
{
    public static readonly string Name = "Nordlys Industries";

    public static async Task<HttpStatusCode> SayAsync(this TestWorld world, string door, object body)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/{door}", body, TestWorld.Stop);
        return answer.StatusCode;
    }

    public static async Task<JsonNode> AskAsync(this TestWorld world, string path)
    {
        using var admin = world.NewAdmin();
        return await Simulator.ReadAsync(await admin.GetAsync(path, TestWorld.Stop));
    }

    public static Task<JsonNode> InUseAsync(this TestWorld world) => world.AskAsync($"/admin/api/tenants/{world.TenantId}/leaving");

    public static IReadOnlyDictionary<string, long> Counts(JsonNode found) =>
        found["items"]!.AsArray().GroupBy(item => (string)item!["thing"]!).ToDictionary(same => same.Key, same => same.Sum(item => (long)item!["count"]!));

    /// <summary>How far the world's tenant is; also when it is gone.</summary>
    public static async Task<JsonNode?> StateAsync(this TestWorld world) =>
        (await world.AskAsync("/admin/api/leavings"))["leavings"]!.AsArray().SingleOrDefault(one => (Guid)one!["tenantId"]! == world.TenantId);

    /// <summary>Lets the server's time pass until the leaving is at this step, and waits there when <paramref name="waiting"/> is said.</summary>
    public static Task ComesToAsync(this TestWorld world, string step, string? waiting = null) => world.EventuallyAsync(
        async () =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(11));
            var state = await world.StateAsync();
            return (string?)state?["step"] == step && (waiting is null || ((string?)state["waitsFor"])?.Contains(waiting, StringComparison.Ordinal) == true);
        },
        $"the leaving comes to {step}, {waiting}");

    /// <summary>The access tokens that the server holds of the org.</summary>
    public static async Task<List<string>> TokensAsync(TestWorld world)
    {
        var grants = world.Get<GrantStore>();
        var keys = await grants.AllAsync(world.TenantId, Clouds.Salesforce, TestWorld.Stop);
        return [.. await Task.WhenAll(keys.Select(async key => (await grants.FindAsync(key, TestWorld.Stop))!.AccessToken))];
    }

    /// <summary>What the org answers to a token; Unauthorized when it has ended.</summary>
    public static async Task<HttpStatusCode> OrgTakes(TestWorld world, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/services/oauth2/userinfo");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await world.Salesforce.Http.SendAsync(request, TestWorld.Stop);
        return answer.StatusCode == HttpStatusCode.Forbidden ? HttpStatusCode.Unauthorized : answer.StatusCode;
    }
}
