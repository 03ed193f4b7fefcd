using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class RegisteringWebhooks
{
    private const string Valid = """{"name":"calls","targetUrl":"https://tieline.example/hooks/webex/k","resource":"telephony_calls","event":"all","secret":"s3cret"}""";

    [Fact]
    public async Task A_webhook_is_made_read_changed_and_deleted()
    {
        await using var simulation = await Simulation.StartAsync();
        var made = (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid)).Expect(200);
        Assert.Equal(("active", "creator", "s3cret", simulation.Id("ann")), (made.Of("status"), made.Of("ownedBy"), made.Of("secret"), made.Of("createdBy")));
        var path = "/webhooks/" + made.Of("id");
        Assert.Equal(made.Text, (await simulation.ApiAsync("ann", "GET", path)).Expect(200).Text);
        var changed = (await simulation.ApiAsync("ann", "PUT", path, """{"name":"new","targetUrl":"https://tieline.example/x","resource":"rooms"}""")).Expect(200);
        Assert.Equal(("new", "telephony_calls", "s3cret"), (changed.Of("name"), changed.Of("resource"), changed.Of("secret")));
        (await simulation.ApiAsync("ann", "PUT", path, """{"name":"new","targetUrl":"https://tieline.example/x","ownedBy":"org"}""")).Expect(400);
        Assert.Single((await simulation.ApiAsync("ann", "GET", "/webhooks")).Items);
        (await simulation.ApiAsync("ann", "DELETE", path)).Expect(204);
        (await simulation.ApiAsync("ann", "GET", path)).Expect(404);
    }

    [Theory]
    [InlineData("name", null, 400, "name cannot be empty")]
    [InlineData("name", "", 400, "name cannot be empty")]
    [InlineData("targetUrl", null, 400, "targetUrl cannot be null")]
    [InlineData("targetUrl", "hooks/webex", 400, "targetUrl must be")]
    [InlineData("targetUrl", "ftp://tieline.example/", 400, "targetUrl must be")]
    [InlineData("resource", "calls", 400, "is not known")]
    [InlineData("event", "started", 400, "does not occur")]
    [InlineData("filter", "roomId=1", 400, "invalid value for filter: roomId")]
    [InlineData("filter", "state", 400, "invalid value for filter: state")]
    [InlineData("ownedBy", "org", 400, "not supported for telephony_calls")]
    [InlineData("ownedBy", "me", 400, "ownedBy must be")]
    [InlineData("colour", "red", 400, "Unrecognized field")]
    public async Task A_webhook_that_the_cloud_does_not_take_is_refused(string field, string? value, int status, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var body = JsonNode.Parse(Valid)!.AsObject();
        body[field] = value;
        var answer = (await simulation.ApiAsync("ann", "POST", "/webhooks", body.ToJsonString())).Expect(status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/webhooks")).Items);
    }

    [Theory]
    [InlineData("spark:all", "messages", 200)]
    [InlineData("spark:all", "memberships", 200)]
    [InlineData("spark:all", "rooms", 200)]
    [InlineData("spark:all", "attachmentActions", 200)]
    [InlineData("spark:all", "telephony_calls", 403)]
    [InlineData("spark:messages_read", "messages", 200)]
    [InlineData("spark:messages_read", "rooms", 403)]
    [InlineData("spark:rooms_read", "all", 403)]
    public async Task A_webhook_takes_what_reading_the_resource_takes(string scope, string resource, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await OAuth.SignIn.CompleteAsync(simulation, ("scope", scope))).Of("access_token");
        var body = $$"""{"name":"n","targetUrl":"https://tieline.example/","resource":"{{resource}}","event":"{{(resource == "attachmentActions" ? "created" : "all")}}"}""";
        (await simulation.SendAsync("POST", "/v1/webhooks", body, token)).Expect(status);
    }

    [Fact]
    public async Task The_same_webhook_twice_is_a_conflict()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid)).Expect(200);
        (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid)).Expect(409);
        (await simulation.ApiAsync("bo", "POST", "/webhooks", Valid)).Expect(200);
        (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid.Replace("/k", "/other"))).Expect(200);
    }

    [Fact]
    public async Task Nobody_sees_or_deletes_the_webhook_of_another()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid)).Of("id");
        (await simulation.ApiAsync("bo", "GET", $"/webhooks/{id}")).Expect(404);
        var refused = (await simulation.ApiAsync("bo", "DELETE", $"/webhooks/{id}")).Expect(403);
        Assert.Equal("Failed to delete webhook.  You are not the owner of it.", refused.Message);
        Assert.Empty((await simulation.ApiAsync("bo", "GET", "/webhooks")).Items);
    }

    [Fact]
    public async Task A_list_goes_on_in_the_Link_header()
    {
        await using var simulation = await Simulation.StartAsync();
        for (var index = 0; index < 5; index++)
        {
            (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid.Replace("/k", $"/{index}"))).Expect(200);
        }

        var (path, seen) = ("/webhooks?max=2", new List<string>());
        while (path is not null)
        {
            var page = (await simulation.ApiAsync("ann", "GET", path)).Expect(200);
            seen.AddRange(page.Items.Select(item => item!["targetUrl"]!.GetValue<string>()[^1..]));
            var link = page.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            path = link is null ? null : new Uri(link.Split('<', '>')[1]).PathAndQuery["/v1".Length..];
            Assert.True(link?.EndsWith("rel=\"next\"", StringComparison.Ordinal) ?? true);
        }

        Assert.Equal(["0", "1", "2", "3", "4"], seen);
        (await simulation.ApiAsync("ann", "GET", "/webhooks?max=0")).Expect(400);
        (await simulation.ApiAsync("ann", "GET", "/webhooks?cursor=tomorrow")).Expect(400);
    }

    [Fact]
    public async Task A_webhook_can_be_switched_on_but_not_off()
    {
        await using var simulation = await Simulation.StartAsync();
        var id = (await simulation.ApiAsync("ann", "POST", "/webhooks", Valid)).Of("id");
        (await simulation.ApiAsync("ann", "PUT", $"/webhooks/{id}", """{"name":"n","targetUrl":"https://tieline.example/","status":"inactive"}""")).Expect(400);
        (await simulation.ApiAsync("ann", "PUT", $"/webhooks/{id}", """{"name":"n","targetUrl":"https://tieline.example/","status":"active"}""")).Expect(200);
    }

    [Fact]
    public async Task A_person_without_calling_cannot_listen_to_calls()
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal("Target user not authorized", (await simulation.ApiAsync("admin", "POST", "/webhooks", Valid)).Expect(400).Message);
    }
}
