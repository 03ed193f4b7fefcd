using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>What any input once broke stays mended.</summary>
public sealed class OnceBrokenTests : IAsyncLifetime
{
    private FuzzedOrg org = null!;

    public async ValueTask InitializeAsync() => org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Theory]
    [InlineData("/services/data/v66.0/sobjects/Account", """{"Name":"\ud800"}""")]
    [InlineData("/services/data/v66.0/sobjects/Account", """{"Name":"A","\udc00x":1}""")]
    [InlineData("/control/setup", """{"object":"AuthProvider","fields":{"a":1,"a":2}}""")]
    [InlineData("/control/switches", """{"queryLimits":{"a":1,"a":2}}""")]
    [InlineData("/control/switches", """{"\ud800":true}""")]
    [InlineData("/control/picklists", """{"object":"Task","field":"Status","values":[null,{"value":"A"}]}""")]
    [InlineData("/control/apps", """{"consumerKey":"K","consumerSecret":"S","callbackUrls":[null]}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"status","status":418,"headers":{"X y":"b"}}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"status","status":418,"headers":{"X-A":"a\r\nb"}}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"status","status":418,"headers":{"Content-Length":"5"}}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"tooManyRequests","retryAfter":"é"}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"status","status":204,"body":{}}}""")]
    public async Task What_cannot_be_read_or_sent_is_refused(string door, string body) => Assert.Equal(400, (await org.SendAsync(new AnyRequest("POST", door, body))).Status);

    [Fact]
    public async Task A_fault_whose_body_nests_too_deep_to_be_told_again_is_refused()
    {
        var fault = """{"fault":{"kind":"status","status":418,"body":[]}}""".Replace("[]", new string('[', 60) + new string(']', 60), StringComparison.Ordinal);
        Assert.Equal(400, (await org.SendAsync(new AnyRequest("POST", "/control/faults", fault))).Status);
        Assert.Equal(200, (await org.SendAsync(new AnyRequest("GET", "/control/faults"))).Status);
    }

    [Fact]
    public async Task A_fault_whose_pattern_takes_for_ever_meets_nothing()
    {
        Assert.Equal(200, (await org.SendAsync(new AnyRequest("POST", "/control/faults", """{"match":{"path":"^(/?([a-z0-9./])+)+!$"},"fault":{"kind":"refuse"}}"""))).Status);
        Assert.Equal(404, (await org.SendAsync(new AnyRequest("GET", "/services/data/v66.0/sobjects/nothingofthatname/isthereinthisorg"))).Status);
    }

    [Fact]
    public async Task The_clock_does_not_leave_its_years_step_by_step()
    {
        await org.SendAsync(new AnyRequest("POST", "/control/clock", """{"mode":"stepped","now":"2199-12-31T00:00:00Z"}"""));
        Assert.Equal(400, (await org.SendAsync(new AnyRequest("POST", "/control/clock", """{"advanceSeconds":172800}"""))).Status);
        Assert.Equal(200, (await org.SendAsync(new AnyRequest("POST", "/control/clock", """{"advanceSeconds":60}"""))).Status);
    }

    [Fact]
    public async Task An_assertion_that_claims_a_thing_twice_is_invalid()
    {
        var form = $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={Part("""{"alg":"RS256"}""")}.{Part("""{"iss":"a","iss":"b"}""")}.AAAA";
        var (status, text) = await org.SendAsync(new AnyRequest("POST", "/services/oauth2/token", form, "application/x-www-form-urlencoded"));
        Assert.Equal((400, "invalid_grant"), (status, (string)JsonNode.Parse(text)!["error"]!));
    }

    [Theory]
    [InlineData("ObjectPermissions", "SobjectType")]
    [InlineData("User", "Username")]
    [InlineData("User", "LastModifiedDate")]
    [InlineData("Organization", "Id")]
    public async Task A_state_without_what_each_request_needs_is_refused(string name, string field)
    {
        var state = await org.Org.GetJsonAsync("/control/state");
        state["records"]![name]![0]!.AsObject().Remove(field);
        Assert.Equal(400, (await org.SendAsync(new AnyRequest("PUT", "/control/state", state.ToJsonString()))).Status);
        Assert.Equal(200, (await org.SendAsync(new AnyRequest("GET", "/services/data/v66.0/sobjects/Account/describe"))).Status);
    }

    [Fact]
    public async Task A_state_with_a_job_of_no_object_is_refused_and_a_job_whose_object_is_gone_is_left_out()
    {
        await org.SendAsync(new AnyRequest("POST", "/services/data/v66.0/jobs/ingest", """{"object":"Contact","operation":"insert"}"""));
        var state = await org.Org.GetJsonAsync("/control/state");
        state["bulkJobs"]![0]!["ObjectName"] = null;
        Assert.Equal(400, (await org.SendAsync(new AnyRequest("PUT", "/control/state", state.ToJsonString()))).Status);
        state["bulkJobs"]![0]!["ObjectName"] = "Nothing";
        Assert.Equal(204, (await org.SendAsync(new AnyRequest("PUT", "/control/state", state.ToJsonString()))).Status);
        Assert.Empty((await org.Org.GetJsonAsync("/control/state"))["bulkJobs"]!.AsArray());
    }

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
