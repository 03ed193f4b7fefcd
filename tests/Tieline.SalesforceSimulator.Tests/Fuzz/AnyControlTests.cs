using System.Text.Json.Nodes;
using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever comes to a control door is taken or refused, and what was taken breaks no request after it.</summary>
public sealed class AnyControlTests
{
    private static readonly (string Door, string Body)[] Right =
    [
        ("clock", """{"mode":"stepped","now":"2030-01-01T00:00:00Z","advanceSeconds":5.5}"""), ("clock", """{"advanceSeconds":34560000}"""), ("clock", """{"mode":"running"}"""),
        ("apps", """{"consumerKey":"K","consumerSecret":"S","callbackUrls":["http://127.0.0.1/cb"],"scopes":["api","id"],"pkceRequired":false,"refreshTokenRotation":true,"secretOptional":true,"clientCredentialsUser":"ann.berg@nordlys.example","secretRequiredForRefresh":false,"introspectAllTokens":true,"permittedUsers":"AdminApprovedPreAuthorized","permissionSets":[],"profiles":["System Administrator"],"refreshTokenPolicy":"SpecificLifetime","refreshTokenSeconds":60,"ipRelaxation":"Enforce","sessionTimeoutMinutes":30}"""),
        ("apps", """{"consumerKey":"J","consumerSecret":"S","jwtPublicKey":"-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==\n-----END PUBLIC KEY-----"}"""),
        ("ip", """{"ranges":["10.0.0.0/8","::1/128"]}"""), ("signer", """{"secret":"s","tieline":"https://tieline.example"}"""), ("rules", """{"object":"Account","operation":"insert","field":"Name","equals":"x","message":"no"}"""),
        ("leads/convert", """{"user":"ann.berg@nordlys.example","leadId":"00QTi0000000001IAA","convertedStatus":"Closed - Converted","accountId":"001Ti0000000001IAA","contactId":null,"ownerId":"005Ti0000000001IAA","opportunityName":"O","doNotCreateOpportunity":false,"allowDuplicates":true}"""),
        ("undelete", """{"ids":["001Ti0000000001IAA"]}"""), ("duplicates", """{"name":"D","object":"Contact","matchObject":"Lead","fields":["Email"],"action":"alert","message":"m"}"""), ("assignment", """{"object":"Lead","owner":"ann.berg@nordlys.example","field":"Company","equals":"x","active":true}"""),
        ("locks", """{"ids":["001Ti0000000001IAA"]}"""), ("hidden", """{"user":"ann.berg@nordlys.example","ids":["001Ti0000000001IAA"]}"""), ("sharing", """{"object":"Account","model":"Private"}"""), ("session/expire", """{"user":"ann.berg@nordlys.example"}"""),
        ("switches", """{"leadTakesNoRelatedTo":false,"queryLimits":true,"customNeedsPermission":true,"setupNeedsAdministrator":true}"""), ("picklists", """{"object":"Task","field":"Status","values":[{"value":"A","label":"B","default":true,"active":true,"closed":true,"highPriority":false}]}"""),
        ("picklists", """{"object":"Lead","field":"Status","values":[{"value":"Open","default":true},{"value":"Won","closed":true}]}"""), ("setup", """{"object":"InstalledSubscriberPackage","fields":{"SubscriberPackageId":"033Ti0000000001IAA"}}"""), ("setup", """{"object":"AuthProvider","fields":{"DeveloperName":"X","FriendlyName":"X"}}"""), ("search", """{"indexDelaySeconds":0.5}"""),
        ("pubsub", """{"keepaliveSeconds":60,"idleSeconds":60,"deliveryLimit":100}"""), ("pubsub/cut", """{"topic":"/data/ChangeEvents","kind":"serverUnavailable"}"""), ("changes/gap", """{"object":"Account","changeType":"UPDATE","ids":["001Ti0000000001IAA"]}"""), ("changes/overflow", """{"object":"Account"}"""), ("reset", "{}"),
    ];

    /// <summary>What clients do meanwhile.</summary>
    private static readonly AnyRequest[] Probes =
    [
        Rest("GET", "query?q=SELECT+Id,Name,Owner.Name+FROM+Account"), Rest("GET", "query?q=SELECT+Id,Status,toLabel(Priority)+FROM+Task"), Rest("GET", "sobjects/Account/describe"), Rest("GET", "sobjects/Task/describe"), Rest("GET", "sobjects/Lead/describe"), Rest("GET", "limits"), Rest("GET", "recent"),
        Rest("POST", "sobjects/Account", """{"Name":"Probe"}"""), Rest("POST", "sobjects/Contact", """{"LastName":"Probe","Email":"p@x.example"}"""), Rest("POST", "sobjects/Task", """{"Subject":"Probe"}"""), Rest("POST", "sobjects/Lead", """{"LastName":"Probe","Company":"x"}"""),
        Rest("GET", "search?q=FIND+%7Bprobe%7D"), Rest("GET", "query?q=SELECT+Id+FROM+User"), Rest("PATCH", "sobjects/Account/001Ti0000000001IAA", """{"Name":"Probed"}"""), Rest("DELETE", "sobjects/Account/001Ti0000000002IAA"), Rest("POST", "jobs/query", """{"operation":"query","query":"SELECT Id FROM Account"}"""), Rest("GET", "jobs/query"),
        Form("grant_type=client_credentials&client_id=K&client_secret=S"), Form("grant_type=refresh_token&refresh_token=x&client_id=K&client_secret=S"), new("GET", "/services/oauth2/authorize?response_type=code&client_id=K&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&state=x"), new("GET", "/services/oauth2/authorize?response_type=code&client_id=K"),
        new("GET", "/services/oauth2/userinfo"), new("GET", "/control/apps"), new("GET", "/control/pubsub"), new("GET", "/control/rules"), new("GET", "/control/duplicates"), new("GET", "/control/assignment"), new("GET", "/control/state"), new("GET", "/control/sharing"), new("GET", "/control/objects"), new("GET", "/control/users"),
        new("DELETE", "/control/assignment"), new("DELETE", "/control/duplicates"), new("DELETE", "/control/rules"), new("DELETE", "/control/locks"), new("DELETE", "/control/hidden"), new("GET", "/lightning/login"),
    ];

    private static readonly Gen<AnyRequest> Doors = Gen.Int[0, Right.Length - 1].SelectMany(i => Gen.OneOf(Gen.Const(Right[i].Body), Broken.Json(Right[i].Body), Broken.Json(Right[i].Body), Broken.Json(Right[i].Body))
        .Select(body => new AnyRequest("POST", "/control/" + Right[i].Door, body)));

    [Fact]
    public async Task No_setting_breaks_the_org()
    {
        await using var org = await FuzzedOrg.StartAsync();
        await Gen.Select(Doors, Gen.Int[0, Probes.Length - 1]).SampleAsync(async (door, probe) =>
        {
            await org.SendAsync(door);
            if ((await org.SendAsync(Probes[probe])).Status == 401) await org.SignInAsync();
        }, iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public async Task No_fault_breaks_the_org()
    {
        const string Whole = """{"match":{"method":"GET","path":"limits"},"times":1,"after":0,"fault":{"kind":"status","status":418,"body":{"a":[1]},"headers":{"X-A":"b"},"retryAfter":"5"}}""";
        await using var org = await FuzzedOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await Gen.OneOf(Broken.Json(Whole), Broken.Json(Whole.Replace("\"status\",\"status\":418", "\"tooManyRequests\",\"status\":429"))).SampleAsync(async fault =>
        {
            await org.SendAsync(new AnyRequest("DELETE", "/control/faults"));
            await org.SendAsync(new AnyRequest("POST", "/control/faults", fault));
            var set = (JsonObject?)(await org.Org.GetJsonAsync("/control/faults"))["faults"]!.AsArray().SingleOrDefault()?["fault"];
            var status = (int?)set?["status"] is >= 500 ? 0 : (await org.SendAsync(new AnyRequest("GET", "/services/data/v66.0/limits"))).Status;
            Assert.Contains(status, new[] { 0, 200, 429, (int?)set?["status"] ?? 200 });
        }, iter: FuzzCases.Each, threads: 1);
    }

    private static AnyRequest Rest(string method, string path, string? body = null) => new(method, "/services/data/v66.0/" + path, body);

    private static AnyRequest Form(string form) => new("POST", "/services/oauth2/token", form, "application/x-www-form-urlencoded");
}
