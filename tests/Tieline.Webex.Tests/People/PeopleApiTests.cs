using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.People;

public class PeopleApiTests
{
    [Fact]
    public async Task A_person_is_read_with_numbers_and_without_what_may_not_be_seen()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """
            {"id":"p","emails":["ann.berg@nordlys.example"],"phoneNumbers":[{"type":"work","value":"+14085550101","primary":true}],"extension":"1101","displayName":"Ann Berg",
            "invitePending":"false","loginEnabled":true,"roles":null,"addresses":[{"type":"work","country":"US"}],"status":"DoNotDisturb","type":"person","unknownField":1}
            """));

        var person = await cloud.Client().People.MeAsync(callingData: false, Cancellation);

        Assert.Equal("+14085550101", Assert.Single(person.PhoneNumbers).Value);
        Assert.Equal("1101", person.Extension);
        Assert.Equal("US", Assert.Single(person.Addresses).Country);
        Assert.Empty(person.Roles);
        Assert.Equal("/v1/people/me", cloud.Only.Target);
    }

    [Fact]
    public async Task Who_is_not_there_is_null()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(404, "{}"), ScriptedCloud.Json(200, """{"items":[]}"""));

        Assert.Null(await cloud.Client().People.GetAsync("a/b", callingData: true, Cancellation));
        Assert.Null(await cloud.Client().People.FindByEmailAsync("o'brien+x@example.test", callingData: true, Cancellation));

        Assert.Equal(["/v1/people/a%2Fb?callingData=true", "/v1/people?email=o%27brien%2Bx%40example.test&callingData=true"], cloud.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task Endpoints_are_read_and_one_is_preferred_or_none()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, """{"preferredAnswerEndpointId":null,"endpoints":[{"id":"d","type":"DEVICE","name":"Cisco 8865 (Reception)"},{"id":"x","type":"HOLOGRAM"}]}"""),
            ScriptedCloud.Empty(204));

        var endpoints = await cloud.Client().AnswerEndpoints.GetAsync("p", Cancellation);
        await cloud.Client().AnswerEndpoints.SetPreferredAsync("p", "d", Cancellation);
        await cloud.Client().AnswerEndpoints.SetPreferredAsync("p", null, Cancellation);

        Assert.Null(endpoints.PreferredAnswerEndpointId);
        Assert.Equal([EndpointType.Device, new EndpointType("HOLOGRAM")], endpoints.Endpoints.Select(endpoint => endpoint.Type));
        Assert.Equal(
            [
                "GET /v1/telephony/config/people/p/preferredAnswerEndpoint",
                """PUT /v1/telephony/config/people/p/preferredAnswerEndpoint {"preferredAnswerEndpointId":"d"}""",
                """PUT /v1/telephony/config/people/p/preferredAnswerEndpoint {"preferredAnswerEndpointId":null}""",
            ],
            cloud.Seen.Select(request => request.ToString()));
    }
}
