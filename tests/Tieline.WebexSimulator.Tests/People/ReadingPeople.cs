using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.People;

public class ReadingPeople
{
    [Fact]
    public async Task Me_is_the_person_whose_token_it_is()
    {
        await using var simulation = await Simulation.StartAsync();
        var me = (await simulation.ApiAsync("bo", "GET", "/people/me")).Expect(200);
        Assert.Equal(("Bo Lind", "person", "active"), (me.Of("displayName"), me.Of("type"), me.Of("status")));
        Assert.Equal("+14085550102", me.Json["phoneNumbers"]![0]!["value"]!.GetValue<string>());
        Assert.Null(me.Json["extension"]);
        var withCalling = (await simulation.ApiAsync("bo", "GET", "/people/me?callingData=true")).Expect(200);
        Assert.Equal("1102", withCalling.Of("extension"));
        Assert.NotNull(withCalling.Json["locationId"]);
    }

    [Theory]
    [InlineData("email=ann.berg@nordlys.example", "Ann Berg")]
    [InlineData("email=ANN.BERG@NORDLYS.EXAMPLE", "Ann Berg")]
    [InlineData("email=ann.berg@nordlys", "")]
    [InlineData("displayName=a", "Ann Berg,Admin Nordlys")]
    [InlineData("displayName=berg", "")]
    public async Task People_are_found_by_exact_address_or_beginning_of_the_name(string query, string names)
    {
        await using var simulation = await Simulation.StartAsync();
        var found = (await simulation.ApiAsync("bo", "GET", "/people?" + query)).Expect(200);
        Assert.Equal(names, string.Join(',', found.Items.Select(person => person!["displayName"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_list_of_ids_tells_which_are_unknown_and_gives_no_presence()
    {
        await using var simulation = await Simulation.StartAsync();
        var found = (await simulation.ApiAsync("bo", "GET", $"/people?id={simulation.Id("ann")},{simulation.Id("eva")}=,nobody")).Expect(200);
        Assert.Equal(2, found.Items.Count);
        Assert.Equal("nobody", found.Json["notFoundIds"]![0]!.GetValue<string>());
        Assert.All(found.Items, person => Assert.Null(person!["status"]));
        var many = string.Join(',', Enumerable.Repeat("x", 86));
        (await simulation.ApiAsync("bo", "GET", $"/people?id={many}")).Expect(400);
    }

    [Fact]
    public async Task Only_an_administrator_may_list_everybody()
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.Equal("Email, displayName, or id list should be specified.", (await simulation.ApiAsync("ann", "GET", "/people")).Expect(400).Message);
        var all = (await simulation.ApiAsync("admin", "GET", "/people?max=3")).Expect(200);
        Assert.Equal(3, all.Items.Count);
        Assert.Contains("rel=\"next\"", all.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("callingData=true", 100)]
    [InlineData("locationId=?", 50)]
    [InlineData("callingData=true&locationId=?", 50)]
    public async Task Pages_that_tell_more_are_smaller(string query, int most)
    {
        await using var simulation = await Simulation.StartAsync();
        var location = (await simulation.ApiAsync("bo", "GET", "/people/me?callingData=true")).Of("locationId");
        var path = "/people?" + query.Replace("?", location, StringComparison.Ordinal);
        (await simulation.ApiAsync("admin", "GET", $"{path}&max={most}")).Expect(200);
        (await simulation.ApiAsync("admin", "GET", $"{path}&max={most + 1}")).Expect(400);
    }

    [Fact]
    public async Task Parameters_that_the_cloud_does_not_know_go_along_into_the_link_whatever_they_are_called()
    {
        await using var simulation = await Simulation.StartAsync();
        var page = (await simulation.ApiAsync("admin", "GET", "/people?max=3&n%C3%A9=1&a%26b%3Dc=2&%0A=3")).Expect(200);
        Assert.Contains("?max=3&n%C3%A9=1&a%26b%3Dc=2&%0A=3&cursor=", page.Headers.GetValues("Link").Single().Replace("&before", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_person_is_read_by_hydra_id_or_bare_uuid()
    {
        await using var simulation = await Simulation.StartAsync();
        var uuid = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(simulation.Id("eva").PadRight((simulation.Id("eva").Length + 3) / 4 * 4, '='))).Split('/')[^1];
        Assert.Equal("Eva Holm", (await simulation.ApiAsync("ann", "GET", $"/people/{simulation.Id("eva")}")).Expect(200).Of("displayName"));
        Assert.Equal("Eva Holm", (await simulation.ApiAsync("ann", "GET", $"/people/{uuid}")).Expect(200).Of("displayName"));
        (await simulation.ApiAsync("ann", "GET", $"/people/{Guid.Empty}")).Expect(404);
        Assert.Equal("Expect base64 ID or UUID.", (await simulation.ApiAsync("ann", "GET", "/people/eva")).Expect(400).Message);
    }

    [Fact]
    public async Task Somebody_on_the_phone_shows_so()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning");
        Assert.Equal("call", (await simulation.ApiAsync("bo", "GET", $"/people/{simulation.Id("ann")}")).Of("status"));
        var hidden = await simulation.ApiAsync("bo", "GET", "/people?displayName=Ann&excludeStatus=true");
        Assert.Null(hidden.Items[0]!["status"]);
    }

    [Fact]
    public async Task Every_answer_bears_a_tracking_id_and_errors_name_it()
    {
        await using var simulation = await Simulation.StartAsync();
        var good = await simulation.ApiAsync("ann", "GET", "/people/me");
        Assert.StartsWith("ROUTERGW_", good.Headers.GetValues("Trackingid").Single(), StringComparison.Ordinal);
        var lost = (await simulation.ApiAsync("ann", "GET", "/rooms/of/the/palace")).Expect(404);
        Assert.Equal("The requested resource could not be found.", lost.Message);
        Assert.Equal(lost.Headers.GetValues("Trackingid").Single(), lost.Of("trackingId"));
        (await simulation.ApiAsync("ann", "DELETE", "/people")).Expect(405);
        (await simulation.SendAsync("GET", "/v1/people/me", null, null)).Expect(401);
        (await simulation.SendAsync("GET", "/v1/people/me", null, "made-up")).Expect(401);
    }

    [Fact]
    public async Task A_bot_has_no_calls()
    {
        await using var simulation = await Simulation.StartAsync();
        var bot = (await simulation.GetAsync("/control/people"))["bots"]![0]!["access_token"]!.GetValue<string>();
        Assert.Equal("bot", (await simulation.SendAsync("GET", "/v1/people/me", null, bot)).Expect(200).Of("type"));
        Assert.Equal("Target user not authorized", (await simulation.SendAsync("GET", "/v1/telephony/calls", null, bot)).Expect(400).Message);
        (await simulation.ApiAsync("admin", "GET", "/telephony/calls")).Expect(400);
    }
}
