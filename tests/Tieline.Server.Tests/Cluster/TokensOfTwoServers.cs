using System.Net;
using System.Net.Http.Headers;
using Tieline.Server.Tests.Connections;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Cluster;

/// <summary>One consent, two servers that speak by it.</summary>
public class TokensOfTwoServers(PostgreSqlServer postgres)
{
    [Fact]
    public async Task A_hundred_requests_at_two_servers_renew_once_and_the_living_one_goes_on_alone()
    {
        var options = new TestWorldOptions { ServerAsChild = true, Database = await postgres.NewDatabaseAsync(), ChildEnvironment = new Dictionary<string, string> { ["TIELINE_CLUSTER"] = "true" } };
        await using var world = await TestWorld.StartAsync(options);
        using var second = new ChildServer(options, world.DataFolder, world.Log);
        await second.StartAsync(new Dictionary<string, string> { ["TIELINE_PUBLIC_ADDRESS"] = world.Address });
        await Eventually.IsTrueAsync(async () => (await world.Http.GetStringAsync("/health/ready")).Contains("One of 2 servers.", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the two have met");
        await world.ConnectOrgAsync();
        await TokenTests.RotateAsync(world); // A second renewal would be made with a token that the first one ended.
        Assert.Equal(HttpStatusCode.OK, await world.SignInIntegrationAsync(world.TenantId));
        using var here = Admin(world, world.Address);
        using var there = Admin(world, second.Address);
        Assert.All(await PeopleAsync(world, here, there), status => Assert.Equal(HttpStatusCode.OK, status)); // Both know the consent.
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        var before = await RenewalsAsync(world);

        var answers = await PeopleAsync(world, [.. Enumerable.Range(0, 100).Select(one => one % 2 == 0 ? here : there)]);

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(before + 1, await RenewalsAsync(world));

        // The other one dies, perhaps with the grain that renews: whoever asks is told in words, and soon it goes on.
        await second.KillAsync();
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Integration });
        await Eventually.IsTrueAsync(
            async () =>
            {
                var status = (await PeopleAsync(world, here))[0];
                Assert.NotEqual(HttpStatusCode.InternalServerError, status);
                return status == HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(60), "the living server renews");
    }

    private static HttpClient Admin(TestWorld world, string address)
    {
        var admin = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(address) };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.AdminKey);
        return admin;
    }

    private static Task<HttpStatusCode[]> PeopleAsync(TestWorld world, params HttpClient[] admins) => Task.WhenAll(admins.Select(async admin =>
    {
        using var answer = await admin.GetAsync($"/admin/api/tenants/{world.TenantId}/people", TestWorld.Stop);
        return answer.StatusCode;
    }));

    private static async Task<int> RenewalsAsync(TestWorld world) => (await world.Salesforce.RequestsAsync()).Count(one => one == "POST /services/oauth2/token");
}
