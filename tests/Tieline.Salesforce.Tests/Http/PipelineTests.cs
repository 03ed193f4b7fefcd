using System.Collections.Concurrent;
using System.Diagnostics;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Http;

public class PipelineTests
{
    private const string Expired = """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""";

    [Fact]
    public async Task A_request_carries_the_token_and_our_name_and_goes_to_the_chosen_version()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, "{}"));

        await cloud.Client().Limits.GetAsync(Cancellation);

        Assert.Equal("GET /services/data/v66.0/limits", cloud.Only.ToString());
        Assert.Equal("Bearer first", cloud.Only.Header("Authorization"));
        Assert.Equal("client=Tieline", cloud.Only.Header("Sforce-Call-Options"));
    }

    [Fact]
    public async Task An_expired_session_is_refreshed_once_and_the_same_change_is_sent_again()
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(401, Expired), ScriptedCloud.Json(201, """{"id":"00T000000000001EAA","success":true,"errors":[]}"""));

        var id = await cloud.Client(tokens).Records.CreateAsync("Task", new Dictionary<string, object?> { ["Subject"] = "Call" }, null, Cancellation);

        Assert.Equal("00T000000000001EAA", id);
        Assert.Equal(["first"], tokens.Refused);
        Assert.Equal(["Bearer first", "Bearer second"], cloud.Seen.Select(request => request.Header("Authorization")));
        Assert.Equal(cloud.Seen[0].ToString(), cloud.Seen[1].ToString());
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(401, Expired));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client(tokens).Limits.GetAsync(Cancellation));

        Assert.Equal(SalesforceErrorKind.SessionExpired, problem.Kind);
        Assert.Single(tokens.Refused);
    }

    [Theory]
    [InlineData(401, """[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]""", SalesforceErrorKind.Forbidden)]
    [InlineData(401, """[{"message":"Who?","errorCode":"INVALID_AUTH_HEADER"}]""", SalesforceErrorKind.SessionExpired)]
    [InlineData(401, "", SalesforceErrorKind.SessionExpired)]
    [InlineData(403, """[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""", SalesforceErrorKind.ApiLimit)]
    [InlineData(403, """[{"message":"The REST API is not enabled for this Organization.","errorCode":"API_DISABLED_FOR_ORG"}]""", SalesforceErrorKind.Forbidden)]
    public async Task What_another_token_cannot_mend_is_not_refreshed(int status, string body, SalesforceErrorKind kind)
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, body));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client(tokens).Limits.GetAsync(Cancellation));

        Assert.Equal(kind, problem.Kind);
        Assert.Empty(tokens.Refused);
        Assert.Single(cloud.Seen);
    }

    [Fact]
    public async Task The_user_info_page_says_in_plain_text_that_a_token_is_dead()
    {
        var tokens = new FakeTokens();
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Text(403, "Bad_OAuth_Token", "text/html"),
            ScriptedCloud.Json(200, """{"user_id":"005000000000001AAA","organization_id":"00D000000000001EAA","preferred_username":"ann@example.test","email_verified":true,"utcOffset":3600000}"""));

        var user = await cloud.Client(tokens).Identity.UserInfoAsync(Cancellation);

        Assert.Equal(("005000000000001AAA", "00D000000000001EAA", "ann@example.test", true), (user.UserId, user.OrganizationId, user.UserName, user.Active));
        Assert.Equal(["first"], tokens.Refused);
        Assert.Equal("/services/oauth2/userinfo", cloud.Seen[0].Target);
    }

    [Theory]
    [InlineData("api-usage=18/5000", 18L, 5000L)]
    [InlineData("per-app-api-usage=17/250(appName=x), api-usage=25/5000", 25L, 5000L)]
    public async Task What_the_org_has_used_is_remembered(string header, long used, long max)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, "{}", ("Sforce-Limit-Info", header)), ScriptedCloud.Json(200, "{}"));
        var client = cloud.Client();

        Assert.Null(client.Limits.LastUsage);
        await client.Limits.GetAsync(Cancellation);
        await client.Limits.GetAsync(Cancellation);

        Assert.Equal(new ApiUsage(used, max), client.Limits.LastUsage);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("api-usage=many/5000")]
    [InlineData("api-usage=99999999999999999999/5000")]
    public void Odd_usage_is_no_usage(string? header) => Assert.Null(ApiUsage.Parse(header));

    [Fact]
    public async Task Limits_are_read_by_name()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"DailyApiRequests":{"Max":15000,"Remaining":14998,"Ant Migration Tool":{"Max":0,"Remaining":0}}}"""));

        Assert.Equal(new Limit(15000, 14998), (await cloud.Client().Limits.GetAsync(Cancellation))["DailyApiRequests"]);
    }

    [Fact]
    public async Task A_trace_names_the_operation_and_holds_neither_query_nor_token()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Tieline.Salesforce",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue, // Those of other tests too, at any time.
        };
        ActivitySource.AddActivityListener(listener);
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(400, Error("TRACED_FOR_THIS_TEST")));

        await Assert.ThrowsAsync<SalesforceException>(() => cloud.Client().Query.ListAsync<object>($"SELECT Id FROM Contact WHERE Phone = {"+12025550143"}", Cancellation));

        var trace = Assert.Single(traces, activity => Equals(activity.GetTagItem("error.type"), "TRACED_FOR_THIS_TEST"));
        Assert.Equal("Query.Query", trace.OperationName);
        Assert.DoesNotContain("5550143", string.Join(' ', trace.TagObjects), StringComparison.Ordinal);
        Assert.DoesNotContain("first", string.Join(' ', trace.TagObjects), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.my.salesforce.com/some/page?x", "https://example.my.salesforce.com/")]
    [InlineData("http://localhost:5090", "http://localhost:5090/")]
    public void Only_the_host_of_an_address_counts(string given, string kept) =>
        Assert.Equal(kept, new SalesforceOptions { InstanceUrl = new Uri(given) }.InstanceUrl.ToString());

    [Fact]
    public void Addresses_versions_and_names_that_are_none_are_refused_with_an_example()
    {
        var host = new Uri("https://example.my.salesforce.com");

        Assert.Contains(".my.salesforce.com", Assert.Throws<ArgumentException>(() => new SalesforceOptions { InstanceUrl = new Uri("https://example.lightning.force.com") }).Message, StringComparison.Ordinal);
        Assert.Contains("https://", Assert.Throws<ArgumentException>(() => new SalesforceOptions { InstanceUrl = new Uri("example", UriKind.Relative) }).Message, StringComparison.Ordinal);
        Assert.Contains("66.0", Assert.Throws<ArgumentException>(() => new SalesforceOptions { InstanceUrl = host, ApiVersion = "66.0/../.." }).Message, StringComparison.Ordinal);
        Assert.Contains("letters", Assert.Throws<ArgumentException>(() => new SalesforceOptions { InstanceUrl = host, ClientName = "a, b" }).Message, StringComparison.Ordinal);
    }
}
