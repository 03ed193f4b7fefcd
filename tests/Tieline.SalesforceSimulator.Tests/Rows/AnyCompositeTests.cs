using System.Text.Json.Nodes;
using CsCheck;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;
using Tieline.SalesforceSimulator.Tests.Fuzz;

namespace Tieline.SalesforceSimulator.Tests.Rows;

/// <summary>Whatever is sent as a composite, batch, tree, collection or graph is answered or refused; nothing else comes out.</summary>
public sealed class AnyCompositeTests
{
    private static readonly string[] Addresses =
    [
        "/services/data/", "v66.0", "/sobjects", "/Account", "/Contact/", "001Ti0000000001IAA", "/query", "?q=SELECT+Id+FROM+Account", "?q=", "%", "%zz", "//", "@{a.id}", "@{b.records[0].Id}", "@{a[99999999999].x}", "@{", "}",
        "/composite", "/composite/sobjects", "/composite/graph", "/jobs/ingest", "/limits", "v99.0", "/Email/a@b.c", "?fields=Name,,", "&", "\0", "é",
    ];

    private static readonly Gen<string> Url = Gen.OneOf(
        AnyOf.These(Addresses).Array[0, 6].Select(string.Concat),
        AnyOf.These(Addresses).Select(a => "/services/data/v66.0" + a), AnyOf.These("/services/data/v66.0/sobjects/Account", "/services/data/v66.0/sobjects/Contact/@{a.id}"));

    private static readonly Gen<string> Body = AnyOf.These(
        "{}", "null", "[]", "5", """{"Name":"X"}""", """{"Name":"@{a.id}","AccountId":"@{b.id}"}""", """{"records":[{"attributes":{"type":"Account"},"Name":"Y"},{}]}""", """{"records":[5,null]}""",
        """{"attributes":5,"Id":{},"LastName":[]}""", """{"allOrNone":"x","compositeRequest":[{"method":"GET","url":"","referenceId":"z"}]}""", """{"ids":[{}],"fields":[null]}""", """{"Account":{"attributes":7}}""", """{"Owner":{"attributes":{"type":[]},"Email":{}}}""");

    private static readonly Gen<string> Part = Gen.Select(AnyOf.These("GET", "POST", "PATCH", "DELETE", "PUT", "get", "", "TRACE"), Url, AnyOf.These("a", "b", "", "a.b", "@{a}"), Body,
        AnyOf.These("", ""","httpHeaders":{"If-Match":null,"if-match":5}""", ""","httpHeaders":[]"""))
        .Select((method, url, reference, body, headers) => $$"""{"method":"{{method}}","url":{{JsonValue.Create(url).ToJsonString()}},"referenceId":"{{reference}}","body":{{body}},"richInput":{{body}}{{headers}}}""");

    private static readonly Gen<string> Parts = Gen.OneOf(Part.Array[0, 6].Select(parts => string.Join(',', parts)), AnyOf.These("5", "null", "{}", "[]"));

    [Fact]
    public void No_request_breaks_the_composite_doors()
    {
        using var org = Seeded();
        Gen.Select(
            Gen.OneOf(Parts.Select(p => $$"""{"allOrNone":true,"compositeRequest":[{{p}}]}"""), Parts.Select(p => $$"""{"batchRequests":[{{p}}]}"""), Parts.Select(p => $$"""{"graphs":[{"graphId":"g","compositeRequest":[{{p}}]}]}"""), Body, Gen.String),
            AnyOf.These("composite", "composite/batch", "composite/graph", "composite/tree/Account", "composite/sobjects", "composite/sobjects/Contact", "composite/sobjects/Contact/Email", "composite/tree/x/y"),
            AnyOf.These("POST", "PATCH", "DELETE", "GET")).Sample((body, path, method) => Ask(org, method, path, body).Status is 200 or 201 or 400 or 404 or 405, iter: FuzzCases.Each, threads: 1);
    }

    [Fact]
    public void The_requests_tried_do_save_rows()
    {
        using var org = Seeded();
        const string Part = """{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"X"},"richInput":{},"httpHeaders":{"If-Match":null,"if-match":5}}""";
        Assert.Equal(201, (int)Ask(org, "POST", "composite", $$"""{"allOrNone":true,"compositeRequest":[{{Part}}]}""").Body!["compositeResponse"]![0]!["httpStatusCode"]!);
        Assert.True((bool)Ask(org, "POST", "composite/graph", $$"""{"graphs":[{"graphId":"g","compositeRequest":[{{Part}}]}]}""").Body!["graphs"]![0]!["isSuccessful"]!);
    }

    private static SalesforceOrg Seeded()
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions());
        return org;
    }

    private static RestAnswer Ask(SalesforceOrg org, string method, string path, string body) =>
        RestRouter.Handle(new RestCall { Org = org, Method = method, Path = path.Split('/'), Version = "66.0", UserId = "005Ti0000000001IAA", Body = body });
}
