using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Whatever stands in the path, the query string and the headers is taken or refused.</summary>
public sealed class AnyAddressTests
{
    private static readonly string[] Paths =
    [
        "/services/data/v66.0/sobjects/Account/001Ti0000000001IAA?fields=Id,Name", "/services/data/v66.0/sobjects/Contact/Email/a%40b.example", "/services/data/v66.0/sobjects/Account/001Ti0000000001IAA/Contacts?limit=5", "/services/data/v66.0/sobjects/Account/describe",
        "/services/data/v66.0/sobjects/Account/updated?start=2026-10-01T00%3A00%3A00Z&end=2026-10-02T00%3A00%3A00Z", "/services/data/v66.0/sobjects/Account/deleted/?start=2026-10-01T00%3A00%3A00Z&end=2026-10-02T00%3A00%3A00Z", "/services/data/v66.0/query?q=SELECT+Id+FROM+Account&explain=", "/services/data/v66.0/query/01gTi0000000001IAA-2000",
        "/services/data/v66.0/queryAll?q=SELECT+Id+FROM+Account+LIMIT+5", "/services/data/v66.0/parameterizedSearch?q=acme&sobject=Account,Contact&Account.fields=Id,Name&Account.limit=2&defaultLimit=5&in=NAME", "/services/data/v66.0/composite/sobjects?ids=001Ti0000000001IAA,x&allOrNone=true", "/services/data/v66.0/composite/sobjects/Account?ids=001Ti0000000001IAA&fields=Id",
        "/services/data/v66.0/limits/recordCount?sObjects=Account,Contact", "/services/data/v66.0/recent?limit=3", "/services/data/v66.0/jobs/ingest/750Ti0000000001IAA/batches", "/services/data/v66.0/jobs/query/750Ti0000000001IAA/results?locator=MTA&maxRecords=5", "/services/data/v66.0/jobs/ingest?isPkChunkingEnabled=false&jobType=V2Ingest&queryLocator=x",
        "/services/data/v66.0/tooling/query?q=SELECT+Id+FROM+ApexClass", "/services/data/v66.0/tooling/sobjects/PlatformEventChannel/0YLTi0000000001IAA", "/services/data/v66.0/metadata/deployRequest/0AfTi0000000001IAA?includeDetails=true", "/services/data/", "/services/data/v66.0", "/id/00DTi0000000001MAA/005Ti0000000001IAA?version=latest&format=json",
        "/services/oauth2/authorize?response_type=code", "/lightning/r/Account/001Ti0000000001IAA/view", "/lightning/login?user=ann.berg%40nordlys.example&startURL=%2Flightning%2Fx", "/lightning/events?about=001Ti0000000001IAA", "/secur/frontdoor.jsp?otp=x", "/control/token?user=ann.berg%40nordlys.example", "/control/usage?since=0", "/control/credentials?app=x", "/control/hidden?user=x", "/control/faults/f1", "/.well-known/openid-configuration", "/health/ready", "/",
    ];

    private static readonly string[] Pieces = ["/", "//", "%2F", "%00", "%", "%zz", "%ff", "%ED%A0%80", "%C3%A9", "..", "/../", "/.", "?", "??", "&", "=", "&&", "+", "#", "@", ":", ";", "'", "\"", "\\", "(", "*", "v1.0", "v99999999999999999999.0", "v66", "V66.0", "sobjects", "composite", "graph", "001Ti0000000001IAA", "-1", "99999999999999999999", "null", "true", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2030-13-45", new string('a', 3000), new string('9', 400)];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Sforce-Call-Options", "client=X,defaultNamespace=y"), ("Sforce-Query-Options", "batchSize=200"), ("Sforce-Auto-Assign", "TRUE"), ("Sforce-Duplicate-Rule-Header", "allowSave=true,includeRecordDetails=true"), ("Sforce-Mru", "updateMru=true"), ("Sforce-Limit-Info", "x"),
        ("If-Match", "\"U5iWijwWbQD18jeiXwsqxeGpZQk=\""), ("If-None-Match", "*"), ("If-Modified-Since", "Thu, 01 Oct 2026 10:00:00 GMT"), ("If-Unmodified-Since", "Thu, 01 Oct 2026 10:00:00 GMT"), ("Content-Type", "application/json; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Encoding", "deflate"), ("Accept", "application/json"),
        ("Accept-Encoding", "gzip;q=1"), ("Authorization", "Bearer x"), ("X-PrettyPrint", "1"), ("Expect", "100-continue"), ("Range", "bytes=0-1"), ("Cookie", "tieline_simulator_sid=x"), ("Origin", "http://localhost"), ("Sec-Fetch-Site", "same-origin"), ("X-HTTP-Method-Override", "PATCH"), ("Package-Version-x", "1.0"), ("Last-Event-ID", "5"),
    ];

    private static readonly string[] HeaderPieces = [",", ";", "=", "\"", "*", "W/", "-1", "999999999999999999999", "\u00e9", "%ff", "\t", "Bearer ", "OAuth ", "Basic ", "gzip", "multipart/form-data", "boundary=", "Thu, 31 Feb 9999 99:99:99 GMT", "0001-01-01", "9999-12-31T23:59:59-14:00", "true", new string('a', 9000)];
    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "QUERY"];
    private static readonly string[] Targets = ["sobjects/Account", "sobjects/Account/001Ti0000000001IAA", "sobjects/Account/describe", "sobjects/Contact/Email/a@b.example", "query?q=SELECT+Id+FROM+Account", "composite", "jobs/ingest", "metadata/deployRequest"];

    private static readonly Gen<AnyRequest> Addresses = Gen.Select(AnyOf.These(Methods), Broken.Text(Paths, Pieces), Gen.Bool)
        .Select((method, path, body) => new AnyRequest(method, Address(path), body && method is "POST" or "PATCH" or "PUT" ? "{}" : null));

    private static readonly Gen<(string, string)> Header = Gen.Int[0, Headers.Length - 1].SelectMany(i => Broken.Text([Headers[i].Value], HeaderPieces).Select(value => (Headers[i].Name, value)));

    private static readonly Gen<AnyRequest> WithHeaders = Gen.Select(AnyOf.These("GET", "POST", "PATCH", "DELETE"), AnyOf.These(Targets), Header.Array[1, 4], AnyOf.These("""{"Name":"H"}""", """{"LastName":"H"}""", ""))
        .Select((method, path, headers, body) => new AnyRequest(method, "/services/data/v66.0/" + path, method is "POST" or "PATCH" ? body : null) { Headers = headers });

    [Fact]
    public async Task No_address_breaks_the_org()
    {
        await using var org = await FuzzedOrg.StartAsync();
        await org.TryAsync(Addresses);
    }

    [Fact]
    public async Task No_header_breaks_a_door()
    {
        await using var org = await FuzzedOrg.StartAsync();
        await org.TryAsync(WithHeaders);
    }

    /// <summary>Begins with a slash, as each first line of a request does.</summary>
    private static string Address(string path) => AnyFormTests.Escaped(path) is ['/', ..] address ? address : "/" + AnyFormTests.Escaped(path);
}
