using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>One seed and one story give one set of answers and deliveries, to the last byte.</summary>
public class TheSameSeed
{
    [Fact]
    public async Task The_same_story_twice_with_one_seed_gives_the_same_bytes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (first, second) = (await PlayAsync(receiver, 7), await PlayAsync(receiver, 7));
        foreach (var (one, other) in first.Zip(second))
        {
            Assert.Equal(one, other);
        }

        Assert.Equal(first.Count, second.Count);
    }

    [Fact]
    public async Task Another_seed_gives_other_identifiers_and_tokens()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (first, second) = (await PlayAsync(receiver, 7), await PlayAsync(receiver, 8));
        Assert.All(first.Zip(second).Where(pair => pair.First.StartsWith("POST /v1/", StringComparison.Ordinal)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task A_reset_begins_the_draws_anew()
    {
        await using var simulation = await Simulation.StartAsync();
        var before = (await simulation.ApiAsync("ann", "POST", "/rooms", """{"title":"Plans"}""")).Of("id");
        await simulation.PostAsync("/control/reset", "{}");
        Assert.Equal(before, (await simulation.ApiAsync("ann", "POST", "/rooms", """{"title":"Plans"}""")).Of("id"));
    }

    [Fact]
    public async Task New_identifiers_lie_in_the_cluster_that_the_switch_names()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/switches", """{"idCluster":"urn:TEAM:eu-central-1_k"}""");
        var room = await simulation.RoomAsync("ann", ["bo"]);
        Assert.StartsWith("ciscospark://urn:TEAM:eu-central-1_k/ROOM/", Decoded(room), StringComparison.Ordinal);
        var members = (await simulation.ApiAsync("ann", "GET", $"/memberships?roomId={room}")).Fields("id");
        Assert.All(members, id => Assert.StartsWith("ciscospark://urn:TEAM:eu-central-1_k/MEMBERSHIP/", Decoded(id!), StringComparison.Ordinal));
        Assert.All(members, id => Assert.Equal(200, simulation.ApiAsync("bo", "GET", $"/memberships/{id}").Result.Status));
        await simulation.PlayAsync("manual");
        Assert.StartsWith("ciscospark://urn:TEAM:eu-central-1_k/CALL/callhalf-", Decoded(await simulation.CallIdAsync("ann")), StringComparison.Ordinal);
        (await simulation.SendAsync("POST", "/control/switches", """{"idCluster":"a/b"}""", null)).Expect(400);
    }

    private static string Decoded(string id) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(id.PadRight((id.Length + 3) / 4 * 4, '=')));

    private static async Task<List<string>> PlayAsync(WebhookReceiver receiver, int seed)
    {
        receiver.All.Clear();
        await using var simulation = await Simulation.StartAsync(seed: seed);
        var diary = new Diary(simulation);
        await SignInAsync(diary);
        await SpeakAsync(simulation, diary, receiver);
        await CallAsync(simulation, diary, receiver);
        await MeetAsync(simulation, diary);
        diary.Keep(receiver.All);
        await diary.JsonAsync("GET", "/control/usage");
        await diary.JsonAsync("GET", "/control/state");
        return diary.Pages;
    }

    private static async Task SignInAsync(Diary diary)
    {
        (string, string)[] client = [("client_id", "Ctieline-demo"), ("client_secret", "webex-demo-secret"), ("redirect_uri", "http://127.0.0.1:5080/connect/webex/callback")];
        var back = await diary.FormAsync("/v1/authorize", [.. client, ("response_type", "code"), ("scope", "spark:calls_read"), ("email", "ann.berg@nordlys.example"), ("decision", "allow")]);
        var code = back.Headers.Location!.Query.Split("code=")[1];
        var tokens = (await diary.FormAsync("/v1/access_token", [.. client, ("grant_type", "authorization_code"), ("code", code)])).Expect(200);
        (await diary.FormAsync("/v1/access_token", [.. client, ("grant_type", "refresh_token"), ("refresh_token", tokens.Of("refresh_token"))])).Expect(200);
        (await diary.FormAsync("/v1/device/authorize", ("client_id", "Ctieline-demo"), ("scope", "spark:calls_read"))).Expect(200);
        (await diary.JsonAsync("POST", "/control/tokens", """{"user":"ann.berg@nordlys.example"}""")).Expect(200);
        (await diary.JsonAsync("POST", "/control/bots", """{"email":"helper@webex.bot","name":"Helper"}""")).Expect(200);
        (await diary.JsonAsync("GET", "/v1/people/me", token: "nonsense")).Expect(401);
    }

    private static async Task SpeakAsync(Simulation simulation, Diary diary, WebhookReceiver receiver)
    {
        var token = simulation.Token("ann");
        (await diary.JsonAsync("POST", "/v1/webhooks", $$"""{"name":"news","targetUrl":"{{receiver.Url}}/news","resource":"all","event":"all","secret":"s"}""", token)).Expect(200);
        var room = (await diary.JsonAsync("POST", "/v1/rooms", """{"title":"Plans"}""", token)).Expect(200).Of("id");
        (await diary.JsonAsync("POST", "/v1/teams", """{"name":"Sales"}""", token)).Expect(200);
        using var form = new MultipartFormDataContent("a-boundary") { { new StringContent(room), "roomId" }, { new ByteArrayContent([1, 2, 3]), "files", "three.bin" } };
        (await diary.SendAsync("POST", "/v1/messages", form, token)).Expect(200);
        await simulation.SettleAsync();
    }

    private static async Task CallAsync(Simulation simulation, Diary diary, WebhookReceiver receiver)
    {
        foreach (var (name, token) in new[] { ("ann", simulation.Token("ann")), ("bo", simulation.Token("bo")) })
        {
            (await diary.JsonAsync("POST", "/v1/webhooks", $$"""{"name":"calls","targetUrl":"{{receiver.Url}}/{{name}}","resource":"telephony_calls","event":"all"}""", token)).Expect(200);
        }

        (await diary.JsonAsync("POST", "/control/people/ann.berg@nordlys.example", """{"recordingMode":"Always"}""")).Expect(200);
        (await diary.JsonAsync("POST", "/control/calls", """{"from":"+12025550143","to":"ann.berg@nordlys.example","scenario":"answered"}""")).Expect(200);
        await simulation.AdvanceAsync(30);
        (await diary.JsonAsync("POST", "/v1/telephony/calls/dial", """{"destination":"1101"}""", simulation.Token("bo"))).Expect(201);
        await diary.JsonAsync("GET", "/control/calls");
        (await diary.JsonAsync("GET", "/v1/convergedRecordings?serviceType=calling", token: simulation.Token("ann"))).Expect(200);
        await simulation.AdvanceAsync(60);
    }

    private static async Task MeetAsync(Simulation simulation, Diary diary)
    {
        var token = simulation.Token("ann");
        var meeting = (await diary.JsonAsync("POST", "/v1/meetings", """{"title":"Plans","start":"2026-03-03T09:00:00Z","end":"2026-03-03T10:00:00Z","registration":{"autoAcceptRequest":true}}""", token)).Expect(200).Of("id");
        (await diary.JsonAsync("POST", $"/v1/meetings/{meeting}/registrants", """{"email":"maria@acme.example","firstName":"Maria","lastName":"Lopez"}""", token)).Expect(200);
        (await diary.JsonAsync("POST", "/v1/meetings/join", $$"""{"meetingId":"{{meeting}}","joinDirectly":false}""", token)).Expect(200);
        (await diary.JsonAsync("POST", "/control/meetings/script", """{"meetings":2,"webinars":1}""")).Expect(200);
        await simulation.AdvanceAsync(4 * 3600);
    }
}
