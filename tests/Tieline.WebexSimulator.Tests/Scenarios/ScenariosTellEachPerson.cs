using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Scenarios;

public class ScenariosTellEachPerson
{
    [Theory]
    [MemberData(nameof(ScenarioTable.Scenarios), MemberType = typeof(ScenarioTable))]
    public async Task Exactly_what_the_table_says(string scenario)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo", "carla");
        await simulation.PlayAsync(scenario, "ann", scenario == "agentToAgent" ? "bo" : Simulation.Maria);
        await simulation.AdvanceAsync(100);
        foreach (var person in (string[])["ann", "bo", "carla"])
        {
            Story.Check(simulation, person, ScenarioTable.Of(scenario, person), await HistoryAsync(simulation, person));
        }
    }

    [Fact]
    public async Task Every_scenario_offered_has_a_table()
    {
        await using var simulation = await Simulation.StartAsync();
        var offered = (await simulation.GetAsync("/control/scenarios"))["scenarios"]!.AsArray().Select(name => name!.GetValue<string>());
        Assert.Equal(ScenarioTable.Names.Order(), offered.Order());
    }

    [Fact]
    public async Task Two_colleagues_in_one_call_have_two_call_ids_and_one_session()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        var started = await simulation.PlayAsync("agentToAgent", "ann", "bo");
        await simulation.AdvanceAsync(100);
        var (ann, bo) = (Story.Bodies(simulation, "ann"), Story.Bodies(simulation, "bo"));
        Assert.Equal(started["callSessionId"]!.GetValue<string>(), Assert.Single(ann.Concat(bo).Select(body => body["data"]!["callSessionId"]!.GetValue<string>()).Distinct()));
        Assert.Equal(2, ann.Concat(bo).Select(body => body["data"]!["callId"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(2, started["legs"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_retrieved_call_has_a_new_call_id_in_the_same_session()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("parkedAndRetrieved");
        await simulation.AdvanceAsync(100);
        var told = Story.Bodies(simulation, "ann").Select(body => body["data"]!).ToList();
        Assert.Equal(2, told.Select(data => data["callId"]!.GetValue<string>()).Distinct().Count());
        Assert.Single(told.Select(data => data["callSessionId"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task The_switch_gives_a_retrieval_a_session_of_its_own()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/switches", """{"retrieveKeepsSession":false}""");
        await simulation.PlayAsync("parkedAndRetrieved");
        await simulation.AdvanceAsync(100);
        Assert.Equal(2, Story.Bodies(simulation, "ann").Select(body => body["data"]!["callSessionId"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Talk_time_stands_in_answered_and_disconnected()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered", more: new { ringSeconds = 4, talkSeconds = 61 });
        await simulation.AdvanceAsync(100);
        var end = Story.Bodies(simulation, "ann")[^1]["data"]!;
        Assert.Equal("2026-03-02T09:00:00.000Z", end["created"]!.GetValue<string>());
        Assert.Equal("2026-03-02T09:00:04.000Z", end["answered"]!.GetValue<string>());
        Assert.Equal("2026-03-02T09:01:05.000Z", end["disconnected"]!.GetValue<string>());
        Assert.Equal(simulation.Id("ann"), end["actorPersonId"]!.GetValue<string>());
        Assert.NotNull(end["orgId"]);
    }

    [Fact]
    public async Task An_agent_who_calls_out_of_a_scenario_uses_the_own_phone()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered", Simulation.Maria, "ann");
        await simulation.AdvanceAsync(100);
        Story.Check(simulation, "ann", """
            0 created originated   connecting   originator +12025550143 desk
            0 updated updated      alerting     originator +12025550143 desk
            2 updated answered     connected    originator +12025550143 desk
            7 deleted disconnected disconnected originator +12025550143 desk
            """);
    }

    [Fact]
    public async Task An_answer_on_the_app_names_the_app()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered", more: new { by = "app", name = "MARIA LOPEZ" });
        await simulation.AdvanceAsync(2);
        var answered = Story.Bodies(simulation, "ann")[2]["data"]!;
        Assert.Equal(simulation.Endpoint("ann", "APPLICATION"), answered["endpointId"]!.GetValue<string>());
        Assert.Equal("MARIA LOPEZ", answered["remoteParty"]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"to":"ann.berg@nordlys.example","scenario":"dancing"}""", "scenario \"dancing\" is not known")]
    [InlineData("""{"to":"+12025550143","from":"+12025550188"}""", "Neither from nor to")]
    [InlineData("""{"from":"+12025550143"}""", "to is required")]
    [InlineData("""{"to":"ann.berg@nordlys.example","from":"+12025550143","scenario":"agentToAgent"}""", "agentToAgent needs an agent")]
    [InlineData("""{"to":"ann.berg@nordlys.example","ringSecond":1}""", "Unrecognized field")]
    [InlineData("""{"to":"ann.berg@nordlys.example","ringSeconds":-1}""", "must lie between")]
    [InlineData("""{"to":"eva.holm@nordlys.example","from":"+12025550143","by":"phone"}""", "by must be")]
    [InlineData("""{"to":"eva.holm@nordlys.example","from":"+12025550143","by":"device"}""", "has no desk phone")]
    [InlineData("""{"to":"ann.berg@nordlys.example","from":"+12025550143","scenario":"blindTransfer","transferTo":"Zoe"}""", "transferTo must be")]
    [InlineData("""{"to":"ann.berg@nordlys.example","from":"+12025550143","scenario":"twoAtOnce","transferTo":"Zoe"}""", "transferTo is the second caller's number")]
    [InlineData("""{"to":"frank.moss@nordlys.example","from":"+12025550143","scenario":"huntGroup"}""", "belongs to no hunt group")]
    [InlineData("""{"to":"ann.berg@nordlys.example","from":"1101"}""", "from must be somebody else")]
    [InlineData("""{"to":"4711","from":"+12025550143"}""", "reaches nobody")]
    [InlineData("""{"to":"ann.berg@nordlys.example","from":"Maria"}""", "from must be a number")]
    public async Task A_scenario_that_makes_no_sense_is_refused(string body, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var answer = (await simulation.SendAsync("POST", "/control/calls", body, null)).Expect(400);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Empty((await simulation.GetAsync("/control/calls"))["calls"]!.AsArray());
    }

    private static async Task<string> HistoryAsync(Simulation simulation, string person) => string.Join('\n',
        (await simulation.ApiAsync(person, "GET", "/telephony/calls/history")).Items.Select((JsonNode? entry) => $"history: {entry!["type"]} {entry["number"]}"));
}
