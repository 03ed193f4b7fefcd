using System.Text.Json;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

public class Mishaps
{
    private const string DialPath = "^/v1/telephony/calls/dial$";

    [Theory]
    [InlineData("""{"kind":"tooManyRequests","retryAfter":"7"}""", 429, "7")]
    [InlineData("""{"kind":"tooManyRequests","retryAfter":"0"}""", 429, "0")]
    [InlineData("""{"kind":"tooManyRequests","retryAfter":"soon"}""", 429, "soon")]
    [InlineData("""{"kind":"tooManyRequests"}""", 429, null)]
    [InlineData("""{"kind":"locked","retryAfter":"3"}""", 423, "3")]
    [InlineData("""{"kind":"locked"}""", 423, null)]
    [InlineData("""{"kind":"unauthorized"}""", 401, null)]
    [InlineData("""{"kind":"status","status":503}""", 503, null)]
    [InlineData("""{"kind":"status","status":504}""", 504, null)]
    public async Task A_refusal_comes_in_the_clouds_words_and_only_as_often_as_asked(string fault, int status, string? retryAfter)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, fault);
        var refused = (await DialAsync(simulation)).Expect(status);
        Assert.Equal(retryAfter, refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.StartsWith("ROUTERGW_", refused.Of("trackingId"), StringComparison.Ordinal);
        Assert.Empty(await simulation.CallsAsync("ann"));
        (await DialAsync(simulation)).Expect(201);
    }

    [Theory]
    [InlineData("GET", "/v1/authorize")]
    [InlineData("POST", "/v1/access_token")]
    [InlineData("POST", "/v1/device/authorize")]
    [InlineData("POST", "/v1/device/token")]
    [InlineData("GET", "/v1/device/verify")]
    [InlineData("POST", "/v1/applications/x/token")]
    [InlineData("GET", "/v1/contents/x")]
    [InlineData("GET", "/idb/.well-known/openid-configuration")]
    [InlineData("GET", "/idb/oauth2/v1/authorize")]
    [InlineData("POST", "/idb/oauth2/v1/access_token")]
    [InlineData("POST", "/idb/oauth2/v1/revoke")]
    [InlineData("GET", "/nbr/recordings/x/video")]
    [InlineData("GET", "/recordings/calling/x/audio.mp3")]
    public async Task A_mishap_can_befall_every_path_of_the_cloud(string method, string path)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"tooManyRequests","retryAfter":"4"}""", ".");
        await AddAsync(simulation, """{"kind":"cut"}""", ".");
        var refused = (await simulation.SendAsync(method, path, null, null)).Expect(429);
        Assert.Equal("4", refused.Headers.GetValues("Retry-After").Single());
        await Assert.ThrowsAsync<HttpRequestException>(() => simulation.SendAsync(method, path, null, null));
        Assert.InRange((await simulation.SendAsync(method, path, null, null)).Status, 200, 428);
        // The cut request is written down when it ends, which may be after the next.
        await Waiting.UntilAsync(() => StatusesAsync(simulation).GetAwaiter().GetResult().Count == 3);
        Assert.Equal([0, 429], (await StatusesAsync(simulation)).Order().Where(status => status is 0 or 429));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page/page.js")]
    [InlineData("/health/ready")]
    [InlineData("/control/people")]
    public async Task No_mishap_befalls_the_simulators_own_paths(string path)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"status","status":503}""", ".");
        (await simulation.SendAsync("GET", path, null, null)).Expect(200);
        Assert.Empty((await simulation.GetAsync("/control/usage"))["requests"]!.AsArray());
    }

    [Fact]
    public async Task A_refresh_fails_while_codes_are_still_exchanged_and_the_refresh_token_can_die_of_it()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/faults", """{"times":1,"fault":{"kind":"refreshFails"}}""");
        await simulation.PostAsync("/control/faults", """{"times":1,"after":1,"fault":{"kind":"refreshFails","tokenDies":true}}""");
        var refresh = (await OAuth.SignIn.CompleteAsync(simulation)).Of("refresh_token");
        Assert.StartsWith("The refresh token provided", (await OAuth.SignIn.RefreshAsync(simulation, refresh)).Expect(400).Message, StringComparison.Ordinal);
        var access = (await OAuth.SignIn.RefreshAsync(simulation, refresh)).Expect(200).Of("access_token");
        (await OAuth.SignIn.RefreshAsync(simulation, refresh)).Expect(400);
        (await OAuth.SignIn.MeAsync(simulation, access)).Expect(401);
        (await OAuth.SignIn.RefreshAsync(simulation, refresh)).Expect(400);
    }

    [Theory]
    [InlineData("""{"kind":"refreshFails"}""", "invalid_grant")]
    [InlineData("""{"kind":"unauthorized"}""", "invalid_client")]
    [InlineData("""{"kind":"status","status":503}""", "server_error")]
    [InlineData("""{"kind":"tooManyRequests"}""", "temporarily_unavailable")]
    public async Task The_identity_broker_refuses_in_its_own_words(string fault, string error)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, fault, "^/idb");
        var answer = await OAuth.SignIn.PostAsync(simulation, "/idb/oauth2/v1/access_token", [new("grant_type", "refresh_token"), new("refresh_token", "x")]);
        Assert.Equal(error, answer.Of("error"));
    }

    [Fact]
    public async Task A_late_refresh_is_carried_out_although_its_form_was_looked_at()
    {
        await using var simulation = await Simulation.StartAsync();
        var refresh = (await OAuth.SignIn.CompleteAsync(simulation)).Of("refresh_token");
        await AddAsync(simulation, """{"kind":"lateCommit","delaySeconds":5}""", "access_token$");
        await AddAsync(simulation, """{"kind":"refreshFails"}""", "access_token$");
        await Assert.ThrowsAsync<HttpRequestException>(() => OAuth.SignIn.RefreshAsync(simulation, refresh));
        await simulation.AdvanceAsync(5);
        Assert.Equal(2, (await StatusesAsync(simulation)).Count(status => status == 200));
    }

    [Fact]
    public async Task A_body_and_headers_of_ones_own_are_sent_as_given()
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"status","status":502,"body":"<html>Bad gateway</html>","headers":{"X-Proxy":"p1"}}""");
        var answer = (await DialAsync(simulation)).Expect(502);
        Assert.Equal(("<html>Bad gateway</html>", "p1"), (answer.Text, answer.Headers.GetValues("X-Proxy").Single()));
    }

    [Theory]
    [InlineData("""{"kind":"status","status":502,"body":"<html>Bad gateway</html>","headers":{"Content-Type":"text/html"}}""")]
    [InlineData("""{"kind":"status","status":502,"headers":{"Content-Type":"text/html"}}""")]
    [InlineData("""{"kind":"tooManyRequests","headers":{"content-type":"text/html"}}""")]
    public async Task A_type_of_ones_own_goes_before_the_clouds(string fault)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, fault, "^/v1/people/me$");
        using var answer = await simulation.Http.GetAsync("/v1/people/me", TestContext.Current.CancellationToken);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    [InlineData(304)]
    public async Task A_status_that_has_no_body_comes_without_one(int status)
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, $$"""{"status":{{status}},"kind":"status"}""");
        Assert.Empty((await DialAsync(simulation)).Expect(status).Text);
        (await simulation.SendAsync("POST", "/control/faults", $$"""{"fault":{"kind":"status","status":{{status}},"body":"x"} }""", null)).Expect(400);
    }

    [Fact]
    public async Task A_token_that_dies_stays_dead()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OAuth.SignIn.CompleteAsync(simulation)).Of("access_token");
        await AddAsync(simulation, """{"kind":"unauthorized","tokenDies":true}""", "^/v1/people");
        (await OAuth.SignIn.MeAsync(simulation, token)).Expect(401);
        (await OAuth.SignIn.MeAsync(simulation, token)).Expect(401);
    }

    [Fact]
    public async Task A_cut_answer_is_lost_but_the_request_is_carried_out()
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"cut"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => DialAsync(simulation));
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_refused_connection_carries_nothing_out()
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"refuse"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => DialAsync(simulation));
        Assert.Empty(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_late_commit_is_carried_out_after_its_delay()
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"lateCommit","delaySeconds":30}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => DialAsync(simulation));
        await simulation.AdvanceAsync(29);
        Assert.Empty(await simulation.CallsAsync("ann"));
        await simulation.AdvanceAsync(1);
        Assert.Single(await simulation.CallsAsync("ann"));
        var usage = (await simulation.GetAsync("/control/usage"))["requests"]!.AsArray();
        Assert.Contains(usage, entry => entry!["path"]!.GetValue<string>() == "/v1/telephony/calls/dial" && entry["status"]!.GetValue<int>() == 201);
    }

    [Fact]
    public async Task A_slow_answer_waits_for_the_simulators_clock()
    {
        await using var simulation = await Simulation.StartAsync();
        await AddAsync(simulation, """{"kind":"slow","seconds":5}""");
        var dialling = DialAsync(simulation);
        await Waiting.UntilAsync(() => simulation.GetAsync("/control/faults").GetAwaiter().GetResult()["waiting"]!.GetValue<int>() == 1);
        await simulation.AdvanceAsync(4);
        Assert.False(dialling.IsCompleted);
        await simulation.AdvanceAsync(1);
        (await dialling).Expect(201);
    }

    [Fact]
    public async Task A_fault_can_wait_for_the_third_request_and_be_removed()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.PostAsync("/control/faults", """{"match":{"method":"GET","path":"^/v1/people/me"},"after":2,"fault":{"kind":"status","status":500}}"""))["id"]!.GetValue<string>();
        var statuses = new List<int>();
        for (var index = 0; index < 4; index++)
        {
            statuses.Add((await simulation.ApiAsync("ann", "GET", "/people/me")).Status);
        }

        Assert.Equal([200, 200, 500, 500], statuses);
        (await simulation.SendAsync("DELETE", $"/control/faults/{id}", null, null)).Expect(200);
        (await simulation.SendAsync("DELETE", $"/control/faults/{id}", null, null)).Expect(404);
        (await simulation.ApiAsync("ann", "GET", "/people/me")).Expect(200);
    }

    [Theory]
    [InlineData("""{"fault":{"kind":"earthquake"}}""")]
    [InlineData("""{"match":{"path":"("},"fault":{"kind":"cut"}}""")]
    [InlineData("""{"match":{"path":"x"}}""")]
    [InlineData("""{"match":{"path":"(?=x)"},"fault":{"kind":"cut"}}""")]
    [InlineData("""{"fault":{"kind":"status","headers":{"X-Proxy":"a\nb"}}}""")]
    [InlineData("""{"fault":{"kind":"status","headers":{"X Proxy":"a"}}}""")]
    [InlineData("""{"fault":{"kind":"status","headers":{"Content-Length":"1"}}}""")]
    [InlineData("""{"fault":{"kind":"locked","retryAfter":"é"}}""")]
    [InlineData("""{"fault":{"kind":"status","status":99}}""")]
    public async Task A_fault_that_makes_no_sense_is_refused(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.SendAsync("POST", "/control/faults", body, null)).Expect(400);
    }

    private static async Task<List<int>> StatusesAsync(Simulation simulation) =>
        [.. (await simulation.GetAsync("/control/usage"))["requests"]!.AsArray().Select(entry => entry!["status"]!.GetValue<int>())];

    private static Task AddAsync(Simulation simulation, string fault, string path = DialPath) =>
        simulation.PostAsync("/control/faults", $$"""{"match":{"path":{{JsonSerializer.Serialize(path)}}},"times":1,"fault":{{fault}}}""");

    private static Task<Answer> DialAsync(Simulation simulation) =>
        simulation.ApiAsync("ann", "POST", "/telephony/calls/dial", new { destination = "+12025550143" });
}
