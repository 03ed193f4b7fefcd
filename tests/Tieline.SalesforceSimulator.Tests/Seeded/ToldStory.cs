using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Tieline.SalesforceSimulator.Tests.Metadata;
using Tieline.SalesforceSimulator.Tests.PubSub;
using Tieline.SalesforceSimulator.Tests.SignIn;

namespace Tieline.SalesforceSimulator.Tests.Seeded;

/// <summary>One and the same story, told to an org of a seed on a clock that stands still; all that the org said to it, word for word.</summary>
internal sealed class ToldStory(TestOrg org)
{
    private readonly List<string> said = [];

    public static async Task<IReadOnlyList<string>> OfAsync(int seed, int port)
    {
        await using var org = await SimulatorProcess.StartAsync(seed, port);
        var story = new ToldStory(org);
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2026-10-01T10:00:00Z" });
        // The records of the start carry the time of the start.
        await org.ControlAsync("reset");
        await story.SignInAsync();
        await story.WorkAsync();
        await story.DeployAsync();
        await story.HearChangesAsync();
        await story.ShellAsync();
        var state = await org.GetJsonAsync("/control/state");
        state.AsObject().Remove("authority");
        story.Note(state.ToJsonString());
        return story.said;
    }

    private void Note(string text) => said.Add(text);

    private void Note(OrgAnswer answer) => Note($"{answer.Status} {answer.Headers.ETag} {string.Join(',', answer.Headers.TryGetValues("Sforce-Limit-Info", out var limits) ? limits : [])} {answer.Text}");

    private async Task SignInAsync()
    {
        var desk = new AppDesk(org);
        await desk.PolicyAsync("""{"scopes":["api","openid","refresh_token","web"],"refreshTokenRotation":true}""");
        var tokens = await desk.TokensAsync();
        Note(tokens.ToJsonString());
        Note((await desk.RefreshAsync(tokens)).ToJsonString());
        Note((await org.GetJsonAsync("/id/keys")).ToJsonString());
    }

    private async Task WorkAsync()
    {
        var ann = await org.AsAsync();
        Note(ann.Token);
        Note(await ann.CreateAsync("Account", new { Name = "Fjord" }));
        Note(await ann.QueryAsync("SELECT Id, Name, CreatedDate, Owner.Name FROM Contact ORDER BY Name"));
        Note(await ann.QueryAsync("SELECT FIELDS(ALL) FROM Lead LIMIT 200"));
        Note(await ann.QueryAsync("SELECT Id, SobjectType FROM ObjectPermissions", ("Sforce-Query-Options", "batchSize=200")));
        Note(await ann.GetAsync("sobjects/Account/001Ti0000000001IAA"));
        Note(await ann.GetAsync("sobjects/Account/describe"));
        Note(await ann.SearchAsync("FIND {fjord*} IN ALL FIELDS RETURNING Account(Id, Name), Contact(Id)"));
        var job = await ann.SendAsync("POST", "jobs/query", new JsonObject { ["operation"] = "query", ["query"] = "SELECT Id, Name FROM Account" });
        Note(job);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 5 });
        Note(await ann.GetAsync("jobs/query/" + job.Id));
        Note(await ann.GetAsync($"jobs/query/{job.Id}/results?maxRecords=5"));
    }

    private async Task DeployAsync()
    {
        var to = new Deployer(org, await org.AsAsync("admin"));
        Note((await to.DeployAsync(SampleProject.Package())).ToJsonString());
        foreach (var app in (await org.GetJsonAsync("/control/apps"))["apps"]!.AsArray()) Note(app!.ToJsonString());
    }

    private async Task HearChangesAsync()
    {
        var admin = await org.AsAsync("admin");
        await admin.SelectAsync("Account");
        using var client = await PubSubClient.OpenAsync(org, admin);
        var topic = await client.Calls.GetTopicAsync(new Eventbus.V1.TopicRequest { TopicName = "/data/AccountChangeEvent" }, client.Metadata);
        Note(topic.ToString());
        Note((await client.Calls.GetSchemaAsync(new Eventbus.V1.SchemaRequest { SchemaId = topic.SchemaId }, client.Metadata)).ToString());
        using var listener = await client.SubscribeAsync("/data/AccountChangeEvent");
        await admin.NewIdAsync("Account", new { Name = "Told", AnnualRevenue = 5 });
        var heard = await listener.AnswerAsync();
        Note(Convert.ToHexString(heard!.ToByteArray()));
    }

    private async Task ShellAsync()
    {
        await org.ControlAsync("signer", new JsonObject { ["secret"] = "s", ["tieline"] = "http://127.0.0.1:1" });
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = org.Http.BaseAddress };
        using var signedIn = await browser.GetAsync("/lightning/login?user=ann.berg@nordlys.example", TestContext.Current.CancellationToken);
        Note(string.Join(';', signedIn.Headers.GetValues("Set-Cookie")));
        Note(await browser.GetStringAsync("/lightning/session", TestContext.Current.CancellationToken));
        using var launch = await browser.PostAsync("/lightning/launch-token", null, TestContext.Current.CancellationToken);
        Note(await launch.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
