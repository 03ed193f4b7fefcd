using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Administration;

public class Authorizations
{
    [Fact]
    public async Task Deleting_an_access_token_leaves_the_refresh_token_and_deleting_that_ends_all()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SignIn.CompleteAsync(simulation);
        var (access, refresh) = (await FindAsync(simulation, "access"), await FindAsync(simulation, "refresh"));
        Assert.Equal("Tieline", refresh["applicationName"]!.GetValue<string>());
        (await simulation.ApiAsync("admin", "DELETE", $"/authorizations/{access["id"]}")).Expect(204);
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(401);
        var second = (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(200);
        (await simulation.ApiAsync("admin", "DELETE", $"/authorizations/{refresh["id"]}")).Expect(204);
        (await SignIn.MeAsync(simulation, second.Of("access_token"))).Expect(401);
        (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(400);
        (await simulation.ApiAsync("admin", "DELETE", $"/authorizations/{refresh["id"]}")).Expect(404);
    }

    [Fact]
    public async Task Deleting_by_client_ends_the_consent_of_everybody()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SignIn.CompleteAsync(simulation);
        (await simulation.ApiAsync("admin", "DELETE", "/authorizations?clientId=Cother")).Expect(404);
        (await simulation.ApiAsync("admin", "DELETE", "/authorizations?clientId=Ctieline-demo")).Expect(204);
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(401);
        (await simulation.ApiAsync("admin", "DELETE", "/authorizations")).Expect(400);
    }

    [Fact]
    public async Task Only_an_administrator_sees_what_people_have_let_in()
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "GET", "/authorizations?personEmail=ann.berg@nordlys.example")).Expect(403);
        (await simulation.ApiAsync("admin", "GET", "/authorizations")).Expect(400);
        (await simulation.ApiAsync("admin", "GET", "/authorizations?personEmail=nobody@nordlys.example")).Expect(404);
        Assert.Empty((await simulation.ApiAsync("admin", "GET", $"/authorizations?personId={simulation.Id("bo")}")).Expect(200).Items);
    }

    private static async Task<JsonNode> FindAsync(Simulation simulation, string type) =>
        (await simulation.ApiAsync("admin", "GET", "/authorizations?personEmail=ann.berg@nordlys.example")).Expect(200).Items.Single(item => item!["type"]!.GetValue<string>() == type)!;
}
