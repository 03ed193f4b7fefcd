using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Administration;

public class WritingPeople
{
    [Fact]
    public async Task An_administrator_hires_somebody_who_is_called_at_once()
    {
        await using var simulation = await Simulation.StartAsync();
        var location = (await simulation.ApiAsync("admin", "GET", $"/people/{simulation.Id("frank")}?callingData=true")).Of("locationId");
        var calling = (await simulation.ApiAsync("admin", "GET", "/licenses")).Items[0]!["id"]!.GetValue<string>();
        var body = new { emails = new[] { "gus.dahl@nordlys.example" }, firstName = "Gus", lastName = "Dahl", extension = "1107", locationId = location, licenses = new[] { calling }, title = "Sales" };
        var gus = (await simulation.ApiAsync("admin", "POST", "/people?callingData=true", body)).Expect(200);
        Assert.Equal(("Gus Dahl", "1107", "Sales", location), (gus.Of("displayName"), gus.Of("extension"), gus.Of("title"), gus.Of("locationId")));
        await simulation.PlayAsync("manual", "gus.dahl@nordlys.example");
        (await simulation.ApiAsync("admin", "POST", "/people", body)).Expect(409);
        (await simulation.ApiAsync("ann", "POST", "/people", body)).Expect(403);
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_hires_and_changes_nobody()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("admin", "POST", "/people?callingData=perhaps", new { emails = new[] { "gus.dahl@nordlys.example" }, firstName = "Gus" })).Expect(400);
        Assert.Empty((await simulation.ApiAsync("admin", "GET", "/people?email=gus.dahl@nordlys.example")).Items);
        (await simulation.ApiAsync("admin", "PUT", $"/people/{simulation.Id("ann")}?callingData=perhaps", new { displayName = "Nobody" })).Expect(400);
        Assert.Equal("Ann Berg", (await simulation.ApiAsync("ann", "GET", "/people/me")).Of("displayName"));
    }

    [Fact]
    public async Task An_update_changes_what_it_says_and_the_licences_that_it_leaves_out_of_the_list()
    {
        await using var simulation = await Simulation.StartAsync();
        var path = $"/people/{simulation.Id("ann")}";
        var changed = (await simulation.ApiAsync("admin", "PUT", path, new { displayName = "Ann B.", title = "Lead", department = "Sales" })).Expect(200);
        Assert.Equal(("Ann B.", "Lead", 3), (changed.Of("displayName"), changed.Of("title"), changed.Json["licenses"]!.AsArray().Count));
        Assert.Equal("Ann B.", (await simulation.ApiAsync("bo", "GET", path)).Of("displayName"));
        (await simulation.ApiAsync("admin", "PUT", path, new { displayName = "Ann B.", licenses = Array.Empty<string>() })).Expect(200);
        (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(400);
        (await simulation.ApiAsync("admin", "PUT", path, new { title = "Lead" })).Expect(400);
        (await simulation.ApiAsync("admin", "PUT", path, new { displayName = "Ann", emails = new[] { "bo.lind@nordlys.example" } })).Expect(409);
    }

    [Fact]
    public async Task Somebody_deleted_is_gone_with_calls_tokens_and_webhooks()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 9000 });
        (await simulation.ApiAsync("admin", "DELETE", $"/people/{simulation.Id("ann")}")).Expect(204);
        (await simulation.ApiAsync("ann", "GET", "/people/me")).Expect(401);
        (await simulation.ApiAsync("bo", "GET", $"/people/{simulation.Id("ann")}")).Expect(404);
        Assert.All((await simulation.GetAsync("/control/calls"))["calls"]!.AsArray(), call => Assert.False(call!["live"]!.GetValue<bool>()));
        Assert.Empty((await simulation.GetAsync("/control/webhooks"))["webhooks"]!.AsArray());
    }

    [Fact]
    public async Task What_somebody_said_and_hosted_stays_readable_after_he_has_left()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = (await simulation.ApiAsync("ann", "POST", "/rooms", new { title = "Offer" })).Expect(200).Of("id");
        (await simulation.ApiAsync("ann", "POST", "/memberships", new { roomId = room, personId = simulation.Id("bo") })).Expect(200);
        (await simulation.ApiAsync("ann", "POST", "/messages", new { roomId = room, text = "Goodbye" })).Expect(200);
        (await simulation.ApiAsync("admin", "DELETE", $"/people/{simulation.Id("ann")}")).Expect(204);

        Assert.Equal(simulation.Of("ann", "email"), (await simulation.ApiAsync("bo", "GET", $"/messages?roomId={room}")).Expect(200).Items[0]!["personEmail"]!.GetValue<string>());
        (await simulation.ApiAsync("bo", "GET", $"/memberships?roomId={room}")).Expect(200);
        (await simulation.ApiAsync("bo", "POST", "/messages", new { roomId = room, text = "And on" })).Expect(200);
    }

    [Fact]
    public async Task Somebody_who_may_not_sign_in_any_more_has_no_tokens()
    {
        await using var simulation = await Simulation.StartAsync();
        var path = $"/people/{simulation.Id("ann")}";
        (await simulation.ApiAsync("admin", "PUT", path, new { displayName = "Ann Berg", loginEnabled = false })).Expect(200);
        (await simulation.ApiAsync("ann", "GET", "/people/me")).Expect(401);
        (await simulation.ApiAsync("admin", "PUT", path, new { displayName = "Ann Berg", loginEnabled = true })).Expect(200);
        (await simulation.ApiAsync("ann", "GET", "/people/me")).Expect(200);
    }

    [Theory]
    [InlineData("""{"emails":["x@nordlys.example"]}""")]
    [InlineData("""{"firstName":"X"}""")]
    [InlineData("""{"emails":["not an address"],"firstName":"X"}""")]
    [InlineData("""{"emails":["a@b.c","d@e.f"],"firstName":"X"}""")]
    [InlineData("""{"emails":["x@nordlys.example"],"firstName":"X","licenses":["made-up"]}""")]
    [InlineData("""{"emails":["x@nordlys.example"],"firstName":"X","roles":["made-up"]}""")]
    [InlineData("""{"emails":["x@nordlys.example"],"firstName":"X","orgId":"made-up"}""")]
    [InlineData("""{"emails":["x@nordlys.example"],"firstName":"X","phoneNumbers":[{"type":"fax","value":"+14085550199"}]}""")]
    public async Task A_person_who_makes_no_sense_is_refused(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("admin", "POST", "/people", body)).Expect(400);
        Assert.Empty((await simulation.ApiAsync("admin", "GET", "/people?email=x@nordlys.example")).Items);
    }

    [Fact]
    public async Task Administrators_find_people_by_role_and_place_and_read_the_organization()
    {
        await using var simulation = await Simulation.StartAsync();
        var role = (await simulation.ApiAsync("admin", "GET", "/roles")).Items.First(item => item!["name"]!.GetValue<string>() == "Full Administrator")!["id"]!.GetValue<string>();
        Assert.Equal("Admin Nordlys", (await simulation.ApiAsync("admin", "GET", $"/people?roles={role}")).Items.Single()!["displayName"]!.GetValue<string>());
        var aarhus = (await simulation.ApiAsync("admin", "GET", $"/people/{simulation.Id("frank")}?callingData=true")).Of("locationId");
        Assert.Equal("Frank Moss", (await simulation.ApiAsync("admin", "GET", $"/people?locationId={aarhus}")).Items.Single()!["displayName"]!.GetValue<string>());
        (await simulation.ApiAsync("ann", "GET", $"/people?displayName=A&roles={role}")).Expect(403);
        JsonNode organization = (await simulation.ApiAsync("admin", "GET", "/organizations?callingData=true")).Items.Single()!;
        Assert.EndsWith("/com.broadsoft.xsi-actions", organization["xsiActionsEndpoint"]!.GetValue<string>(), StringComparison.Ordinal);
        (await simulation.ApiAsync("admin", "DELETE", $"/organizations/{organization["id"]}")).Expect(409);
    }
}
