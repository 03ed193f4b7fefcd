using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Administration;

public class Licensing
{
    [Fact]
    public async Task Without_a_calling_licence_nothing_rings_and_call_control_is_refused()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"licenses":["meetings"]}""");
        Assert.Equal("Target user not authorized", (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(400).Message);
        Assert.Equal("Target user not authorized", (await simulation.ApiAsync("admin", "GET", $"/telephony/calls/members/{simulation.Id("ann")}/calls")).Expect(400).Message);
        (await simulation.ApiAsync("bo", "POST", "/telephony/calls/dial", new { destination = "1101" })).Expect(201);
        await simulation.AdvanceAsync(5);
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"licenses":["calling"]}""");
        Assert.Empty(await simulation.CallsAsync("ann"));
        await simulation.PlayAsync("manual");
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task An_administrator_takes_a_licence_and_gives_it_back_with_a_number()
    {
        await using var simulation = await Simulation.StartAsync();
        var calling = await IdAsync(simulation, "Webex Calling");
        var email = "ann.berg@nordlys.example";
        Assert.Contains(calling, await LicensesAsync(simulation));
        await PatchAsync(simulation, new { email, licenses = new[] { new { id = calling, operation = "remove" } } }, 200);
        Assert.DoesNotContain(calling, await LicensesAsync(simulation));
        (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(400);
        await PatchAsync(simulation, new { email, licenses = new[] { new { id = calling } } }, 400);
        await PatchAsync(simulation, new { email, licenses = new[] { new { id = calling, properties = new { phoneNumber = "+14085550102" } } } }, 400);
        await PatchAsync(simulation, new { email, licenses = new[] { new { id = calling, properties = new { extension = "1190" } } } }, 400);
        var given = await PatchAsync(simulation, new { email, licenses = new[] { new { id = calling, operation = "add", properties = new { phoneNumber = "+14085550190" } } } }, 200);
        Assert.Contains(calling, given.Json["licenses"]!.AsArray().Select(id => id!.GetValue<string>()));
        await simulation.PlayAsync("manual", "+14085550190");
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        await using var simulation = await Simulation.StartAsync();
        var calling = await IdAsync(simulation, "Webex Calling");
        await PatchAsync(simulation, new { personId = simulation.Id("ann"), licenses = new[] { new { id = calling, operation = "remove" }, new { id = "made-up", operation = "add" } } }, 400);
        Assert.Contains(calling, await LicensesAsync(simulation));
        (await simulation.ApiAsync("ann", "GET", "/telephony/calls")).Expect(200);
        await PatchAsync(simulation, new { licenses = Array.Empty<object>() }, 400);
        await PatchAsync(simulation, new { email = "nobody@nordlys.example" }, 404);
    }

    [Fact]
    public async Task A_licence_tells_who_has_it_page_by_page()
    {
        await using var simulation = await Simulation.StartAsync();
        var calling = await IdAsync(simulation, "Webex Calling");
        var first = (await simulation.ApiAsync("admin", "GET", $"/licenses/{calling}?includeAssignedTo=user&limit=4")).Expect(200);
        Assert.Equal((6, 4), (first.Json["consumedUnits"]!.GetValue<int>(), first.Json["users"]!.AsArray().Count));
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var second = (await simulation.SendAsync("GET", next, null, simulation.Token("admin"))).Expect(200);
        Assert.Equal(2, second.Json["users"]!.AsArray().Count);
        Assert.Null((await simulation.ApiAsync("admin", "GET", $"/licenses/{calling}")).Json["users"]);
        (await simulation.ApiAsync("admin", "GET", $"/licenses/{calling}?includeAssignedTo=place")).Expect(400);
    }

    [Fact]
    public async Task Licences_for_meetings_are_of_the_site_where_meetings_are_held()
    {
        await using var simulation = await Simulation.StartAsync();
        var site = (await simulation.ApiAsync("ann", "GET", "/meetingPreferences/sites")).Expect(200).Json["sites"]![0]!["siteUrl"]!.GetValue<string>();
        var sites = (await simulation.ApiAsync("admin", "GET", "/licenses")).Expect(200).Items.Select(license => license!["siteUrl"]?.GetValue<string>()).OfType<string>();
        Assert.Equal([site, site], sites);
    }

    private static async Task<string> IdAsync(Simulation simulation, string name) =>
        (await simulation.ApiAsync("admin", "GET", "/licenses")).Expect(200).Items.Single(license => license!["name"]!.GetValue<string>().StartsWith(name, StringComparison.Ordinal))!["id"]!.GetValue<string>();

    private static async Task<List<string>> LicensesAsync(Simulation simulation) =>
        [.. (await simulation.ApiAsync("admin", "GET", $"/people/{simulation.Id("ann")}")).Json["licenses"]!.AsArray().Select(id => id!.GetValue<string>())];

    private static async Task<Answer> PatchAsync(Simulation simulation, object body, int status) =>
        (await simulation.ApiAsync("admin", "PATCH", "/licenses/users", body)).Expect(status);
}
