using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Faults;

/// <summary>Faults on the doors that are not the REST API: they answer in those doors' own words.</summary>
public sealed class SignInFaultTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        await org.ControlAsync("apps", new JsonObject
        {
            ["consumerKey"] = "key", ["consumerSecret"] = "secret", ["scopes"] = new JsonArray("api"), ["clientCredentialsUser"] = "integration@nordlys.example",
        });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task SetAsync(string path, JsonObject fault) => org.ControlAsync("faults", new JsonObject { ["match"] = new JsonObject { ["path"] = path }, ["times"] = 1, ["fault"] = fault });

    private async Task<(int Status, JsonNode Body)> SignInAsync()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "key"), new("client_secret", "secret")]);
        using var response = await org.Http.PostAsync("/services/oauth2/token", form, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    [Theory]
    [InlineData("serverUnavailable", 503, "unknown_error")]
    [InlineData("internalError", 500, "unknown_error")]
    [InlineData("tooManyRequests", 429, "rate_limit_exceeded")]
    [InlineData("requestLimitExceeded", 400, "rate_limit_exceeded")]
    [InlineData("sessionExpired", 400, "invalid_grant")]
    public async Task A_named_fault_on_the_token_door_is_an_oauth_error(string kind, int status, string error)
    {
        await SetAsync("^/services/oauth2/token", new JsonObject { ["kind"] = kind });
        var refused = await SignInAsync();
        Assert.Equal((status, error), (refused.Status, (string)refused.Body["error"]!));
        Assert.NotEmpty((string)refused.Body["error_description"]!);
        Assert.Equal(200, (await SignInAsync()).Status);
    }

    [Fact]
    public async Task A_sign_in_that_commits_late_leaves_a_session_and_no_answer()
    {
        await SetAsync("^/services/oauth2/token", new JsonObject { ["kind"] = "lateCommit", ["delaySeconds"] = 20 });
        await Assert.ThrowsAsync<HttpRequestException>(SignInAsync);
        Assert.Equal(0, await EndedAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 19 });
        Assert.Equal(0, await EndedAsync());
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 1 });
        Assert.Equal(1, await EndedAsync());
    }

    [Theory]
    [InlineData("lateCommit")]
    [InlineData("lockRow")]
    public async Task A_fault_on_the_keys_is_no_error_of_ours(string kind)
    {
        await SetAsync("^/id/keys", new JsonObject { ["kind"] = kind, ["delaySeconds"] = 0 });
        if (kind == "lateCommit") await Assert.ThrowsAsync<HttpRequestException>(() => org.Http.GetAsync("/id/keys", TestContext.Current.CancellationToken));
        else Assert.Equal(400, (int)(await org.Http.GetAsync("/id/keys", TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task<int> EndedAsync() => (int)(await org.ControlAsync("session/expire", new JsonObject { ["user"] = "integration@nordlys.example" }))!["ended"]!;
}
