using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.OAuth;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>Each switch turned, and what a client meets then.</summary>
public class WhatThePapersLeaveOpen
{
    [Theory]
    [InlineData(false, "http://127.0.0.1:9/hook", 400)]
    [InlineData(false, "https://tieline.example/hook", 200)]
    [InlineData(true, "http://127.0.0.1:9/hook", 200)]
    [InlineData(true, "http://localhost:9/hook", 200)]
    [InlineData(true, "http://tieline.example/hook", 400)]
    public async Task A_webhook_needs_https_but_on_loopback_when_the_simulator_was_started_so(bool loopback, string target, int status)
    {
        await using var simulation = await Simulation.StartAsync(loopbackWebhooks: loopback);
        (await HookAsync(simulation, target)).Expect(status);
        await TurnAsync(simulation, """{"webhooksNeedHttps":false}""");
        (await HookAsync(simulation, target + "/2")).Expect(200);
    }

    [Theory]
    [InlineData("seconds", "60")]
    [InlineData("zero", "0")]
    [InlineData("garbage", "soon")]
    [InlineData("absent", null)]
    public async Task Retry_After_may_say_anything_or_be_missing(string kind, string? expected)
    {
        await using var simulation = await Simulation.StartAsync();
        await TurnAsync(simulation, $$"""{"retryAfter":"{{kind}}"}""");
        const string Path = "/cdr_feed?startTime=2026-03-02T08:00:00.000Z&endTime=2026-03-02T08:30:00.000Z";
        (await simulation.ApiAsync("admin", "GET", Path)).Expect(200);
        var refused = (await simulation.ApiAsync("admin", "GET", Path)).Expect(429);
        Assert.Equal(expected, refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task Short_pages_end_after_all_and_show_every_item_once()
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo", "carla"]);
        foreach (var index in Enumerable.Range(0, 5))
        {
            await simulation.SayAsync("ann", room, $"message {index}");
            (await simulation.ApiAsync("ann", "POST", "/rooms", new { title = $"room {index}" })).Expect(200);
        }

        await TurnAsync(simulation, """{"pagesMayBeShort":true}""");
        Assert.Equal([0, 2, 2, 1], await PagesAsync(simulation, $"/messages?roomId={room}&max=4"));
        Assert.Equal([0, 1, 1, 1], await PagesAsync(simulation, $"/memberships?roomId={room}&max=1"));
        Assert.Equal([0, 2, 2, 2], await PagesAsync(simulation, "/rooms?max=5"));
        Assert.Equal([0], await PagesAsync(simulation, "/teams"));
    }

    [Theory]
    [InlineData(true, "?max=2&before&cursor=")]
    [InlineData(false, "?max=2&cursor=")]
    public async Task The_address_of_a_next_page_may_hold_a_parameter_without_a_value(bool held, string expected)
    {
        await using var simulation = await Simulation.StartAsync();
        var room = await simulation.RoomAsync("ann", ["bo", "carla"]);
        await TurnAsync(simulation, $$"""{"linksHoldValuelessParameters":{{(held ? "true" : "false")}}}""");
        var page = (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={room}&max=2")).Expect(200);
        Assert.Contains(expected.Replace("?", "&", StringComparison.Ordinal), page.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.Equal([2, 1], await PagesAsync(simulation, $"/memberships?roomId={room}&max=2"));
    }

    [Theory]
    [InlineData("peopleMax", "/people?displayName=A")]
    [InlineData("membershipsMax", "/memberships?")]
    [InlineData("membershipsMax", "/webhooks?")]
    [InlineData("membershipsMax", "/teams?")]
    public async Task The_largest_page_is_what_the_switch_says(string name, string path)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("ann", "GET", $"{path}&max=1000")).Expect(200);
        (await simulation.ApiAsync("ann", "GET", $"{path}&max=1001")).Expect(400);
        await TurnAsync(simulation, $$"""{"{{name}}":20}""");
        (await simulation.ApiAsync("ann", "GET", $"{path}&max=20")).Expect(200);
        (await simulation.ApiAsync("ann", "GET", $"{path}&max=21")).Expect(400);
    }

    [Fact]
    public async Task A_code_lives_as_long_as_the_switch_says()
    {
        await using var simulation = await Simulation.StartAsync();
        await TurnAsync(simulation, """{"codeLivesSeconds":30}""");
        var (first, second) = (await SignIn.CodeAsync(simulation), await SignIn.CodeAsync(simulation));
        await simulation.AdvanceAsync(29);
        (await SignIn.ExchangeAsync(simulation, first)).Expect(200);
        await simulation.AdvanceAsync(1);
        (await SignIn.ExchangeAsync(simulation, second)).Expect(400);
    }

    [Fact]
    public async Task Numbers_of_others_can_be_for_administrators_only()
    {
        await using var simulation = await Simulation.StartAsync();
        await TurnAsync(simulation, """{"numbersOfOthersAreShown":false}""");
        var path = $"/people/{simulation.Id("bo")}?callingData=true";
        Assert.Null((await simulation.ApiAsync("ann", "GET", path)).Json["phoneNumbers"]);
        Assert.NotNull((await simulation.ApiAsync("bo", "GET", path)).Json["phoneNumbers"]);
        Assert.NotNull((await simulation.ApiAsync("admin", "GET", path)).Json["phoneNumbers"]);
    }

    [Fact]
    public async Task One_webhook_of_the_organization_can_hear_everybodys_calls()
    {
        await using var simulation = await Simulation.StartAsync();
        string Hook() => $$"""{"name":"calls","targetUrl":"{{simulation.Receiver.Url}}/all","resource":"telephony_calls","event":"created","ownedBy":"org"}""";
        (await simulation.ApiAsync("admin", "POST", "/webhooks", Hook())).Expect(400);
        await TurnAsync(simulation, """{"callWebhooksOfOrganization":true}""");
        (await simulation.ApiAsync("ann", "POST", "/webhooks", Hook())).Expect(403);
        (await simulation.ApiAsync("admin", "POST", "/webhooks", Hook())).Expect(200);
        await simulation.PlayAsync("manual");
        await simulation.PlayAsync("manual", "bo");
        Assert.Equal([simulation.Id("ann"), simulation.Id("bo")], Story.Bodies(simulation, "all").Select(body => body["actorId"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"peopleMax":100.0}""", "peopleMax", 100)]
    [InlineData("""{"cardLimitBytes":1e3}""", "cardLimitBytes", 1000)]
    [InlineData("""{"parkRecallSeconds":2.5}""", "parkRecallSeconds", 2.5)]
    public async Task A_number_may_be_written_in_any_way(string body, string name, double expected)
    {
        await using var simulation = await Simulation.StartAsync();
        await TurnAsync(simulation, body);
        Assert.Equal(expected, (await simulation.GetAsync("/control/switches"))[name]!.GetValue<double>());
    }

    [Theory]
    [InlineData("""{"retryAfter":"later"}""")]
    [InlineData("""{"peopleMax":0}""")]
    [InlineData("""{"parkRecallSeconds":-1}""")]
    [InlineData("""{"pagesMayBeShort":"yes"}""")]
    [InlineData("""{"newestCardVersion":"x"}""")]
    [InlineData("""{"colour":"red"}""")]
    public async Task A_switch_that_is_none_or_cannot_stand_so_changes_nothing(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        var before = (await simulation.GetAsync("/control/switches")).ToJsonString();
        (await simulation.SendAsync("POST", "/control/switches", body, null)).Expect(400);
        Assert.Equal(before, (await simulation.GetAsync("/control/switches")).ToJsonString());
    }

    private static Task<Answer> HookAsync(Simulation simulation, string target) =>
        simulation.ApiAsync("ann", "POST", "/webhooks", new { name = "n", targetUrl = target, resource = "rooms", @event = "all" });

    private static Task<JsonNode> TurnAsync(Simulation simulation, string switches) => simulation.PostAsync("/control/switches", switches);

    /// <summary>How many items each page holds, following the links as they are.</summary>
    private static async Task<List<int>> PagesAsync(Simulation simulation, string? path)
    {
        var (sizes, seen) = (new List<int>(), new HashSet<string>());
        while (path is not null)
        {
            var page = (await simulation.ApiAsync("ann", "GET", path)).Expect(200);
            sizes.Add(page.Items.Count);
            Assert.All(page.Items, item => Assert.True(seen.Add(item!["id"]!.GetValue<string>())));
            path = page.Headers.TryGetValues("Link", out var links) ? new Uri(links.Single().Split('<', '>')[1]).PathAndQuery["/v1".Length..] : null;
        }

        return sizes;
    }
}
