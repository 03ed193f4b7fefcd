using System.Text.Json.Nodes;
using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever state is put into an org is taken or refused, and what was taken breaks no request after it.</summary>
public sealed class AnyStateTests
{
    private static readonly string[] Probes =
    [
        "query?q=SELECT+FIELDS(ALL)+FROM+Account+LIMIT+200", "query?q=SELECT+FIELDS(ALL)+FROM+User+LIMIT+200", "query?q=SELECT+FIELDS(ALL)+FROM+Contact+LIMIT+200", "query?q=SELECT+Id,Name,Owner.Name,(SELECT+Id,Account.Name+FROM+Contacts)+FROM+Account", "sobjects/Account/describe", "sobjects", "limits", "recent", "jobs/ingest", "jobs/query",
        "tooling/query?q=SELECT+Id+FROM+PermissionSet", "search?q=FIND+%7Bann%7D", "sobjects/User/005Ti0000000001IAA", "query?q=SELECT+Id,Metadata+FROM+ApexClass", "jobs/ingest/750Ti0000000001IAA", "tooling/sobjects/PlatformEventChannelMember/0v8Ti0000000001IAA", "query?q=SELECT+FIELDS(ALL)+FROM+PermissionSet+LIMIT+200",
    ];

    private static readonly string[] Others = ["/control/users", "/control/state", "/control/apps", "/control/pubsub", "/control/objects", "/control/sharing", "/control/duplicates", "/control/assignment", "/control/hidden", "/control/picklists", "/control/ca.pem", "/services/oauth2/userinfo", "/lightning/login"];

    [Fact]
    public async Task No_state_breaks_the_org()
    {
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var states = AnyPart(await StateAsync(org.Org));
        await Gen.Select(states, Gen.Int[0, Probes.Length - 1].Array[3], Gen.Int[0, Others.Length - 1]).SampleAsync(async (state, probes, other) =>
        {
            await org.SendAsync(new AnyRequest("PUT", "/control/state", state));
            await org.SignInAsync();
            foreach (var probe in probes) await org.SendAsync(new AnyRequest("GET", "/services/data/v66.0/" + Probes[probe]));
            await org.SendAsync(new AnyRequest("GET", Others[other]));
            await org.SendAsync(new AnyRequest("POST", "/services/data/v66.0/sobjects/Account", """{"Name":"After"}"""));
            await org.SendAsync(new AnyRequest("POST", "/control/clock", """{"advanceSeconds":5}"""));
            await org.SendAsync(new AnyRequest("POST", "/control/reset", "{}"));
        }, iter: FuzzCases.Each / 10 + 1, threads: 1);
    }

    /// <summary>One part of the state is broken, or one table of its records, each as often as the others.</summary>
    private static Gen<string> AnyPart(JsonNode whole)
    {
        var places = whole.AsObject().Select(p => (Holder: whole.AsObject(), p.Key)).Concat(whole["records"]!.AsObject().Select(p => (Holder: whole["records"]!.AsObject(), p.Key))).Where(p => p.Holder[p.Key] is JsonObject or JsonArray { Count: > 0 }).ToArray();
        return Gen.Int[0, places.Length - 1].SelectMany(i =>
        {
            var (holder, key) = places[i];
            var (part, text) = (holder[key]!.ToJsonString(), whole.ToJsonString());
            var at = text.IndexOf($"\"{key}\":{part}", StringComparison.Ordinal) + key.Length + 3;
            return Broken.Json(part).Select(broken => text[..at] + broken + text[(at + part.Length)..]);
        });
    }

    /// <summary>An org in which each kind of thing is there once, so that each can be broken; its many set-up rows thinned out.</summary>
    private static async Task<JsonNode> StateAsync(TestOrg org)
    {
        var admin = await org.AsAsync("admin");
        await admin.NewIdAsync("Contact", new { LastName = "Kept", AccountId = await admin.NewIdAsync("Account", new { Name = "Kept" }) });
        await admin.SendAsync("POST", "jobs/ingest", JsonNode.Parse("""{"object":"Contact","operation":"insert"}"""));
        await admin.SendAsync("POST", "jobs/query", JsonNode.Parse("""{"operation":"query","query":"SELECT Id FROM Account"}"""));
        await PubSub.Selecting.SelectAsync(admin, "Account");
        await admin.NewIdAsync("Account", new { Name = "Told" });
        foreach (var (door, body) in new[]
        {
            ("clock", """{"mode":"stepped"}"""), ("rules", """{"object":"Account","field":"Name"}"""), ("duplicates", """{"object":"Contact","fields":["Email"],"action":"alert"}"""), ("assignment", """{"object":"Lead","owner":"ann.berg@nordlys.example"}"""), ("signer", """{"secret":"s","tieline":"https://t.example"}"""),
            ("picklists", """{"object":"Task","field":"Status","values":[{"value":"A","default":true,"closed":true}]}"""), ("ip", """{"ranges":["127.0.0.0/8"]}"""), ("hidden", """{"user":"ann.berg@nordlys.example","ids":["001Ti0000000001IAA"]}"""), ("sharing", """{"object":"Account","model":"Private"}"""),
        })
            await org.ControlAsync(door, JsonNode.Parse(body));
        var state = await org.GetJsonAsync("/control/state");
        foreach (var (_, rows) in state["records"]!.AsObject())
            while (rows!.AsArray().Count > 6)
                rows.AsArray().RemoveAt(5);
        return state;
    }
}
