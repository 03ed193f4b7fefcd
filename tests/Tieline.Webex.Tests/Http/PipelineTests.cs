using System.Collections.Concurrent;
using System.Diagnostics;
using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Http;

public class PipelineTests
{
    private const string Me = """{"id":"me","emails":["ann@example.test"]}""";

    [Fact]
    public async Task A_request_carries_the_token_and_asks_for_json()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Me));

        await cloud.Client().People.MeAsync(callingData: true, Cancellation);

        Assert.Equal("GET /v1/people/me?callingData=true", cloud.Only.ToString());
        Assert.Equal("Bearer first", cloud.Only.Header("Authorization"));
        Assert.Equal("application/json", cloud.Only.Header("Accept"));
    }

    [Fact]
    public async Task A_refused_token_is_refreshed_once_and_the_same_command_is_sent_again()
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(401, """{"message":"The request requires a valid access token set in the Authorization request header."}"""),
            ScriptedCloud.Json(201, """{"callId":"c","callSessionId":"s"}"""));

        var placed = await cloud.Client(tokens).Calls.DialAsync("+14085550199", null, Cancellation);

        Assert.Equal(new PlacedCall("c", "s"), placed);
        Assert.Equal(["first"], tokens.Refused);
        Assert.Equal(["Bearer first", "Bearer second"], cloud.Seen.Select(request => request.Header("Authorization")));
        Assert.Equal(cloud.Seen[0].ToString(), cloud.Seen[1].ToString());
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(401, "{}"));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client(tokens).Calls.ListAsync(Cancellation));

        Assert.Equal(WebexErrorKind.Unauthorized, problem.Kind);
        Assert.Single(tokens.Refused);
        Assert.Equal(2, cloud.Seen.Count);
    }

    [Fact]
    public async Task When_the_refresh_fails_its_own_reason_is_told()
    {
        var tokens = new FakeTokens { RefreshFails = new WebexException(WebexErrorKind.Unreachable, "the sign-in server is away") };
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(401, "{}"));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client(tokens).Calls.ListAsync(Cancellation));

        Assert.Same(tokens.RefreshFails, problem);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(423)]
    [InlineData(503)]
    public async Task Nothing_is_repeated_of_itself(int status)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, "{}", ("Retry-After", "0")));

        await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Single(cloud.Seen);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_but_told()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(302, ("Location", "/elsewhere")));

        var problem = await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.ListAsync(Cancellation));

        Assert.Equal(WebexErrorKind.Unavailable, problem.Kind);
        Assert.Single(cloud.Seen);
    }

    [Fact]
    public async Task A_trace_names_the_operation_and_holds_neither_number_nor_token()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Tieline.Webex",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue, // Those of other tests too, at any time.
        };
        ActivitySource.AddActivityListener(listener);
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(429, "{}", ("Trackingid", "ROUTER_for-this-test")));

        await Assert.ThrowsAsync<WebexException>(() => cloud.Client().Calls.DialAsync("+14085550177", null, Cancellation));

        var trace = Assert.Single(traces, activity => Equals(activity.GetTagItem("webex.tracking_id"), "ROUTER_for-this-test"));
        Assert.Equal("Calls.Dial", trace.OperationName);
        Assert.Equal(ActivityStatusCode.Error, trace.Status);
        Assert.Equal("RateLimited", trace.GetTagItem("error.type"));
        Assert.DoesNotContain("4085550177", string.Join(' ', trace.TagObjects), StringComparison.Ordinal);
        Assert.DoesNotContain("first", string.Join(' ', trace.TagObjects), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.example.test/v1", "https://api.example.test/v1/")]
    [InlineData("https://api.example.test/v1/", "https://api.example.test/v1/")]
    public void The_base_address_gets_its_slash(string given, string kept) =>
        Assert.Equal(kept, new WebexOptions { ApiBase = new Uri(given) }.ApiBase.ToString());

    [Theory]
    [InlineData("v1/")]
    [InlineData("ftp://api.example.test/v1")]
    public void A_base_address_that_is_none_is_refused_with_an_example(string given)
    {
        var problem = Assert.Throws<ArgumentException>(() => new WebexOptions { ApiBase = new Uri(given, UriKind.RelativeOrAbsolute) });

        Assert.Contains("https://webexapis.com/v1/", problem.Message, StringComparison.Ordinal);
    }
}
